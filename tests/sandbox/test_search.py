"""Search: filters, places, full text, order, pages, and what is refused."""

import pytest

from pixel_sandbox import Sandbox
from pixel_sandbox.samples import make_geotiff, make_jpeg, make_las
from pixel_sandbox.search.fields import SUBJECTS
from pixel_sandbox.search.filters import condition
from tests.sandbox.conftest import USERS, Person

ONS = ("images", "rasters", "point_clouds", "projects", "data_collections")
PHOTOS = {
    "Ærfugl.jpg": {
        "cam_heading": 10,
        "capture_date": "2024-06-01T12:00:00Z",
        "image_type": "drone",
        "location": {"type": "Point", "coordinates": [10.0, 60.0]},
    },
    "b_1.jpg": {
        "cam_heading": 20.5,
        "capture_date": "2024-06-01T13:30:00+02:00",
        "image_type": "drone",
        "location": {"type": "Point", "coordinates": [10.5, 60.0]},
    },
    "B%2.jpg": {
        "cam_heading": 30,
        "capture_date": "2024-07-01T00:00:00",
        "image_type": "360 degrees",
        "location": {"type": "LineString", "coordinates": [[10.9, 60.0], [11.1, 60.0]]},
    },
    "blank.jpg": {"image_type": "drone", "location": None, "capture_date": None},
}


@pytest.fixture(scope="module")
def land(tmp_path_factory):
    """A sandbox with four photos, a raster, a point cloud, and deleted things of each kind."""
    folder = tmp_path_factory.mktemp("search")
    with Sandbox(users=USERS, page_limit=3) as sandbox:
        person = Person(sandbox)
        number = person.project("Fjord", tags=["north", "2024"], description="Æ shore")["id"]
        photos = person.collection("image", number)
        for index, (name, fields) in enumerate(PHOTOS.items()):
            data = make_jpeg(folder / "a.jpg", position=None, captured=None, seed=index)
            metadata = {
                "fields": {"fields_type": "image"} | fields,
                "json_metadata": {"flight": f"A{index}", "height": index},
            }
            upload = person.upload(photos, name, data.read_bytes(), metadata=metadata)
            tags = ["even", str(index)] if index % 2 == 0 else [str(index)]
            path = f"{photos}/images/{person.resource(photos, upload)['id']}"
            person.ok("PUT", path, json={"add_tags": tags})
        raster = make_geotiff(folder / "a.tif")
        person.upload(person.collection("RGB", number), "a.tif", raster.read_bytes())
        cloud = make_las(folder / "a.laz")
        person.upload(person.collection("point_cloud", number), "a.laz", cloud.read_bytes())
        gone = person.upload(photos, "gone.jpg", data.read_bytes())
        person.ok("DELETE", f"{photos}/images/{gone['result']['resource_id']}")
        closed = person.collection("image", number)
        person.upload(closed, "inside closed.jpg", data.read_bytes())
        person.ok("DELETE", closed)
        lost = person.project("Lost")["id"]
        inside = person.collection("image", lost)
        person.upload(inside, "inside lost.jpg", data.read_bytes())
        person.ok("DELETE", f"/projects/{lost}")
        yield person
        person.close()


def query(on, **more):
    return {"on": on, "distinct": False, "limit": 100, "offset": 0} | more


def names(land, on="images", **more):
    answer = land.ok("POST", "/search/", json=query(on, out_fields=["name"], **more))
    assert answer["count"] == len(answer["results"])
    return [result["name"] for result in answer["results"]]


def var(operator, field, value):
    return {operator: [{"var": field}, value]}


