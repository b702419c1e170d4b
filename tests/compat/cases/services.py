"""ArcGIS and harvest services."""

from __future__ import annotations

from typing import Any

from .table import IMAGES, Case, Kit, call, listing, simple


def feature_service(k: Kit) -> Any:
    return k.ArcgisServiceCreateOptions(
        gdo_users=["ola"],
        feature_service_options=k.ArcGISFeatureServiceOptions(
            image_layer=k.ArcGISFeatureServiceImageLayerOptions(
                include_fields=["name"],
                enable_oriented_imagery=True,
                enable_images_as_attachments=True,
                image_processed_type="original",
            ),
            project_layer=k.ArcGISFeatureServiceProjectLayerOptions(include_fields=["name"]),
        ),
    )


def plain_feature_service(k: Kit) -> Any:
    layer = k.ArcGISFeatureServiceImageLayerOptions()
    options = k.ArcGISFeatureServiceOptions(image_layer=layer)
    return k.ArcgisServiceCreateOptions(feature_service_options=options)


def image_service(k: Kit) -> Any:
    wms = k.ArcGISImageServiceWMSOptions(
        enable=False, supported_srids=[25832], abstract="a", keywords=["k"], title="t"
    )
    options = k.ArcGISImageServiceOptions(default_service_srid=25832, wms_options=wms)
    return k.ArcgisServiceCreateOptions(image_service_options=options)


def service_input(k: Kit, options: Any) -> Any:
    return k.ArcgisServiceCreateInput(
        name="x", description="y", data_collection_ids=[2], options=options
    )


def credentials(k: Kit) -> Any:
    return k.HarvestAuthInfo(
        credentials=k.Credentials(username="u", password="pw", token_url="https://t.example")
    )


def key(k: Kit) -> Any:
    return k.HarvestAuthInfo(api_key=k.ApiKey(api_key="hush", api_key_item_id="i"))


def harvest_input(k: Kit) -> Any:
    return k.HarvestServiceCreateInput(
        name="x",
        description="y",
        url="https://h.example",
        auth=credentials(k),
        field_mappings=k.HarvestFieldMapping(
            maps=[k.HarvestFieldMap(model="m", field_name="f", external_field="e")],
            extra_fields=["g"],
        ),
        where_clause="a > 1",
    )


def harvest_update(k: Kit) -> Any:
    maps = [
        k.HarvestFieldMapUpdate(operation="add", model="m", field_name="f", external_field="e"),
        k.HarvestFieldMapUpdate(operation="remove", model="m", field_name="f"),
    ]
    return k.HarvestServiceUpdateInput(
        name="x",
        description="y",
        url="https://h.example",
        auth=key(k),
        where_clause="b = 2",
        field_mappings=k.FieldMapsUpdateInput(
            maps=maps, add_extra_fields=["h"], remove_extra_fields=["g"]
        ),
    )


ARCGIS_CASES = [
    *simple("list_gdo_users"),
    Case(
        "create_arcgis_service",
        "bare",
        lambda k: call("Feature", service_input(k, plain_feature_service(k))),
    ),
    Case(
        "create_arcgis_service",
        "Feature",
        lambda k: call("Feature", service_input(k, feature_service(k))),
    ),
    Case(
        "create_arcgis_service",
        "Image",
        lambda k: call("Image", service_input(k, image_service(k))),
    ),
    Case(
        "create_arcgis_service",
        "wrong options",
        lambda k: call("Image", service_input(k, feature_service(k))),
    ),
    *listing("list_arcgis_services", "Feature"),
    *simple("get_arcgis_service", "Image", 9),
    Case(
        "update_arcgis_service",
        "one",
        lambda k: call("Image", 9, k.ArcgisServiceUpdateInput(name="x")),
    ),
    Case(
        "update_arcgis_service",
        "all",
        lambda k: call(
            "Image",
            9,
            k.ArcgisServiceUpdateInput(
                name="x", description="y", data_collection_ids=[3], options=image_service(k)
            ),
        ),
    ),
    *simple("delete_arcgis_service", "Image", 9),
    *simple("start_arcgis_service", "Image", 9, wait=False),
    *simple("stop_arcgis_service", "Image", 9, wait=False),
    *simple("refresh_arcgis_service", "Image", 9, refresh_data=True, wait=False),
]

HARVEST_CASES = [
    Case(
        "create_harvest_service",
        "bare",
        lambda k: call(
            *IMAGES,
            k.HarvestServiceCreateInput(
                name="x", description="y", url="https://h.example", auth=key(k)
            ),
        ),
    ),
    Case("create_harvest_service", "all", lambda k: call(*IMAGES, harvest_input(k))),
    *listing("list_harvest_services", *IMAGES),
    *simple("get_harvest_service", *IMAGES, 9),
    Case(
        "update_harvest_service",
        "one",
        lambda k: call(*IMAGES, 9, k.HarvestServiceUpdateInput(name="x")),
    ),
    Case("update_harvest_service", "all", lambda k: call(*IMAGES, 9, harvest_update(k))),
    *simple("delete_harvest_service", *IMAGES, 9),
    Case(
        "get_harvest_service_tasks",
        "bare",
        lambda k: call(*IMAGES, 9, k.HarvestTaskListParams()),
    ),
    Case(
        "get_harvest_service_tasks",
        "object",
        lambda k: call(
            *IMAGES,
            9,
            k.HarvestTaskListParams(status="completed", get_new=True, limit=5, ids=[1]),
        ),
    ),
    Case(
        "get_harvest_service_tasks",
        "keywords",
        lambda _: call(*IMAGES, 9, None, status="completed", get_new=True, limit=5),
    ),
    *simple("start_harvest_service", *IMAGES, 9),
    *simple("stop_harvest_service", *IMAGES, 9),
]
