"""Projects and data collections: their life, their tree, their lists."""

from datetime import datetime

import pytest


def test_a_project_is_created_and_read_back(pilot):
    answer = pilot.api.post(
        "/projects/",
        json={
            "name": "Fjord",
            "description": "Spring",
            "area_of_interest": {
                "type": "Polygon",
                "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 59]]],
            },
            "tags": ["a", "b", "a"],
        },
    )
    assert answer.status_code == 201
    project = answer.json()
    assert project["tags"] == ["a", "b"]
    assert project["parent_project_id"] is None
    assert datetime.fromisoformat(project["created_at"]).tzinfo is not None
    assert pilot.ok("GET", f"/projects/{project['id']}") == project


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, ["body", "name"]),
        ({"name": ""}, ["body", "name"]),
        ({"name": 3}, ["body", "name"]),
        ({"colour": "red"}, ["body", "colour"]),
        (
            {"area_of_interest": {"type": "Point", "coordinates": [1, 2]}},
            ["body", "area_of_interest"],
        ),
        (
            {"area_of_interest": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}},
            ["body", "area_of_interest"],
        ),
        (
            {
                "area_of_interest": {
                    "type": "Polygon",
                    "coordinates": [[[597000, 6643000], [3, 4], [5, 6], [597000, 6643000]]],
                }
            },
            ["body", "area_of_interest"],
        ),
    ],
)
def test_a_bad_project_is_refused_with_where_and_why(pilot, body, where):
    detail = pilot.refused(422, "POST", "/projects/", json=body)
    assert where in [item["loc"] for item in detail]
    assert all(set(item) - {"ctx"} == {"type", "loc", "msg", "input"} for item in detail)


def test_update_changes_only_what_is_given(pilot):
    project = pilot.project(tags=["keep", "drop"])
    path = f"/projects/{project['id']}"
    changed = pilot.ok(
        "PUT", path, json={"name": "New", "add_tags": ["x"], "remove_tags": ["drop"]}
    )
    assert changed["name"] == "New"
    assert changed["tags"] == ["keep", "x"]
    assert changed["description"] == project["description"]
    assert changed["area_of_interest"] == project["area_of_interest"]
    assert changed["updated_at"] > project["updated_at"]


def test_children_come_with_the_extended_project(pilot):
    parent = pilot.project("parent")
    child = pilot.project("child", parent_project_id=parent["id"])
    collection = pilot.collection("RGB", parent["id"])
    path = f"/projects/{parent['id']}"
    assert "projects" not in pilot.ok("GET", path)
    extended = pilot.ok("GET", path, params={"extended": "true"})
    assert [each["id"] for each in extended["projects"]] == [child["id"]]
    assert [each["id"] for each in extended["data_collections"]] == [int(collection.split("/")[-1])]


def test_delete_takes_what_is_below_along_and_restore_brings_it_back(pilot):
    top = pilot.project("top")["id"]
    middle = pilot.project("middle", parent_project_id=top)["id"]
    leaf = pilot.project("leaf", parent_project_id=middle)["id"]
    # Deleted on its own before, so it stays deleted when the top comes back.
    assert pilot.ok("DELETE", f"/projects/{leaf}")["deleted"] is True
    pilot.ok("DELETE", f"/projects/{top}")
    assert f"Project {middle} not found" in pilot.refused(404, "GET", f"/projects/{middle}")
    ids = ",".join(map(str, (top, middle, leaf)))
    deleted = pilot.ok("GET", "/projects/deleted", params={"ids": ids})
    assert [each["id"] for each in deleted] == [top, middle, leaf]
    assert all(each["deleted_at"] for each in deleted)
    assert "restore" in pilot.refused(409, "POST", f"/projects/{middle}/restore")
    assert pilot.ok("POST", f"/projects/{top}/restore")["id"] == top
    assert [p["id"] for p in pilot.ok("GET", "/projects/", params={"ids": ids})] == [top, middle]
    assert "Deleted project" in pilot.refused(404, "POST", f"/projects/{top}/restore")


def test_move_keeps_the_tree_a_tree(pilot):
    top = pilot.project("top")["id"]
    child = pilot.project("child", parent_project_id=top)["id"]
    other = pilot.project("other")["id"]
    moved = pilot.ok("PUT", f"/projects/{child}/move", params={"new_parent_id": other})
    assert moved["parent_project_id"] == other
    for target in (other, child):
        pilot.refused(409, "PUT", f"/projects/{other}/move", params={"new_parent_id": target})
    moved = pilot.ok("PUT", f"/projects/{child}/move", params={"new_parent_id": -1})
    assert moved["parent_project_id"] is None
    pilot.refused(404, "PUT", f"/projects/{child}/move", params={"new_parent_id": 10**9})
    pilot.refused(422, "PUT", f"/projects/{child}/move")