AERFUGL, B1, B2, BLANK = PHOTOS


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        (var("==", "cam_heading", 20.5), [B1]),
        (var("!=", "cam_heading", 20.5), [AERFUGL, B2]),
        (var("<", "cam_heading", 20.5), [AERFUGL]),
        (var("<=", "cam_heading", 20.5), [AERFUGL, B1]),
        (var(">", "cam_heading", 20.5), [B2]),
        (var(">=", "cam_heading", 20.5), [B1, B2]),
        (var("in", "cam_heading", [10, 30, 99]), [AERFUGL, B2]),
        (var("!in", "cam_heading", [10, 30, 99]), [B1]),
        (var("<", "cam_heading", 2**70), [AERFUGL, B1, B2]),
        # null: only what is asked for is found
        (var("==", "cam_heading", None), [BLANK]),
        (var("!=", "cam_heading", None), [AERFUGL, B1, B2]),
        (var("in", "cam_heading", [None]), [BLANK]),
        (var("in", "cam_heading", [10, None]), [AERFUGL, BLANK]),
        (var("!in", "cam_heading", [10, None]), [B1, B2]),
        # texts: the case matters, % and _ stand for any, \ takes their meaning away
        (var("~", "name", "b%"), [B1, BLANK]),
        (var("~", "name", "B%"), [B2]),
        (var("~", "name", "__1.jpg"), [B1]),
        (var("~", "name", "_rfugl.jpg"), [AERFUGL]),
        (var("~", "name", r"_\%%"), [B2]),
        (var("~", "name", "b_1.jp"), []),
        (var("~", "name", "*"), []),
        (var("~", "name", "[a-z]%"), []),
        (var("!~", "name", "%.jpg"), []),
        (var("!~", "image_type", "360%"), [AERFUGL, B1, BLANK]),
        (var("!~", "cam_orientation", "x"), []),
        (var("contains", "name", "%"), [B2]),
        (var("!contains", "name", "b"), [AERFUGL, B2]),
        (var("<", "name", "b"), [B2]),
        # lists
        (var("contains", "tags", "even"), [AERFUGL, B2]),
        (var("contains", "tags", ["even", "2"]), [B2]),
        (var("!contains", "tags", "even"), [B1, BLANK]),
        (var("in", "tags", ["0", "1"]), [AERFUGL, B1]),
        (var("!in", "tags", ["0", "1"]), [B2, BLANK]),
        (var("==", "tags", None), []),
        (var("!=", "tags", None), list(PHOTOS)[:3]),
        # moments: 13:30+02:00 is before 12:00Z; without a zone it is UTC
        (var("<", "capture_date", "2024-06-01T12:00:00Z"), [B1]),
        (var("==", "capture_date", "2024-06-01T14:00:00+02:00"), [AERFUGL]),
        (var(">=", "capture_date", "2024-07-01"), [B2]),
        (var("in", "capture_date", ["2024-06-01T11:30:00Z", None]), [B1, BLANK]),
        (var(">", "created_at", "2020-01-01"), list(PHOTOS)[:3]),
        (var("<", "created_at", "2020-01-01T00:00:00Z"), []),
        # together
        (
            {"and": [var(">", "cam_heading", 10), var("==", "image_type", "drone")]},
            [B1],
        ),
        (
            {
                "or": [
                    var("==", "cam_heading", None),
                    {"and": [var("contains", "tags", "even"), var("<", "cam_heading", 30)]},
                ]
            },
            [AERFUGL, BLANK],
        ),
    ],
)
def test_filters(land, filter_, found):
    assert names(land, filter=filter_) == found


@pytest.mark.parametrize("field", ["created_at", "updated_at"])
def test_a_moment_from_an_answer_finds_its_row(land, field):
    for image in land.ok("POST", "/search/", json=query("images"))["results"]:
        filter_ = {"and": [var("==", field, image[field]), var("==", "id", image["id"])]}
        assert names(land, filter=filter_) == [image["name"]]


