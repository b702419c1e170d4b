"""What scripts do with answers: dump, change, merge, copy, match, mock them."""

import argparse
import copy
import csv
import io
import json
import operator
import pickle
import sqlite3
from datetime import datetime
from typing import TypedDict, get_args
from unittest.mock import create_autospec, patch

from geojson_pydantic import Polygon

from pixel_client import ListParams, PixelClient, get_client
from pixel_client.exceptions import PixelBadRequestError
from pixel_client.models import SearchQuery, SearchResults, SortField
from pixel_client.types import DataCollectionType


class Row(TypedDict):
    """A project as our tables have it."""

    id: int
    name: str


client = get_client()
area = Polygon.from_bounds(10, 59, 11, 60)
first, second = (client.create_project(f"Answer {n}", "", area, tags=["answers"]) for n in (1, 2))
projects = client.list_projects(ListParams(tags=["answers"], limit=10))
assert isinstance(projects, list)
assert all(isinstance(project, dict) for project in projects)

# dumped
everything = {"me": client.me(extended=True), "projects": projects, "plugins": client.get_plugins()}
assert json.loads(json.dumps(everything, sort_keys=True, default=str))["projects"] == projects
assert pickle.loads(pickle.dumps(projects)) == projects
table = io.StringIO()
writer = csv.DictWriter(table, ["id", "name"], extrasaction="ignore")
writer.writerows(projects)
assert table.getvalue().splitlines()[0] == f"{projects[0]['id']},{projects[0]['name']}"
database = sqlite3.connect(":memory:")
database.execute("create table projects (id, name)")
database.executemany("insert into projects values (:id, :name)", projects)
assert database.execute("select count(*) from projects").fetchone() == (len(projects),)
assert "{name} of {id}".format(**first) == f"{first['name']} of {first['id']}"

# changed, before they go into the next call or into a file
project = client.get_project(first["id"])
project["note"] = {"by": "Kari"}
project["tags"].append("changed")
project.update(name="Answer one")
project.setdefault("seen", []).append(1)
apart = copy.deepcopy(project)
apart["tags"].clear()
assert project.pop("note") == {"by": "Kari"}
assert project["tags"][-1] == "changed"
del project["seen"]
assert sorted(project) == sorted(first)
assert (project | {"z": 1}) == {**project, "z": 1}
client.update_project(project["id"], name=project["name"], add_tags=project["tags"])
assert set(client.get_project(first["id"])["tags"]) == {"answers", "changed"}
assert client.get_project(first["id"]) != first
assert Polygon(**project["area_of_interest"]) == area
assert datetime.fromisoformat(project["created_at"]).year > 2000
by_name = {p["name"]: p for p in sorted(projects, key=operator.itemgetter("id"), reverse=True)}
assert by_name["Answer 2"]["id"] == second["id"]
missing = None
try:
    project["no such field"]
except KeyError as error:
    missing = error.args
assert missing == ("no such field",)

# typed and matched
query = SearchQuery(on="projects", sort=[SortField(field="name", direction="desc")], limit=2)
query.filter = {"in": [{"var": "id"}, [first["id"], second["id"]]]}
results: SearchResults = client.search(query)
rows: list[Row] = [{"id": row["id"], "name": row["name"]} for row in results["results"]]
assert rows[-1] == {"id": second["id"], "name": "Answer 2"}
match results:
    case {"count": int(count), "results": [{"id": highest}, *others]}:
        assert (count, highest, len(others)) == (2, first["id"], 1)
    case _:
        raise AssertionError(results)
parser = argparse.ArgumentParser()
parser.add_argument("--type", choices=get_args(DataCollectionType), default="image")
assert parser.parse_args(["--type", "DTM"]).type == "DTM"

# doubles, as scripts test themselves
double = create_autospec(PixelClient, instance=True)
double.list_projects.return_value = [{"id": 7}]
refused = PixelBadRequestError({"detail": "gone"}, 404, "GET", "https://p.example/7", "r")
double.get_project.side_effect = refused
assert double.list_projects(ListParams(limit=1)) == [{"id": 7}]
double.list_projects.assert_called_once_with(ListParams(limit=1))
for call in (lambda: double.get_project(7, extended=True), lambda: double.get_project()):
    caught = None
    try:
        call()
    except (PixelBadRequestError, TypeError) as error:
        caught = error
    assert (caught is refused) == ("gone" in str(caught)), caught
assert isinstance(caught, TypeError)
with patch.object(PixelClient, "me", return_value={"username": "double"}):
    assert get_client().me()["username"] == "double"

for unwanted in client.list_projects(tags=["answers"]):
    client.delete_project(unwanted["id"])
