"""ArcGIS services start, stop and refresh in jobs, and show what their data collections hold."""

import pytest

from pixel_sandbox import Sandbox, SandboxUser
from pixel_sandbox.samples import make_geotiff, make_jpeg

PILOT = (SandboxUser("pilot", "secret-1"),)
LAYER = {
    "enable_oriented_imagery": False,
    "enable_images_as_attachments": False,
    "image_processed_type": "blurred",
}
FEATURE = {"feature_service_options": {"image_layer": LAYER}}
IMAGE = {"image_service_options": {"default_service_srid": 25833}}


def number_of(collection):
    return int(collection.rsplit("/", 1)[1])


def body(*collections, **changes):
    numbers = [number_of(each) for each in collections]
    return {
        "name": "Roads",
        "description": "",
        "data_collection_ids": numbers,
        "options": FEATURE,
    } | changes


class ArcgisService:
    """A service and what can be done with it."""

    def __init__(self, who, kind, given):
        self.who = who
        made = who.ok("POST", f"/arcgis_services/{kind}/", json=given)
        self.id = made["id"]
        self.path = f"/arcgis_services/{kind}/{self.id}"

    def get(self):
        return self.who.ok("GET", self.path)

    def do(self, what, **params):
        return self.who.ok("PUT", f"{self.path}/{what}", params=params)

    def done(self, what, **params):
        """The job at its end, None without one; and the service afterwards."""
        job = self.do(what, **params)["job"]
        return job and self.who.wait(f"/jobs/{job['job_id']}"), self.get()


@pytest.fixture
def photos(pilot, tmp_path):
    """A data collection with one photo, and how to add another."""
    collection = pilot.collection("image")

    def add(name, longitude):
        path = make_jpeg(tmp_path / name, position=(longitude, 60.0), heading=10)
        return pilot.resource(collection, pilot.upload(collection, name, path.read_bytes()))

    add("a.jpg", 10.0)
    return collection, add


def test_a_feature_service_shows_its_images_and_what_is_new_after_a_refresh(pilot, photos):
    collection, add = photos
    layers = {"image_layer": LAYER | {"enable_oriented_imagery": True}, "project_layer": {}}
    options = {"feature_service_options": layers, "gdo_users": ["gdo.kari"]}
    service = ArcgisService(pilot, "Feature", body(collection, collection, options=options))
    made = service.get()
    assert (made["status"], made["published"], made["job_id"]) == ("stopped", None, None)
    assert made["data_collection_ids"] == [number_of(collection)]
    assert made["options"] == options

    first = service.do("start")
    assert first["arcgis_service"]["status"] == "starting"
    job = pilot.wait(f"/jobs/{first['job']['job_id']}")
    assert (job["status"], job["name"]) == ("completed", "Start Feature service Roads")
    shown = service.get()
    assert (shown["status"], shown["job_id"]) == ("started", job["job_id"])
    counts = [(layer["name"], layer["feature_count"]) for layer in shown["published"]["layers"]]
    assert counts == [("images", 1), ("oriented_imagery", 1), ("projects", 1)]
    assert shown["published"]["extent"] == [10.0, 60.0, 10.0, 60.0]

    # Nothing to do: it runs, and shows what there is.
    assert service.do("start")["job"] is None
    assert service.do("refresh", refresh_data="true")["job"] is None
    image = add("b.jpg", 11.0)
    assert service.do("refresh")["job"] is None
    job, shown = service.done("refresh", refresh_data="true")
    assert (job["status"], shown["status"]) == ("completed", "started")
    assert shown["published"]["extent"] == [10.0, 60.0, 11.0, 60.0]
    pilot.ok("DELETE", f"{collection}/images/{image['id']}")
    job, shown = service.done("refresh", refresh_data="true")
    assert shown["published"]["layers"][0]["feature_count"] == 1

    job, stopped = service.done("stop")
    assert (job["status"], stopped["status"]) == ("completed", "stopped")
    assert stopped["published"] is None
    for what in ("stop", "refresh"):
        answer = service.do(what)
        assert (answer["job"], answer["arcgis_service"]["id"]) == (None, service.id)


