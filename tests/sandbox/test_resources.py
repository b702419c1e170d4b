"""Images, rasters and point clouds: their lists, changes, moves and end."""

import pytest

from pixel_sandbox.samples import make_geotiff, make_jpeg, make_las


@pytest.fixture(scope="module")
def images(pilot, tmp_path_factory):
    folder = tmp_path_factory.mktemp("images")
    collection = pilot.collection("image")
    made = []
    for number in range(3):
        photo = make_jpeg(folder / f"{number}.jpg", seed=number).read_bytes()
        upload = pilot.upload(collection, f"photo {number}.jpg", photo)
        made.append(pilot.resource(collection, upload))
    return collection, made


def test_images_are_listed(pilot, images):
    collection, made = images
    path = f"{collection}/images/"
    ids = [each["id"] for each in made]
    listed = pilot.ok("GET", path)
    assert [each["id"] for each in listed] == ids
    assert "size" not in listed[0]
    extended = pilot.ok("GET", path, params={"extended": "true", "ids": f"{ids[2]},{ids[0]}"})
    assert [each["size"] for each in extended] == [made[0]["size"], made[2]["size"]]
    assert pilot.ok("GET", path, params={"name": "photo 1"})[0]["id"] == ids[1]
    assert [each["id"] for each in pilot.ok("GET", path, params={"offset": 2})] == ids[2:]
    assert pilot.ok("GET", path.replace("images", "rasters")) == []


def test_an_image_is_changed(pilot, images):
    collection, made = images
    path = f"{collection}/images/{made[0]['id']}"
    point = {"type": "Point", "coordinates": [1, 2, 3]}
    changed = pilot.ok(
        "PUT",
        path,
        json={
            "add_tags": ["roof", "north"],
            "json_metadata": {"a": 1},
            "fields": {"fields_type": "image", "hfov": 70.5, "location": point, "name": "new.jpg"},
        },
    )
    assert (changed["hfov"], changed["location"], changed["name"]) == (70.5, point, "new.jpg")
    assert changed["capture_date"] == made[0]["capture_date"]
    again = pilot.ok("PUT", path, json={"remove_tags": ["roof"], "json_metadata": {"b": None}})
    assert again["tags"] == ["north"]
    assert again["json_metadata"] == {"a": 1, "b": None}
    assert again["hfov"] == 70.5
    tagged = pilot.ok("GET", f"{collection}/images/", params={"tags": "north"})
    assert [each["id"] for each in tagged] == [made[0]["id"]]
    assert pilot.ok("GET", path) == again
    for body, where in [
        ({}, []),
        ({"fields": {"fields_type": "raster"}}, ["fields", "fields_type"]),
        ({"fields": {"fields_type": "image", "hfow": 3}}, ["fields"]),
        ({"fields": {"fields_type": "image", "hfov": "wide"}}, ["fields"]),
        ({"fields": {"fields_type": "image", "location": {"type": "Circle"}}}, ["fields"]),
        ({"fields": {"fields_type": "image", "capture_date": "yesterday"}}, ["fields"]),
        ({"json_metadata": {"a": [1]}}, ["json_metadata"]),
    ]:
        detail = pilot.refused(422, "PUT", path, json=body)
        assert detail[0]["loc"][: len(where) + 1] == ["body", *where]


def test_an_image_is_moved_and_deleted(pilot, images):
    collection, made = images
    number = made[1]["id"]
    target = pilot.collection("image")
    _, _, project, _, goal = target.split("/")
    where = {"new_project_id": project, "new_data_collection_id": goal}
    moved = pilot.ok("PUT", f"{collection}/images/{number}/move", params=where)
    assert (moved["project_id"], moved["data_collection_id"]) == (int(project), int(goal))
    pilot.refused(404, "GET", f"{collection}/images/{number}")
    assert pilot.ok("GET", f"{target}/images/{number}")["name"] == made[1]["name"]
    _, _, project, _, other = pilot.collection("RGB").split("/")
    where = {"new_project_id": project, "new_data_collection_id": other}
    detail = pilot.refused(409, "PUT", f"{target}/images/{number}/move", params=where)
    assert "RGB" in detail
    pilot.refused(422, "PUT", f"{target}/images/{number}/move", params={"new_project_id": project})
    assert pilot.ok("DELETE", f"{target}/images/{number}")["deleted"] is True
    pilot.refused(404, "GET", f"{target}/images/{number}")
    assert pilot.ok("GET", f"{target}/images/") == []


