"""Publish a collection as ArcGIS services, start, refresh, stop, change and delete them."""

from geojson_pydantic import Polygon

from pixel_client import (
    ArcGISFeatureServiceImageLayerOptions,
    ArcGISFeatureServiceOptions,
    ArcGISImageServiceOptions,
    ArcGISImageServiceWMSOptions,
    ArcgisServiceCreateInput,
    ArcgisServiceCreateOptions,
    ArcgisServiceUpdateInput,
    ListParams,
    get_client,
)

client = get_client()
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])
project = client.create_project("Published", "", area)
photos = client.create_data_collection(project["id"], "Photos", "", "image")
orthos = client.create_data_collection(project["id"], "Orthophotos", "", "RGB")
assert isinstance(client.list_gdo_users(), list)

feature = client.create_arcgis_service(
    "Feature",
    ArcgisServiceCreateInput(
        name=f"Photos of project {project['id']}",
        description="points with pictures",
        data_collection_ids=[photos["id"]],
        options=ArcgisServiceCreateOptions(
            feature_service_options=ArcGISFeatureServiceOptions(
                image_layer=ArcGISFeatureServiceImageLayerOptions(enable_oriented_imagery=True)
            )
        ),
    ),
)
image = client.create_arcgis_service(
    service_type="Image",
    create_input=ArcgisServiceCreateInput(
        name=f"Orthophotos of project {project['id']}",
        description="",
        data_collection_ids=[orthos["id"]],
        options=ArcgisServiceCreateOptions(
            image_service_options=ArcGISImageServiceOptions(
                default_service_srid=25832,
                wms_options=ArcGISImageServiceWMSOptions(title="Orthophotos"),
            )
        ),
    ),
)
listed = client.list_arcgis_services("Feature", ListParams(limit=100))
assert feature["id"] in [service["id"] for service in listed]
assert image["id"] not in [service["id"] for service in listed] or feature["id"] == image["id"]

started = client.start_arcgis_service("Feature", feature["id"])
assert started["job"] is None or started["job"]["completed"]
assert started["arcgis_service"]["id"] == feature["id"]
client.refresh_arcgis_service("Feature", feature["id"], refresh_data=True)
stopped = client.stop_arcgis_service("Feature", feature["id"], wait=True)
assert stopped["arcgis_service"]["id"] == feature["id"]

client.update_arcgis_service(
    "Feature", feature["id"], ArcgisServiceUpdateInput(description="points, with pictures")
)
got = client.get_arcgis_service("Feature", feature["id"])
assert got["description"] == "points, with pictures"
client.delete_arcgis_service("Feature", feature["id"])
client.delete_arcgis_service("Image", image["id"])
client.delete_project(project["id"])
