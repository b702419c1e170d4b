"""Request bodies of ArcGIS and analysis services."""

from typing import Annotated, Literal

from pydantic import Field

from .bodies import Body, Changes, Name, client_default
from .json_values import Record


class ImageLayerOptions(Body):
    """The image layer of a feature service."""

    include_fields: list[str] | None = None
    enable_oriented_imagery: Annotated[bool, client_default(False)]
    enable_images_as_attachments: Annotated[bool, client_default(False)]
    image_processed_type: Annotated[Literal["original", "blurred"], client_default("blurred")]


class ProjectLayerOptions(Body):
    """The project layer of a feature service."""

    include_fields: list[str] | None = None


class FeatureServiceOptions(Body):
    """Options of a feature service."""

    image_layer: ImageLayerOptions
    project_layer: ProjectLayerOptions | None = None


class WmsOptions(Body):
    """WMS options of an image service."""

    enable: Annotated[bool, client_default(True)]
    supported_srids: list[int] | None = None
    abstract: str | None = None
    keywords: list[str] | None = None
    title: str | None = None


class ImageServiceOptions(Body):
    """Options of an image service."""

    default_service_srid: int
    wms_options: WmsOptions | None = None


class ArcgisOptions(Body):
    """Options of an ArcGIS service, depending on its type."""

    gdo_users: list[str] | None = None
    feature_service_options: FeatureServiceOptions | None = None
    image_service_options: ImageServiceOptions | None = None


class ArcgisServiceCreate(Body):
    """An ArcGIS service to create."""

    name: Name
    description: str
    data_collection_ids: Annotated[list[int], Field(min_length=1)]
    options: ArcgisOptions


class ArcgisServiceUpdate(Changes):
    """Changes to an ArcGIS service."""

    name: Name | None = None
    description: str | None = None
    data_collection_ids: Annotated[list[int], Field(min_length=1)] | None = None
    options: ArcgisOptions | None = None


class AnalysisServiceCreate(Body):
    """An analysis service to create."""

    name: Name
    module_name: Name
    enabled: Annotated[bool, client_default(True)]
    config: Record


class AnalysisServicePatch(Changes):
    """Changes to an analysis service; null fields are unchanged."""

    name: Name | None = None
    enabled: bool | None = None
    config: Record | None = None


class AnalysisTaskCreate(Body):
    """An analysis task to create."""

    name: str | None = None
    params: Record
