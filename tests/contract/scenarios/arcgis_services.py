"""ArcGIS services."""

from __future__ import annotations

from typing import Any

from pixel_client import (
    ArcGISFeatureServiceImageLayerOptions,
    ArcGISFeatureServiceOptions,
    ArcGISFeatureServiceProjectLayerOptions,
    ArcGISImageServiceOptions,
    ArcGISImageServiceWMSOptions,
    ArcgisServiceCreateInput,
    ArcgisServiceCreateOptions,
)
from scripts.recording.scenario import scenario


@scenario(only_sandbox=True)
def list_gdo_users(pixel: Any) -> None:
    """Names of people: of a tenant not ours to show."""
    assert pixel.list_gdo_users() == ["gdo.kari", "gdo.ola"]


@scenario(only_sandbox=True)
def create_arcgis_service(pixel: Any, images: int, rasters: int) -> None:
    """A feature service from objects, and an image service from a plain dict."""
    feature = pixel.create_arcgis_service(
        "Feature",
        ArcgisServiceCreateInput(
            name="Photos",
            description="All photos",
            data_collection_ids=[images],
            options=ArcgisServiceCreateOptions(
                gdo_users=["gdo.kari"],
                feature_service_options=ArcGISFeatureServiceOptions(
                    image_layer=ArcGISFeatureServiceImageLayerOptions(
                        include_fields=["name", "capture_date"],
                        enable_oriented_imagery=True,
                        enable_images_as_attachments=True,
                        image_processed_type="original",
                    ),
                    project_layer=ArcGISFeatureServiceProjectLayerOptions(include_fields=["name"]),
                ),
            ),
        ),
    )
    image = pixel.create_arcgis_service(
        "Image",
        {
            "name": "Mosaic",
            "description": "All orthophotos",
            "data_collection_ids": [rasters],
            "options": {"image_service_options": {"default_service_srid": 25832}},
        },
    )
    assert feature["data_collection_ids"] == [images]
    assert image["data_collection_ids"] == [rasters]


@scenario()
def list_arcgis_services(pixel: Any, feature_service: int) -> None:
    (row,) = pixel.list_arcgis_services(
        "Feature", extended=True, name="photo", ids=[feature_service], offset=0, limit=10
    )
    assert row.id == feature_service
    assert pixel.list_arcgis_services("Feature", tags=["nobody's"]) == []


@scenario()
def get_arcgis_service(pixel: Any, feature_service: int) -> None:
    assert pixel.get_arcgis_service("Feature", feature_service).name == "Photos"


@scenario()
def update_arcgis_service(pixel: Any, image_service: int, rasters: int) -> None:
    """One field, then all the others."""
    assert pixel.update_arcgis_service("Image", image_service, {"name": "Map"}).name == "Map"
    options = ArcgisServiceCreateOptions(
        image_service_options=ArcGISImageServiceOptions(
            default_service_srid=25833,
            wms_options=ArcGISImageServiceWMSOptions(
                enable=True, supported_srids=[3857], abstract="A map", keywords=["map"], title="Map"
            ),
        )
    )
    changed = pixel.update_arcgis_service(
        "Image",
        image_service,
        {"description": "New", "data_collection_ids": [rasters], "options": options},
    )
    assert changed["description"] == "New"


@scenario()
def start_arcgis_service(pixel: Any, feature_service: int) -> None:
    """Started and waited for; a second time there is nothing to do."""
    assert pixel.start_arcgis_service("Feature", feature_service)
    assert pixel.start_arcgis_service("Feature", feature_service, wait=False)


@scenario()
def stop_arcgis_service(pixel: Any, running_feature_service: int) -> None:
    assert pixel.stop_arcgis_service("Feature", running_feature_service)


@scenario()
def refresh_arcgis_service(pixel: Any, running_feature_service: int) -> None:
    """With nothing new, and again after it was given another name."""
    assert pixel.refresh_arcgis_service("Feature", running_feature_service, refresh_data=True)
    pixel.update_arcgis_service("Feature", running_feature_service, {"name": "New"})
    assert pixel.refresh_arcgis_service("Feature", running_feature_service)


@scenario()
def delete_arcgis_service(pixel: Any, feature_service: int) -> None:
    pixel.delete_arcgis_service("Feature", feature_service)