def test_changes_are_shown_after_a_refresh_and_data_that_is_known_is_not_read_again(pilot, photos):
    collection, add = photos
    empty = pilot.collection("image")
    service = ArcgisService(pilot, "Feature", body(collection))
    service.done("start")
    add("b.jpg", 11.0)
    change = {"name": "Streets", "data_collection_ids": [number_of(collection), number_of(empty)]}
    changed = pilot.ok("PUT", service.path, json=change)
    assert (changed["name"], changed["description"]) == ("Streets", "")
    assert changed["published"]["definition"]["name"] == "Roads"
    job, shown = service.done("refresh")
    assert job["status"] == "completed"
    assert shown["published"]["definition"]["name"] == "Streets"
    counts = [each["resource_count"] for each in shown["published"]["data_collections"]]
    assert counts == [1, 0]
    layers = {
        "image_layer": LAYER | {"include_fields": ["name"], "image_processed_type": "original"}
    }
    pilot.ok("PUT", service.path, json={"options": {"feature_service_options": layers}})
    job, shown = service.done("refresh", refresh_data="true")
    [layer] = shown["published"]["layers"]
    assert (layer["fields"], layer["processed_type"]) == (["name"], "original")
    assert layer["feature_count"] == 2
    assert pilot.ok("PUT", service.path, json={"name": None}) == shown | {
        "updated_at": service.get()["updated_at"]
    }


def test_an_image_service_shows_rasters(pilot, tmp_path):
    collection = pilot.collection("RGB")
    data = make_geotiff(tmp_path / "a.tif").read_bytes()
    raster = pilot.resource(collection, pilot.upload(collection, "a.tif", data))
    wms = {"enable": True, "supported_srids": [4326], "title": "Ortho"}
    options = {"image_service_options": {"default_service_srid": 25833, "wms_options": wms}}
    service = ArcgisService(pilot, "Image", body(collection, options=options))
    _, shown = service.done("start")
    [layer] = shown["published"]["layers"]
    assert layer == {
        "name": "rasters",
        "raster_count": 1,
        "srid": 25833,
        "wms_srids": [25833, 4326],
    }
    ring = raster["footprint"]["coordinates"][0]
    west, north = min(p[0] for p in ring), max(p[1] for p in ring)
    assert shown["published"]["extent"][::3] == [west, north]
    # A service is found under its own type only.
    pilot.refused(404, "GET", f"/arcgis_services/Feature/{service.id}")
    listed = pilot.ok("GET", "/arcgis_services/Image/", params={"ids": service.id})
    assert [each["id"] for each in listed] == [service.id]
    assert pilot.ok("GET", "/arcgis_services/Feature/", params={"ids": service.id}) == []


def test_a_service_of_a_deleted_data_collection_does_not_start(pilot, photos):
    collection, _ = photos
    service = ArcgisService(pilot, "Feature", body(collection))
    pilot.ok("DELETE", collection)
    job, failed = service.done("start")
    assert (job["status"], failed["status"]) == ("failed", "failed")
    assert "was deleted" in job["detail"]
    assert failed["detail"] == job["detail"]
    pilot.ok("POST", f"{collection}/restore")
    job, started = service.done("start")
    assert (job["status"], started["status"], started["detail"]) == ("completed", "started", None)
    # A refresh that fails leaves what is shown.
    pilot.ok("DELETE", collection)
    job, still = service.done("refresh", refresh_data="true")
    assert (job["status"], still["status"]) == ("failed", "started")
    assert still["published"] == started["published"]
    job, stopped = service.done("stop")
    assert (job["status"], stopped["status"]) == ("completed", "stopped")


def test_one_job_at_a_time_and_a_restart_takes_it_up(start, tmp_path):
    with Sandbox(data_dir=tmp_path, users=PILOT, service_delay=60) as sandbox:
        pilot = start(sandbox)
        service = ArcgisService(pilot, "Feature", body(pilot.collection("image")))
        job = service.do("start")["job"]
        # The same again is the same job.
        assert service.do("start")["job"]["job_id"] == job["job_id"]
        for method, path in [
            ("PUT", f"{service.path}/stop"),
            ("PUT", f"{service.path}/refresh"),
            ("DELETE", service.path),
        ]:
            detail = pilot.refused(409, method, path)
            assert f"wait for job {job['job_id']}" in detail
        assert service.get()["status"] == "starting"
    with Sandbox(data_dir=tmp_path, users=PILOT) as again:
        service.who = start(again)
        assert service.who.wait(f"/jobs/{job['job_id']}")["status"] == "completed"
        assert service.get()["status"] == "started"
        assert service.who.ok("DELETE", service.path)["deleted"] is True
        service.who.refused(404, "GET", service.path)


