"""Enumerations of the contract as types of arguments, by their names in 1.2.8."""

from __future__ import annotations

from pixel_api.models.attachment_resource_type import (
    AttachmentResourceTypeValue as AttachmentResourceType,
)
from pixel_api.models.data_collection_type import DataCollectionTypeValue as DataCollectionType
from pixel_api.models.optimized_raster_creation_options_overview_resampling import (
    OptimizedRasterCreationOptionsOverviewResamplingValue as OverviewResampling,
)

__all__ = ["AttachmentResourceType", "DataCollectionType", "OverviewResampling"]
