"""The public names of 1.2.8, from the modules where it had them."""

from __future__ import annotations

import enum
import importlib
import typing

import pytest

PACKAGE = [
    "get_client",
    "PixelApiSettings",
    "PixelClient",
    "PixelClientAsync",
    "PixelClientKwargs",
    "ListParams",
    "DataCollectionListParams",
    "RasterListParams",
    "PointCloudListParams",
    "AnalysisServiceListParams",
    "AnalysisTaskListParams",
    "PixelUploadFile",
    "PixelAttachmentUpload",
    "MetadataObject",
    "ImageMetadataFields",
    "RasterMetadataFields",
    "PointCloudMetadataFields",
    "MetadataFieldsType",
    "RasterInfo",
    "NearblackOptions",
    "ImageUpdateInput",
    "RasterUpdateInput",
    "PointCloudUpdateInput",
    "OIDCUserCreateInput",
    "OIDCUserUpdateInput",
    "ArcgisServiceCreateInput",
    "ArcgisServiceUpdateInput",
    "ArcgisServiceCreateOptions",
    "ArcGISFeatureServiceOptions",
    "ArcGISFeatureServiceImageLayerOptions",
    "ArcGISFeatureServiceProjectLayerOptions",
    "ArcGISImageServiceOptions",
    "ArcGISImageServiceWMSOptions",
    "HarvestServiceCreateInput",
    "HarvestServiceUpdateInput",
    "HarvestFieldMapping",
    "HarvestFieldMap",
    "HarvestFieldMapUpdate",
    "FieldMapsUpdateInput",
    "HarvestAuthInfo",
    "AnalysisServiceCreateUpdateInput",
    "AnalysisServicePatchInput",
    "AnalysisTaskCreateInput",
]
ELSEWHERE = {"get_client", "PixelApiSettings", "PixelClient", "PixelClientAsync"}
MODELS = [name for name in PACKAGE if name not in ELSEWHERE | {"PixelClientKwargs"}]
MODELS += [
    "SearchQuery",
    "SortField",
    "SearchResults",
    "ApiKey",
    "Credentials",
    "HarvestTaskListParams",
    "OptimizedPointCloudListParams",
    "PixelStatusEnum",
    "AnalysisTaskStatusEnum",
]
WHERE = {
    "pixel_client": PACKAGE,
    "pixel_client.models": MODELS,
    "pixel_client.settings": ["PixelApiSettings"],
    "pixel_client.exceptions": [
        "PixelBadRequestError",
        "PixelUploadJobError",
        "PixelMultipleUploadJobError",
    ],
    "pixel_client.types": ["AttachmentResourceType", "DataCollectionType", "OverviewResampling"],
}


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, names in WHERE.items() for name in names]
)
def test_a_name_is_where_it_was(module: str, name: str) -> None:
    assert getattr(importlib.import_module(module), name) is not None


def test_states_are_classes_of_texts() -> None:
    from pixel_client.models import AnalysisTaskStatusEnum, PixelStatusEnum

    assert issubclass(PixelStatusEnum, enum.StrEnum)
    assert PixelStatusEnum.in_progress == "in_progress"
    assert AnalysisTaskStatusEnum("RUNNING") is AnalysisTaskStatusEnum.RUNNING


def test_metadata_fields_are_any_of_three() -> None:
    from pixel_client.models import (
        ImageMetadataFields,
        MetadataFieldsType,
        PointCloudMetadataFields,
        RasterMetadataFields,
    )

    assert set(typing.get_args(MetadataFieldsType)) == {
        ImageMetadataFields,
        RasterMetadataFields,
        PointCloudMetadataFields,
    }
    assert isinstance(RasterMetadataFields(name="x"), MetadataFieldsType)


def test_a_star_import_brings_them() -> None:
    names: dict[str, object] = {}
    exec("from pixel_client.models import *", names)
    assert {"PixelUploadFile", "PixelStatusEnum", "SearchQuery"} <= set(names)