def test_lists_filter_by_name_ids_and_tags(pilot):
    made = [
        pilot.project("Älv North", tags=["river", "2024"]),
        pilot.project("alv south", tags=["river"]),
        pilot.project("Lake", tags=["2024"]),
    ]
    one, two, three = (each["id"] for each in made)
    ids = f"{one},{two},{three}"

    def found(**params):
        return [each["id"] for each in pilot.ok("GET", "/projects/", params=params)]

    assert found(ids=ids) == [one, two, three]
    assert found(ids=[one, three]) == [one, three]
    assert found(ids=ids, name="LAKE") == [three]
    assert found(ids=ids, tags="river") == [one, two]
    assert found(ids=ids, tags="river,2024") == [one]
    assert found(ids=ids, tags=["river", "2024"]) == [one]
    assert found(ids=ids, offset=1, limit=1) == [two]
    assert found(ids=10**12) == []
    detail = pilot.refused(422, "GET", "/projects/", params={"ids": "1,x"})
    assert detail[0]["loc"] == ["query", "ids"]
    for bad in ({"offset": -1}, {"limit": 0}, {"extended": "maybe"}):
        pilot.refused(422, "GET", "/projects/", params=bad)


def test_pages_are_capped_silently(pilot):
    number = pilot.project("many")["id"]
    for index in range(35):
        pilot.collection("image", number, name=f"c{index}")
    path = f"/projects/{number}/data_collections/"
    assert len(pilot.ok("GET", path)) == 20
    assert len(pilot.ok("GET", path, params={"limit": 5})) == 5
    assert len(pilot.ok("GET", path, params={"limit": 1000})) == 30
    names = [
        each["name"]
        for offset in (0, 30)
        for each in pilot.ok("GET", path, params={"limit": 1000, "offset": offset})
    ]
    assert names == [f"c{index}" for index in range(35)]


def test_the_life_of_a_data_collection(pilot):
    project, other = pilot.project()["id"], pilot.project()["id"]
    info = {
        "srid": 25832,
        "format": "GTiff",
        "data_type": "uint8",
        "cell_size": [0.5, 0.5],
        "num_bands": 3,
    }
    path = pilot.collection("RGB", project, raster_info=info, tags=["t"])
    number = int(path.split("/")[-1])
    made = pilot.ok("GET", path)
    assert made["raster_info"] == info
    assert made["data_collection_type"] == "RGB"
    changed = pilot.ok("PUT", path, json={"description": "new", "add_tags": ["u"]})
    assert (changed["name"], changed["description"], changed["tags"]) == (
        made["name"],
        "new",
        ["t", "u"],
    )
    moved = pilot.ok("PUT", f"{path}/move", params={"new_project_id": other})
    assert moved["project_id"] == other
    detail = pilot.refused(404, "GET", path)
    assert f"Data collection {number}" in detail
    assert f"project {project}" in detail
    path = f"/projects/{other}/data_collections/{number}"
    pilot.ok("DELETE", path)
    pilot.refused(404, "GET", path)
    everything = f"/projects/{other}/data_collections"
    assert pilot.ok("GET", f"{everything}/") == []
    assert [each["id"] for each in pilot.ok("GET", f"{everything}/deleted")] == [number]
    assert pilot.ok("POST", f"{path}/restore")["id"] == number
    assert pilot.ok("GET", f"{everything}/", params={"extended": "true"})[0]["resource_count"] == 0
    listed = pilot.ok("GET", f"{everything}/", params={"data_collection_type": "DTM"})
    assert listed == []
    pilot.refused(422, "GET", f"{everything}/", params={"data_collection_type": "map"})


@pytest.mark.parametrize(
    ("kind", "info", "field"),
    [
        ("image", {"srid": 25832}, "raster_info"),
        ("RGB", {"num_bands": 1}, "num_bands"),
        ("RGB", {"data_type": "float32"}, "data_type"),
        ("DTM", {"num_bands": 3}, "num_bands"),
        ("DSM", {"data_type": "uint8"}, "data_type"),
        ("raster", {"cell_size": [0, 1]}, "cell_size"),
        ("raster", {"cell_size": [1]}, "cell_size"),
        ("raster", {"num_bands": 0}, "num_bands"),
    ],
)
def test_raster_info_must_fit_the_type(pilot, kind, info, field):
    path = f"/projects/{pilot.project()['id']}/data_collections/"
    body = {"name": "c", "description": "d", "data_collection_type": kind, "raster_info": info}
    detail = pilot.refused(422, "POST", path, json=body)
    assert field in detail[0]["loc"]