def test_rasters_are_filtered_by_format(pilot, tmp_path):
    collection = pilot.collection("raster")
    tif = make_geotiff(tmp_path / "a.tif").read_bytes()
    jpeg = make_jpeg(tmp_path / "a.jpg").read_bytes()
    one = pilot.resource(collection, pilot.upload(collection, "a.tif", tif))
    two = pilot.resource(collection, pilot.upload(collection, "a.jpg", jpeg))
    path = f"{collection}/rasters/"
    assert [r["id"] for r in pilot.ok("GET", path)] == [one["id"], two["id"]]
    assert [r["id"] for r in pilot.ok("GET", path, params={"format": "JPEG"})] == [two["id"]]
    assert pilot.ok("GET", path, params={"format": "PNG"}) == []
    pilot.refused(422, "GET", path, params={"format": "BMP"})
    when = {"fields_type": "raster", "capture_date": "2024-05-06T07:08:09Z"}
    changed = pilot.ok("PUT", f"{path}{one['id']}", json={"fields": when})
    assert changed["capture_date"] == "2024-05-06T07:08:09Z"
    without_zone = {"fields_type": "raster", "capture_date": "2024-05-06T07:08:09"}
    changed = pilot.ok("PUT", f"{path}{one['id']}", json={"fields": without_zone})
    assert changed["capture_date"] == "2024-05-06T07:08:09Z"
    target = pilot.collection("raster").split("/")
    where = {"new_project_id": target[2], "new_data_collection_id": target[4]}
    assert pilot.ok("PUT", f"{path}{one['id']}/move", params=where)["id"] == one["id"]
    pilot.ok("DELETE", f"{path}{two['id']}")
    assert pilot.ok("GET", path) == []


def test_point_clouds_are_filtered_by_header(pilot, tmp_path):
    collection = pilot.collection("point_cloud")
    ids = []
    for name, options in [
        ("a.laz", {}),
        ("b.las", {}),
        ("c.las", {"point_format": 1, "version": "1.2"}),
    ]:
        data = make_las(tmp_path / name, **options).read_bytes()
        ids.append(pilot.resource(collection, pilot.upload(collection, name, data))["id"])
    path = f"{collection}/point_clouds/"

    def found(**params):
        return [each["id"] for each in pilot.ok("GET", path, params=params)]

    assert found() == ids
    assert found(format="LAZ") == ids[:1]
    assert found(format="LAS") == ids[1:]
    assert found(point_record_format=1) == ids[2:]
    assert found(version_major=1, version_minor=4) == ids[:2]
    assert found(version_minor=4, format="LAS") == [ids[1]]
    pilot.refused(422, "GET", path, params={"point_record_format": 11})
    target = int(pilot.collection("point_cloud").split("/")[-1])
    for nowhere in (0, -1, 10**9, 2**63, 10**30):
        body = {"new_data_collection_id": nowhere}
        detail = pilot.refused(404, "POST", f"{path}{ids[0]}/move", json=body)
        assert detail == f"Data collection {nowhere} not found"
    moved = pilot.ok("POST", f"{path}{ids[0]}/move", json={"new_data_collection_id": target})
    assert moved["data_collection_id"] == target
    assert found() == ids[1:]
    pilot.refused(404, "POST", f"{path}{ids[1]}/move", json={"new_data_collection_id": 10**9})
    wrong = int(pilot.collection("image").split("/")[-1])
    pilot.refused(409, "POST", f"{path}{ids[1]}/move", json={"new_data_collection_id": wrong})
    pilot.ok("DELETE", f"{path}{ids[1]}")
    assert found() == ids[2:]
    body = {"fields": {"fields_type": "point_cloud", "name": "renamed"}}
    assert pilot.ok("PUT", f"{path}{ids[2]}", json=body)["name"] == "renamed"
