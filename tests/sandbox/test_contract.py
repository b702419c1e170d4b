"""The sandbox serves what the contract says: paths, parameters, bodies and shapes of answers."""

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from pixel_sandbox.samples import make_geotiff, make_jpeg, make_las

CONTRACT = yaml.safe_load(
    (Path(__file__).parents[2] / "openapi" / "pixel.yaml").read_text(encoding="utf-8")
)


def resolved(node):
    while "$ref" in node:
        target = CONTRACT
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def blank(path):
    return re.sub(r"\{\w+\}", "{}", path)


OPERATIONS = {
    (method, blank(path)): (item, item[method])
    for path, item in CONTRACT["paths"].items()
    for method in item
    if method in {"get", "post", "put", "patch", "delete"}
}


@pytest.fixture(scope="module")
def served(pilot):
    """What the sandbox serves, in its own words."""
    document = pilot.ok("GET", "/openapi.json")
    assert document["servers"] == [{"url": pilot.sandbox.options.prefix}]
    operations = {
        (method, blank(path)): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }
    assert len(operations) > 40
    return operations, document["components"]["schemas"]


def test_the_operations_are_those_of_the_contract(served):
    assert sorted(served[0]) == sorted(OPERATIONS)


def test_query_parameters_are_those_of_the_contract(served):
    for key, operation in served[0].items():
        item, agreed = OPERATIONS[key]
        parameters = map(resolved, [*item.get("parameters", []), *agreed.get("parameters", [])])
        ours = {p["name"] for p in operation.get("parameters", []) if p["in"] == "query"}
        assert ours == {p["name"] for p in parameters if p["in"] == "query"}, key


def test_bodies_are_those_of_the_contract(served):
    operations, schemas = served
    for key, operation in operations.items():
        agreed = OPERATIONS[key][1].get("requestBody")
        ours = operation.get("requestBody")
        assert (ours is None) == (agreed is None), key
        if ours is None or agreed is None:
            continue
        reference = ours["content"]["application/json"]["schema"]["$ref"]
        ours = schemas[reference.rsplit("/", 1)[1]]
        agreed = resolved(resolved(agreed)["content"]["application/json"]["schema"])
        assert set(ours["properties"]) == set(agreed["properties"]), key
        assert set(ours.get("required", [])) == set(agreed.get("required", [])), key


def check(name, answer):
    schema = {**CONTRACT["components"]["schemas"][name], "components": CONTRACT["components"]}
    jsonschema.validate(answer, schema, jsonschema.Draft202012Validator)


def test_answers_have_the_shapes_of_the_contract(pilot, tmp_path):
    check("User", pilot.ok("GET", "/users/me", params={"extended": "true"}))
    for plugin in pilot.ok("GET", "/plugins/"):
        check("Plugin", plugin)
    project = pilot.project()
    check("Project", project)
    check("Project", pilot.ok("GET", f"/projects/{project['id']}", params={"extended": "true"}))
    for kind, shape, maker, name in [
        ("image", "Image", make_jpeg, "a.jpg"),
        ("RGB", "Raster", make_geotiff, "a.tif"),
        ("point_cloud", "PointCloud", make_las, "a.laz"),
    ]:
        collection = pilot.collection(kind, project["id"])
        check("DataCollection", pilot.ok("GET", collection))
        data = maker(tmp_path / name).read_bytes()
        [job] = pilot.create(collection, {"name": name, "md5": pilot.md5(data)})
        check("UploadJob", job)
        pilot.send(job, data)
        upload = pilot.finish(collection, job)
        check("UploadJob", upload)
        check("Job", pilot.ok("GET", f"/jobs/{upload['job_id']}"))
        check(shape, pilot.resource(collection, upload))
        path = f"{collection}/upload_jobs/multiple_uploadFinished"
        answer = pilot.ok("PUT", path, json={"job_ids": [job["id"]]})
        check("UploadsFinished", answer)
        check("JobGroup", pilot.ok("GET", f"/jobs/groups/{answer['group_job']['group_id']}"))
        check("UploadJob", pilot.create_multipart(collection, "b.bin", [b"x"]))
    refused = pilot.api.post("/projects/", json={"name": ""})
    check("HTTPValidationError", refused.json())