@pytest.mark.parametrize(
    ("on", "wkt", "found"),
    [
        ("images", "POINT (10 60)", [AERFUGL]),
        ("images", "POLYGON ((10.2 59, 11 59, 11 61, 10.2 61, 10.2 59))", [B1, B2]),
        ("images", "MULTIPOINT ((10 60), (11.05 60))", [AERFUGL, B2]),
        ("images", "POLYGON ((0 0, 1 0, 1 1, 0 0))", []),
        ("rasters", "POLYGON ((10 59, 11 59, 11 60, 10 60, 10 59))", ["a.tif"]),
        ("rasters", "POINT (10.2 59.2)", []),
        ("point_clouds", "POLYGON ((10 59, 11 59, 11 60, 10 60, 10 59))", ["a.laz"]),
        ("projects", "LINESTRING (9 59.5, 12 59.5)", ["Fjord"]),
        ("projects", "POINT (9 59.5)", []),
        ("data_collections", "POINT (10.5 60)", ["c image"]),
        ("data_collections", "POLYGON ((10 59, 11 59, 11 60, 10 60, 10 59))",
         ["c image", "c RGB", "c point_cloud"]),
    ],
)  # fmt: skip
def test_places(land, on, wkt, found):
    assert names(land, on, intersects=wkt) == found


def test_what_is_deleted_or_inside_something_deleted_is_not_found(land):
    assert names(land, "projects") == ["Fjord"]
    assert names(land, "data_collections") == ["c image", "c RGB", "c point_cloud"]
    assert names(land, filter=var("~", "name", "%o%")) == []
    assert names(land, "rasters") == ["a.tif"]


@pytest.mark.parametrize(
    ("on", "text", "found"),
    [
        ("images", "æRFUGL", [AERFUGL]),
        ("images", "360 b", [B2]),
        ("images", "even drone", [AERFUGL]),
        ("images", "a3", [BLANK]),
        ("images", "flight", []),
        ("images", "drone nothing", []),
        ("images", " ", list(PHOTOS)[:3]),
        ("projects", "SHORE north", ["Fjord"]),
        ("data_collections", "rgb", ["c RGB"]),
    ],
)
def test_full_text_asks_for_every_word_anywhere(land, on, text, found):
    assert names(land, on, search=text) == found


def test_order_by_several_fields_with_null_last(land):
    def by(*fields):
        return names(land, sort=[{"field": f, "direction": d} for f, d in fields], limit=3)

    assert by(("cam_heading", "desc")) == [B2, B1, AERFUGL]
    assert by(("image_type", "asc"), ("cam_heading", "desc")) == [B2, B1, AERFUGL]
    assert by(("image_type", "desc"), ("name", "asc")) == [B1, BLANK, AERFUGL]
    assert by(("capture_date", "asc")) == [B1, AERFUGL, B2]


def test_pages_are_capped_and_counted(land):
    answer = land.ok("POST", "/search/", json=query("images", out_fields=["id"]))
    assert (answer["count"], answer["total_count"]) == (3, 4)
    rest = land.ok("POST", "/search/", json=query("images", out_fields=["id"], offset=3))
    assert (rest["count"], rest["total_count"]) == (1, 4)
    beyond = land.ok("POST", "/search/", json=query("images", offset=10**30))
    assert (beyond["count"], beyond["total_count"], beyond["results"]) == (0, 4, [])
    only_count = land.ok("POST", "/search/", json=query("images", limit=0))
    assert (only_count["count"], only_count["total_count"]) == (0, 4)


def test_distinct_drops_equal_results_and_counts_what_is_left(land):
    asked = query("images", distinct=True, out_fields=["image_type", "image_type"])
    asked["sort"] = [{"field": "image_type", "direction": "desc"}]
    answer = land.ok("POST", "/search/", json=asked)
    assert answer == {
        "count": 2,
        "total_count": 2,
        "results": [{"image_type": "drone"}, {"image_type": "360 degrees"}],
    }
    asked["sort"] = [{"field": "name", "direction": "asc"}]
    [problem] = land.refused(422, "POST", "/search/", json=asked)
    assert problem["loc"] == ["body", "sort", 0, "field"]
    assert problem["msg"].endswith("allowed: image_type")


def test_results_are_what_the_lists_answer(land):
    for on in ("images", "rasters", "point_clouds"):
        found = land.ok("POST", "/search/", json=query(on, limit=1))["results"][0]
        where = f"/projects/{found['project_id']}/data_collections/{found['data_collection_id']}"
        listed = land.ok("GET", f"{where}/{on}/{found['id']}")
        assert found == listed
    [project] = land.ok("POST", "/search/", json=query("projects"))["results"]
    assert project == land.ok("GET", f"/projects/{project['id']}")
    collection = land.ok("POST", "/search/", json=query("data_collections"))["results"][0]
    where = f"/projects/{collection['project_id']}/data_collections/{collection['id']}"
    assert collection == land.ok("GET", where)


