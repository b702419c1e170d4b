"""Harvest services, analysis services and their tasks, users, plugins."""

import time

from geojson_pydantic import Polygon

from pixel_client import (
    AnalysisServiceCreateUpdateInput,
    AnalysisServiceListParams,
    AnalysisServicePatchInput,
    AnalysisTaskCreateInput,
    HarvestAuthInfo,
    HarvestFieldMap,
    HarvestFieldMapping,
    HarvestServiceCreateInput,
    HarvestServiceUpdateInput,
    OIDCUserCreateInput,
    OIDCUserUpdateInput,
    get_client,
)
from pixel_client.models import Credentials, HarvestTaskListParams

client = get_client()
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])
project = client.create_project("Served", "", area)
collection = client.create_data_collection(project["id"], "Photos", "", "image")
where = (project["id"], collection["id"])

assert isinstance(client.get_plugins(), list)

harvest = client.create_harvest_service(
    *where,
    HarvestServiceCreateInput(
        name="Road photos",
        description="from the authority",
        url="https://maps.example.com/arcgis/rest/services/photos/FeatureServer/0",
        auth=HarvestAuthInfo(credentials=Credentials(username="ola", password="secret")),
        field_mappings=HarvestFieldMapping(
            maps=[HarvestFieldMap(model="image", field_name="cam_heading", external_field="dir")]
        ),
    ),
)
assert [s["id"] for s in client.list_harvest_services(*where)] == [harvest["id"]]
client.update_harvest_service(
    *where, harvest["id"], HarvestServiceUpdateInput(where_clause="year = 2024")
)
assert client.get_harvest_service(*where, harvest["id"])["name"] == "Road photos"
client.start_harvest_service(*where, harvest["id"])
tasks = client.get_harvest_service_tasks(*where, harvest["id"], HarvestTaskListParams(limit=10))
assert isinstance(tasks, list)
client.stop_harvest_service(*where, harvest["id"])
client.delete_harvest_service(*where, harvest["id"])

module = client.list_analysis_modules()[0]["name"]
service = client.create_analysis_service(
    AnalysisServiceCreateUpdateInput(
        name="Detect", module_name=module, config={"model": {"size": "small"}}
    )
)
client.patch_analysis_service(
    service["id"], AnalysisServicePatchInput(config={"model": {"threshold": 0.5}})
)
client.patch_analysis_service(service["id"], enabled=True)
listed = client.list_analysis_services(AnalysisServiceListParams(ids=[service["id"]]))
assert listed[0]["config"]["model"] == {"size": "small", "threshold": 0.5}
client.delete_analysis_service(service["id"])

service = client.create_analysis_service(
    AnalysisServiceCreateUpdateInput(
        name="Sizes", module_name=module, enabled=True, config={"percentiles": [10, 90]}
    )
)
task = client.create_analysis_task(
    service["id"],
    AnalysisTaskCreateInput(name="First", params={"data_collection_id": collection["id"]}),
)
client.create_analysis_task(service["id"], params=AnalysisTaskCreateInput(name="Second", params={}))
client.run_analysis_task(service["id"], task["id"])
while True:
    (task,) = client.list_analysis_tasks(service["id"], ids=[task["id"]])
    if task["status"] not in ("SCHEDULED", "RUNNING"):
        break
    time.sleep(0.2)
assert task["status"] == "SUCCESS", dict(task)
assert len(client.list_analysis_tasks(service["id"])) == 2
assert client.delete_analysis_service(service["id"]) is True

user = client.create_oidc_user(
    OIDCUserCreateInput(
        first_name="Kari",
        last_name="Nordmann",
        email=f"kari{project['id']}@example.com",
        password="a good Secret 1",
        user_type="viewer",
    )
)
client.update_oidc_user(user["id"], OIDCUserUpdateInput(last_name="Hansen", user_type="creator"))
client.delete_project(project["id"])