def test_a_tenant_without_the_plugin_has_no_image_services(start):
    with Sandbox(users=PILOT, plugins=("optimized_raster",), gdo_users=("a",)) as sandbox:
        pilot = start(sandbox)
        assert [each["name"] for each in pilot.ok("GET", "/plugins/")] == ["optimized_raster"]
        assert pilot.ok("GET", "/arcgis_services/gdo-users") == ["a"]
        given = body(pilot.collection("RGB"), options=IMAGE)
        detail = pilot.refused(403, "POST", "/arcgis_services/Image/", json=given)
        assert detail == "The tenant does not have the plugin image_service"
        ArcgisService(pilot, "Feature", body(pilot.collection("image")))


@pytest.mark.parametrize(
    ("kind", "options", "location"),
    [
        ("Feature", IMAGE, ["feature_service_options"]),
        ("Feature", FEATURE | IMAGE, ["image_service_options"]),
        ("Feature", {}, ["feature_service_options"]),
        ("Image", FEATURE, ["image_service_options"]),
        ("Image", FEATURE | IMAGE, ["feature_service_options"]),
        ("Feature", FEATURE | {"gdo_users": ["gdo.ola", "nobody"]}, ["gdo_users", 1]),
        (
            "Feature",
            {"feature_service_options": {}},
            ["feature_service_options", "image_layer"],
        ),
        # No such code, and one of heights alone.
        *(
            (
                "Image",
                {"image_service_options": {"default_service_srid": srid}},
                ["image_service_options", "default_service_srid"],
            )
            for srid in (999999, 5941)
        ),
        (
            "Image",
            {
                "image_service_options": {
                    "default_service_srid": 25833,
                    "wms_options": {"enable": True, "supported_srids": [4326, 2**40]},
                }
            },
            ["image_service_options", "wms_options", "supported_srids", 1],
        ),
    ],
)
def test_options_that_do_not_fit_are_refused(pilot, capfd, kind, options, location):
    fitting = {"Feature": ("image", FEATURE), "Image": ("RGB", IMAGE)}[kind]
    given = body(pilot.collection(fitting[0]), options=options)
    [problem] = pilot.refused(422, "POST", f"/arcgis_services/{kind}/", json=given)
    assert problem["loc"] == ["body", "options", *location]
    service = ArcgisService(pilot, kind, given | {"options": fitting[1]})
    [problem] = pilot.refused(422, "PUT", service.path, json={"options": options})
    assert problem["loc"] == ["body", "options", *location]
    assert service.get()["options"] == fitting[1]
    assert "".join(capfd.readouterr()) == ""


def test_data_collections_must_exist_and_fit(pilot):
    image, raster = pilot.collection("image"), pilot.collection("raster")
    deleted = pilot.collection("image")
    pilot.ok("DELETE", deleted)
    service = ArcgisService(pilot, "Feature", body(image))
    for status, number in [
        (404, 10**6),
        (404, 2**70),
        (404, number_of(deleted)),
        (409, number_of(raster)),
    ]:
        numbers = {"data_collection_ids": [number_of(image), number]}
        path = "/arcgis_services/Feature/"
        assert str(number) in pilot.refused(status, "POST", path, json=body(image) | numbers)
        assert str(number) in pilot.refused(status, "PUT", service.path, json=numbers)
    [problem] = pilot.refused(422, "PUT", service.path, json={"data_collection_ids": []})
    assert problem["loc"] == ["body", "data_collection_ids"]
    assert service.get()["data_collection_ids"] == [number_of(image)]


@pytest.mark.parametrize("number", [0, 10**6, 2**70])
def test_unknown_services_are_not_found(pilot, number):
    path = f"/arcgis_services/Image/{number}"
    for method, more in [
        ("GET", ""),
        ("DELETE", ""),
        *(("PUT", f"/{w}") for w in ("start", "stop", "refresh")),
    ]:
        assert pilot.refused(404, method, path + more) == f"Image service {number} not found"
    assert (
        pilot.refused(404, "PUT", path, json={"name": "n"}) == f"Image service {number} not found"
    )
    assert pilot.refused(422, "GET", "/arcgis_services/Map/")[0]["loc"] == ["path", "service_type"]


def test_viewers_only_look(pilot, guest):
    service = ArcgisService(pilot, "Feature", body(pilot.collection("image")))
    assert guest.ok("GET", service.path)["id"] == service.id
    assert guest.ok("GET", "/arcgis_services/gdo-users")
    for method, path in [
        ("POST", "/arcgis_services/Feature/"),
        ("PUT", service.path),
        ("DELETE", service.path),
        ("PUT", f"{service.path}/start"),
        ("PUT", f"{service.path}/stop"),
        ("PUT", f"{service.path}/refresh"),
    ]:
        assert "viewer" in guest.refused(403, method, path, json={})