@pytest.mark.parametrize("on", ONS)
def test_search_info_tells_exactly_what_is_taken(land, on):
    info = land.ok("GET", "/search/info", params={"on": on})
    answer = land.ok("POST", "/search/", json=query(on, out_fields=info["out_fields"]))
    assert list(answer["results"][0]) == info["out_fields"]
    values = {"number": 1, "text": "x", "date-time": "2024-01-01", "list": "x"}
    told = {field["name"]: field for field in info["filter_fields"]}
    operators = {operator for field in told.values() for operator in field["operators"]}
    for name in info["out_fields"]:
        for operator in operators:
            field = told.get(name, {"type": "text", "operators": []})
            value = values[field["type"]]
            if operator in {"in", "!in"}:
                value = [value]
            elif field["type"] == "list" and operator in {"==", "!="}:
                value = None
            asked = query(on, filter=var(operator, name, value))
            status = land.api.post("/search/", json=asked).status_code
            assert status == (200 if operator in field["operators"] else 422), (name, operator)
        asked = query(on, sort=[{"field": name, "direction": "asc"}])
        status = land.api.post("/search/", json=asked).status_code
        assert status == (200 if name in info["sort_fields"] else 422), name


def nested(depth):
    filter_ = var("==", "id", 1)
    for _ in range(depth):
        filter_ = {"and": [filter_]}
    return filter_


@pytest.mark.parametrize(
    ("more", "where", "said"),
    [
        ({"on": "people"}, ["on"], "'images', 'rasters', 'point_clouds', 'projects'"),
        ({"fields": ["id"]}, ["fields"], "Extra inputs"),
        ({"out_fields": ["id", "heading"]}, ["out_fields", 1], "one of id, project_id"),
        ({"sort": [{"field": "x", "direction": "asc"}]}, ["sort", 0, "field"], "allowed: id,"),
        ({"sort": [{"field": "tags", "direction": "asc"}]}, ["sort", 0, "field"], "allowed: id,"),
        ({"sort": [{"field": "id", "direction": "up"}]}, ["sort", 0, "direction"], "'asc' or"),
        ({"limit": -1}, ["limit"], "greater than or equal to 0"),
        ({"search": "a " * 21}, ["search"], "at most 20 words"),
        ({"filter": {}}, ["filter"], "with one of ==, !=, <"),
        ({"filter": {"==": [], "!=": []}}, ["filter"], "with one of"),
        ({"filter": {"=>": []}}, ["filter", "=>"], "one of ==, !=, <, <="),
        ({"filter": {"==": [{"var": "id"}]}}, ["filter", "=="], "a field and a value"),
        ({"filter": {"==": ["id", 1]}}, ["filter", "==", 0], '{"var": FIELD}'),
        ({"filter": {"and": []}}, ["filter", "and"], "one or more filters"),
        ({"filter": {"or": [1]}}, ["filter", "or", 0], "OPERATOR"),
        (
            {"filter": {"and": [var("==", "id", 1), var("==", "heading", 1)]}},
            ["filter", "and", 1, "==", 0, "var"],
            "one of id, project_id, data_collection_id, name",
        ),
        ({"filter": var("==", "location", None)}, ["filter", "==", 0, "var"], "one of id"),
        ({"filter": var("~", "id", "1")}, ["filter", "~"], "number; it must be one of ==, !="),
        ({"filter": var("==", "id", "1")}, ["filter", "==", 1], "must be a number"),
        ({"filter": var("==", "id", True)}, ["filter", "==", 1], "a text, a number or null"),
        ({"filter": var("==", "id", [1])}, ["filter", "==", 1], "a text, a number or null"),
        ({"filter": var("==", "name", 1)}, ["filter", "==", 1], "must be a text"),
        ({"filter": var("==", "tags", "x")}, ["filter", "==", 1], "use contains or in"),
        ({"filter": var("<", "id", None)}, ["filter", "<", 1], "takes no null; == and != do"),
        ({"filter": var("in", "id", [])}, ["filter", "in", 1], "one or more values"),
        ({"filter": var("in", "id", 1)}, ["filter", "in", 1], "list of one or more"),
        ({"filter": var("in", "id", [1, "x"])}, ["filter", "in", 1, 1], "must be a number"),
        ({"filter": var("contains", "tags", [None])}, ["filter", "contains", 1], "null"),
        ({"filter": var("==", "created_at", "today")}, ["filter", "==", 1], "ISO 8601"),
        ({"filter": var("==", "created_at", 2024)}, ["filter", "==", 1], "ISO 8601"),
        ({"filter": var("==", "id", 10**400)}, ["filter", "==", 1], "finite"),
        ({"filter": var("in", "id", list(range(10_001)))}, ["filter", "in", 1], "10000"),
        (
            {"filter": {"or": [var("in", "id", list(range(5000))), var("in", "id", [1] * 5001)]}},
            ["filter"],
            "at most 10000 values",
        ),
        ({"filter": var("~", "name", "%" * 1001)}, ["filter", "~", 1], "1000 characters"),
        ({"filter": nested(60)}, ["filter", *["and", 0] * 50], "nested at most 50 deep"),
        ({"filter": {"or": [var("==", "id", 1)] * 400}}, ["filter", "or", 299], "300 conditions"),
        ({"intersects": "POLYGON ((1 2"}, ["intersects"], "takes WKT in EPSG:4326"),
        ({"intersects": "POINT EMPTY"}, ["intersects"], "is empty"),
        ({"intersects": "POINT (597000 6643000)"}, ["intersects"], "not in degrees"),
        ({"intersects": "POLYGON ((0 0, 1 1, 0 1, 1 0, 0 0))"}, ["intersects"], "Self-inter"),
        ({"intersects": "SRID=25832;POINT (1 1)"}, ["intersects"], "takes WKT"),
        ({"intersects": "CIRCULARSTRING (0 0, 1 1, 2 0)"}, ["intersects"], "takes WKT"),
    ],
)
def test_bad_questions_are_refused_with_what_is_allowed(land, more, where, said):
    problems = land.refused(422, "POST", "/search/", json=query("images") | more)
    assert [problem["loc"] for problem in problems] == [["body", *where]]
    assert said in problems[0]["msg"]


