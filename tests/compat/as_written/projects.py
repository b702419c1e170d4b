"""Projects: create with a geojson-pydantic Polygon, list, change, tag, move, delete, restore."""

from geojson_pydantic import Polygon

from pixel_client import ListParams, get_client

ring = [(10.5, 59.7), (11.0, 59.7), (11.0, 60.1), (10.5, 60.1), (10.5, 59.7)]
area = Polygon(type="Polygon", coordinates=[ring])

client = get_client()
print("signed in as", client.me()["username"])
print("of", len(client.me(extended=True)), "fields")

parent = client.create_project("Roads 2024", "All roads", area)
child = client.create_project(
    name="Road 7",
    description="Between the villages",
    area_of_interest=area,
    parent_project_id=parent["id"],
    tags=["road", "2024"],
)

ids = []
for project in client.list_projects():
    ids.append(project["id"])
assert {parent["id"], child["id"]} <= set(ids)

found = client.list_projects(ListParams(name="Road 7", limit=10))
assert [p["id"] for p in found if p["name"] == "Road 7"] == [child["id"]]
assert child["id"] in [p["id"] for p in client.list_projects(tags=["road"])]
assert [p["id"] for p in client.list_projects(ids=[child["id"]])] == [child["id"]]

changed = client.update_project(
    child["id"],
    name="Road 7 north",
    area_of_interest=area,
    add_tags=["north"],
    remove_tags=["2024"],
)
assert changed["name"] == "Road 7 north"
assert set(changed["tags"]) == {"road", "north"}
assert client.get_project(child["id"])["description"] == "Between the villages"

extended = client.get_project(parent["id"], extended=True)
assert "Road 7 north" in str(extended)

client.move_project(child["id"])
assert "Road 7 north" not in str(client.get_project(parent["id"], extended=True))
client.move_project(child["id"], new_parent_project_id=parent["id"])
assert "Road 7 north" in str(client.get_project(parent["id"], extended=True))

client.delete_project(child["id"])
assert child["id"] in [p["id"] for p in client.list_deleted_projects()]
assert child["id"] not in [p["id"] for p in client.list_projects()]
restored = client.restore_project(child["id"])
assert restored["id"] == child["id"]

# what people do with an answer
project = client.get_project(child["id"])
assert project.get("name") == "Road 7 north"
assert project.get("nothing", "default") == "default"
assert "description" in project
assert sorted(dict(project)) == sorted(project.keys())
assert {**project}["id"] == child["id"]
assert [key for key in project if key == "id"] == ["id"]

client.delete_project(parent["id"])
