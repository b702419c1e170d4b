# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
ArcGISFeatureServiceImageLayerOptionsImageProcessedTypeValue = Literal["blurred", "original"]
ArcGISFeatureServiceImageLayerOptionsImageProcessedType = (
    ArcGISFeatureServiceImageLayerOptionsImageProcessedTypeValue | str
)


def check_arc_gis_feature_service_image_layer_options_image_processed_type(
    value: str,
) -> ArcGISFeatureServiceImageLayerOptionsImageProcessedType:
    return value
