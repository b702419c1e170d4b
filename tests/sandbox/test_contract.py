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


def kept(schema):
    """What a parameter may be, without what is only said for people, and without null."""
    schema = resolved(schema)
    ways = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
    if len(ways) == 1:
        schema = resolved(ways[0])
    names = ("type", "enum", "minimum", "maximum")
    found = {name: schema[name] for name in names if name in schema}
    if "items" in schema:
        found["items"] = kept(schema["items"])
    return found


def test_query_parameters_take_what_the_contract_says(served):
    for key, operation in served[0].items():
        item, agreed = OPERATIONS[key]
        both = map(resolved, [*item.get("parameters", []), *agreed.get("parameters", [])])
        said = {(p["in"], p["name"]): p for p in both}
        for ours in operation.get("parameters", []):
            theirs = said.get((ours["in"], ours["name"]))
            if theirs is None:
                continue  # a name in a path, which may differ
            assert ours.get("required", False) == theirs.get("required", False), (key, ours)
            assert kept(ours["schema"]) == kept(theirs["schema"]), (key, ours["name"])


# An empty list of ids is none of them; clients do not send it.
LOOSER = {
    f".{name}: minItems None and not 1"
    for name in ("raster_ids", "optimized_raster_ids", "point_cloud_ids")
}
LIMITS = ("enum", "const", "minimum", "maximum", "exclusiveMinimum", "minItems", "maxItems")


def ways_of(schema, schemas):
    """What a part of a body may be, but for null."""
    while "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        schema = schemas[name] if name in schemas else resolved(schema)
    parts = next((schema[name] for name in ("anyOf", "oneOf", "allOf") if name in schema), None)
    if parts is None:
        return [] if schema.get("type") == "null" else [schema]
    return [way for part in parts for way in ways_of(part, schemas)]


def differences(ours, agreed, schemas, where=""):
    """Where a body takes something else than agreed; what is open here is checked by code."""
    left, right = ways_of(ours, schemas), ways_of(agreed, schemas)
    if len(left) > 1:
        for each in right:
            if all(list(differences(way, each, schemas)) for way in left):
                yield f"{where}: in no way as agreed"
        return
    [ours], agreed = left, right[0] if len(right) == 1 else {}
    if ours.get("type", "object") == "object" and "properties" not in ours:
        return
    for limit in LIMITS:
        if ours.get(limit) != agreed.get(limit):
            yield f"{where}: {limit} {ours.get(limit)} and not {agreed.get(limit)}"
    if set(ours.get("required", [])) != set(agreed.get("required", [])):
        yield f"{where}: needs {ours.get('required')} and not {agreed.get('required')}"
    here, there = ours.get("properties", {}), agreed.get("properties", {})
    if here.keys() != there.keys():
        yield f"{where}: only in one of both: {here.keys() ^ there.keys()}"
    for name in here.keys() & there.keys():
        yield from differences(here[name], there[name], schemas, f"{where}.{name}")
    if "items" in ours:
        yield from differences(ours["items"], agreed.get("items", {}), schemas, f"{where}[]")


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
        found = [each for each in differences(ours, agreed, schemas) if each not in LOOSER]
        assert found == [], key


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
