"""Requests nobody writes by hand, found by making them up from the contract: none breaks it."""

import pytest

from pixel_sandbox.samples import make_jpeg

NUMBERS = [2**63, 10**18, 10**400]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", ["version_major", "version_minor"])
@pytest.mark.parametrize("what", ["", "optimized/"])
def test_a_version_no_file_can_have_is_found_nowhere(pilot, what, name, number):
    collection = pilot.collection("point_cloud")
    answer = pilot.api.get(f"{collection}/point_clouds/{what}", params={name: number})
    # Python itself refuses to read numbers of more than some thousand digits.
    assert (answer.status_code, answer.json()) == (200, [])
    pilot.refused(422, "GET", f"{collection}/point_clouds/{what}", params={name: -1})


def test_what_cannot_have_tags_has_none_of_those_asked_for(pilot):
    collection = pilot.collection("image")
    pilot.create(collection, {"name": "a.jpg", "md5": pilot.md5(b"a")})
    assert len(pilot.ok("GET", f"{collection}/upload_jobs/")) == 1
    assert pilot.ok("GET", f"{collection}/upload_jobs/", params={"tags": "a,b"}) == []


@pytest.mark.parametrize(
    "body", [b"\xff\xfe\x00", b"{", b"", b'{"name": "\xe6"}', b"[" * 100_000, b'"text"', b"1"]
)
def test_a_body_that_is_no_json_object_is_422(pilot, body):
    headers = {"content-type": "application/json"}
    answer = pilot.api.post("/projects/", content=body, headers=headers)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][0] == "body"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("far_dist", -1),
        ("near_dist", -0.1),
        ("cam_heading", 361),
        ("cam_pitch", -181),
        ("cam_roll", 180.5),
        ("hfov", 0),
        ("vfov", 361),
        ("focal_length", 0),
    ],
)
def test_image_fields_keep_to_their_ranges(pilot, field, value):
    collection = pilot.collection("image")
    fields = {"fields_type": "image", field: value}
    file = {"name": "a.jpg", "md5": pilot.md5(b"a"), "metadata": {"fields": fields}}
    [problem] = pilot.refused(422, "POST", f"{collection}/upload_jobs/", json={"files": [file]})
    assert problem["loc"][-1] == field


@pytest.mark.parametrize(
    "shape",
    [
        {"type": {"": []}, "coordinates": [10, 59]},
        {"type": [], "coordinates": [10, 59]},
        {"type": None, "coordinates": [[]]},
        {"type": "Point", "coordinates": {"x": 1}},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}},
        {"type": "Point", "coordinates": [1, 2], "bbox": "1,2,1,2"},
        {"type": "Point", "coordinates": [1, 2], "bbox": [1, 2, True, 2]},
    ],
)
def test_a_place_that_is_no_geometry_is_422(pilot, shape):
    collection = pilot.collection("image")
    fields = {"fields_type": "image", "location": shape}
    file = {"name": "a.jpg", "md5": pilot.md5(b"a"), "metadata": {"fields": fields}}
    [problem] = pilot.refused(422, "POST", f"{collection}/upload_jobs/", json={"files": [file]})
    assert problem["loc"][-1] == "location"


def test_what_is_no_boolean_or_number_is_not_taken_for_one(pilot):
    project = {"name": "n", "description": "d", "area_of_interest": None}
    for body in (project | {"parent_project_id": "1"}, project | {"name": 1}):
        pilot.refused(422, "POST", "/projects/", json=body)
    collection = pilot.collection("RGB")
    for value in (0, "false"):
        body = {"retry_failed": value}
        pilot.refused(422, "POST", f"{collection}/rasters/optimized/run", json=body)


def test_names_are_found_in_any_case_of_any_script(pilot):
    number = pilot.project("ÆRLIG Øst")["id"]
    assert number in [p["id"] for p in pilot.ok("GET", "/projects/", params={"name": "ærlig ØS"})]


def test_null_for_what_may_be_left_out_is_as_if_it_was(pilot):
    project = pilot.project(tags=["t"])
    body = {"name": None, "description": None, "add_tags": None, "remove_tags": None}
    changed = pilot.ok("PUT", f"/projects/{project['id']}", json=body)
    assert (changed["name"], changed["tags"]) == (project["name"], ["t"])


def test_null_among_the_fields_of_an_image_takes_nothing_away(pilot, tmp_path):
    collection = pilot.collection("image")
    data = make_jpeg(tmp_path / "a.jpg", position=(10, 60), heading=90).read_bytes()
    fields = {"fields_type": "image", "location": None, "cam_heading": None, "capture_date": None}
    upload = pilot.upload(collection, "a.jpg", data, metadata={"fields": fields})
    image = pilot.resource(collection, upload)
    assert (image["location"]["coordinates"], image["cam_heading"]) == ([10, 60], 90)
    path = f"{collection}/images/{image['id']}"
    assert pilot.ok("PUT", path, json={"fields": fields | {"name": "b"}})["name"] == "b"
    known = {name: image[name] for name in fields if name != "fields_type"}
    assert pilot.ok("GET", path).items() >= known.items()


def test_an_update_of_nothing_is_refused_with_what_there_is(pilot):
    path = f"/projects/{pilot.project()['id']}"
    [problem] = pilot.refused(422, "PUT", path, json={})
    assert "name, description, area_of_interest, add_tags, remove_tags" in problem["msg"]
    collection = pilot.collection("image")
    [problem] = pilot.refused(422, "PUT", collection, json={})
    assert "name, description, add_tags, remove_tags" in problem["msg"]


def test_as_many_tags_as_an_address_holds(pilot):
    number = pilot.project(tags=["t1", "t2"])["id"]
    path = "/projects/"
    for tags, found in [("t2,t1,t2", True), ("t1,t3", False)]:
        listed = [each["id"] for each in pilot.ok("GET", path, params={"tags": tags, "limit": 30})]
        assert (number in listed) is found
    many = ",".join(f"t{n}" for n in range(5000))
    assert pilot.ok("GET", path, params={"tags": many}) == []


def test_a_parameter_that_takes_one_value_is_there_once(pilot):
    [problem] = pilot.refused(422, "GET", "/projects/?limit=1&limit=2")
    assert problem["loc"] == ["query", "limit"]
    assert "2 times" in problem["msg"]
    pilot.ok("GET", "/projects/?ids=1&ids=2&tags=a&tags=b")