def test_half_a_character_is_refused(land):
    text = '{"on": "images", "distinct": false, "limit": 1, "offset": 0, "filter": %s}'
    filter_ = r'{"==": [{"var": "name"}, "\ud800"]}'
    headers = {"content-type": "application/json"}
    [problem] = land.refused(422, "POST", "/search/", content=text % filter_, headers=headers)
    assert "lone surrogate" in problem["msg"]


def test_as_deep_and_wide_as_is_allowed(land):
    assert names(land, filter=nested(49)) == [AERFUGL]
    assert len(names(land, filter={"or": [var("==", "id", n) for n in range(299)]})) == 3
    assert names(land, filter=var("in", "id", list(range(10_000))), limit=1) == [AERFUGL]
    assert names(land, filter=var("contains", "tags", [f"t{n}" for n in range(10_000)])) == []
    assert names(land, sort=[{"field": "id", "direction": "asc"}] * 3000, limit=1) == [AERFUGL]
    assert names(land, search="b " * 20, limit=1) == [B1]


def test_it_takes_a_sign_in_but_no_right_to_write(land):
    guest = Person(land.sandbox, "guest", "secret-3")
    assert len(names(guest)) == 3
    guest.close()
    anyone = land.http.post(f"{land.sandbox.api_url}/search/", json=query("images"))
    assert anyone.status_code == 401


def test_whole_numbers_are_compared_exactly(land):
    """A float would round them from 2**53 on; no id is so large, so the question is looked at."""
    for value in (2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63)):
        asked = condition(var("==", "id", value), SUBJECTS["images"].fields, ("filter",))
        (bound,) = asked.compile().params.values()
        assert (type(bound), bound) == (int, value)
