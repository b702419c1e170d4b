"""Analysis: services configure modules, tasks run them on the resources of a data collection."""

import time
from datetime import UTC, datetime

import pytest

from pixel_sandbox import Sandbox, SandboxUser
from pixel_sandbox.samples import make_jpeg

BOSS = (SandboxUser("pilot", "secret-1", "superuser"),)


def number_of(collection):
    return int(collection.rsplit("/", 1)[1])


class Analysis:
    """An analysis service and its tasks."""

    def __init__(self, who, module="collection_statistics", **changes):
        self.who = who
        given = {"name": "Check", "module_name": module, "enabled": True, "config": {}} | changes
        self.made = who.ok("POST", "/analysis/services/", json=given)
        self.path = f"/analysis/services/{self.made['id']}"

    def patch(self, **changes):
        return self.who.ok("PATCH", self.path, json=changes)

    def tasks(self, **params):
        return self.who.ok("GET", f"{self.path}/tasks/", params=params)

    def task(self, **params):
        given = {"name": "look", "params": params}
        return self.who.ok("POST", f"{self.path}/tasks/", json=given)["id"]

    def do(self, what, number):
        return self.who.ok("POST", f"{self.path}/tasks/{number}/{what}")

    def ended(self, number):
        while True:
            [task] = self.tasks(ids=number)
            if task["status"] not in {"SCHEDULED", "RUNNING"}:
                return task
            time.sleep(0.02)

    def run(self, **params):
        """The task at its end."""
        number = self.task(**params)
        assert self.do("run", number)["status"] == "SCHEDULED"
        return self.ended(number)


@pytest.fixture(scope="module")
def photos(pilot, tmp_path_factory):
    """A data collection with photos a, b and c; b has the content of a's twin."""
    folder, collection = tmp_path_factory.mktemp("photos"), pilot.collection("image")
    ids = []
    for name, longitude, second in [("a", 10.0, 0), ("b", 10.0, 0), ("c", 10.001, 30)]:
        taken = datetime(2024, 6, 1, 12, 0, second, tzinfo=UTC)
        path = make_jpeg(folder / f"{name}.jpg", position=(longitude, 60.0), captured=taken)
        upload = pilot.upload(collection, path.name, path.read_bytes())
        ids.append(pilot.resource(collection, upload)["id"])
    return number_of(collection), ids


def test_statistics_of_a_data_collection(boss, photos):
    service = Analysis(boss, config={"percentiles": [0, 50, 100]})
    task = service.run(data_collection_id=photos[0])
    assert (task["status"], task["detail"]) == ("SUCCESS", None)
    assert task["created_at"] <= task["started_at"] <= task["ended_at"]
    result = task["result"]
    assert (result["count"], result["formats"], result["without_position"]) == (3, {"JPEG": 3}, 0)
    sizes = list(result["bytes_percentiles"].values())
    assert sizes == sorted(sizes)
    assert 0 < sizes[0] <= sizes[-1] < result["bytes"]


def test_duplicates_are_found(boss, photos):
    collection, ids = photos
    service = Analysis(boss, "duplicate_files")
    found = {"groups": [ids[:2]], "surplus": 1}
    assert service.run(data_collection_id=collection)["result"] == found
    service.patch(config={"min_bytes": 10**9})
    none = {"groups": [], "surplus": 0}
    assert service.run(data_collection_id=collection)["result"] == none


def test_gaps_are_found_and_settings_merge_deeply(boss, photos):
    collection, ids = photos
    service = Analysis(boss, "image_gaps", config={"limits": {"distance_m": 20, "seconds": 10}})
    result = service.run(data_collection_id=collection)["result"]
    assert (result["photos"], result["left_out"]) == (3, 0)
    [gap] = result["gaps"]
    assert (gap["from"], gap["to"], gap["seconds"]) == (ids[1], ids[2], 30)
    # A thousandth of a degree along the parallel of 60 degrees.
    assert gap["distance_m"] == pytest.approx(55.6, abs=0.1)
    changed = service.patch(config={"limits": {"distance_m": 100}})
    assert changed["config"] == {"limits": {"distance_m": 100, "seconds": 10}}
    assert len(service.run(data_collection_id=collection)["result"]["gaps"]) == 1
    service.patch(config={"limits": {"seconds": 30}})
    assert service.run(data_collection_id=collection)["result"]["gaps"] == []


def test_a_patch_changes_only_what_it_names(boss):
    config = {"a": {"b": {"c": 1, "d": [1, 2]}, "e": "x"}, "f": None}
    service = Analysis(boss, config=config)
    assert service.patch(name=None) | {"updated_at": ""} == service.made | {"updated_at": ""}
    changed = service.patch(config={"a": {"b": {"d": [3]}, "g": {}}, "h": {"i": 1}})
    assert changed["config"] == {
        "a": {"b": {"c": 1, "d": [3]}, "e": "x", "g": {}},
        "f": None,
        "h": {"i": 1},
    }
    changed = service.patch(config={"a": {"b": None}, "f": {"j": 1}, "h": 2})
    assert changed["config"] == {"a": {"b": None, "e": "x", "g": {}}, "f": {"j": 1}, "h": 2}
    changed = service.patch(name=None, enabled=None, config=None)
    assert (changed["name"], changed["enabled"]) == ("Check", True)
    changed = service.patch(name="Other", enabled=False)
    assert (changed["name"], changed["enabled"]) == ("Other", False)
    assert changed["config"]["h"] == 2


@pytest.mark.parametrize(
    ("module", "config", "params", "detail"),
    [
        ("collection_statistics", {}, {}, "requires data_collection_id"),
        ("collection_statistics", {}, {"data_collection_id": True}, "a whole number"),
        ("collection_statistics", {}, {"data_collection_id": 10**6}, "1000000 not found"),
        ("collection_statistics", {}, {"data_collection_id": 2**70}, "not found"),
        ("collection_statistics", {}, {"collection": 1}, "unknown parameter collection"),
        ("duplicate_files", {"largest": 1}, {}, "has no largest; it takes min_bytes"),
        ("duplicate_files", {"min_bytes": -1}, {"data_collection_id": 0}, "must be a number"),
        ("duplicate_files", {"min_bytes": 10**300}, {"data_collection_id": 0}, "from 0 to"),
        ("collection_statistics", {"percentiles": 5}, {"data_collection_id": 0}, "list"),
        ("collection_statistics", {"percentiles": ["1"]}, {"data_collection_id": 0}, "number"),
        ("image_gaps", {"limits": {"metres": 1}}, {"data_collection_id": 0}, "distance_m"),
    ],
)
def test_a_task_that_cannot_be_done_fails_and_runs_when_it_can(
    boss, photos, module, config, params, detail
):
    service = Analysis(boss, module, config=config)
    if params.get("data_collection_id") == 0:
        params = {"data_collection_id": photos[0]}
    task = service.run(**params)
    assert (task["status"], task["result"]) == ("FAILED", None)
    assert detail in task["detail"]
    # A task that failed is tried again, with the settings there are now.
    if config and params:
        service.patch(config={name: [] if name == "percentiles" else 0 for name in config})
        if module == "image_gaps":
            service.patch(config={"limits": {}})
        service.do("run", task["id"])
        again = service.ended(task["id"])
        assert (again["status"], again["detail"]) == ("SUCCESS", None)


def test_tasks_are_listed_revoked_and_deleted(boss, photos):
    service = Analysis(boss)
    waiting, revoked = service.task(), service.task()
    assert service.do("revoke", revoked)["status"] == "REVOKED"
    done = service.run(data_collection_id=photos[0])["id"]
    assert [task["id"] for task in service.tasks()] == [waiting, revoked, done]
    assert [task["id"] for task in service.tasks(status="PENDING")] == [waiting]
    assert [task["id"] for task in service.tasks(status="SUCCESS", name="LOO")] == [done]
    assert [task["id"] for task in service.tasks(limit=1, offset=1)] == [revoked]
    for what, number, reason in [
        ("revoke", done, "is SUCCESS and cannot be revoked"),
        ("revoke", revoked, "is REVOKED and cannot be revoked"),
        ("run", done, "is SUCCESS; create another"),
    ]:
        path = f"{service.path}/tasks/{number}/{what}"
        assert reason in boss.refused(409, "POST", path)
    # What was revoked may be run after all.
    service.do("run", revoked)
    assert service.ended(revoked)["status"] == "FAILED"
    answer = boss.api.delete(f"{service.path}/tasks/{waiting}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert [task["id"] for task in service.tasks()] == [revoked, done]
    boss.refused(404, "POST", f"{service.path}/tasks/{waiting}/run")
    assert boss.api.delete(service.path).status_code == 204
    boss.refused(404, "GET", f"{service.path}/tasks/")


def test_a_service_that_is_not_enabled_runs_nothing(boss):
    service = Analysis(boss, enabled=False)
    number = service.task()
    detail = boss.refused(409, "POST", f"{service.path}/tasks/{number}/run")
    assert "not enabled" in detail
    mine = {"ids": service.made["id"]}
    listed = boss.ok("GET", "/analysis/services/", params=mine | {"enabled": "false"})
    assert [each["id"] for each in listed] == [service.made["id"]]
    assert boss.ok("GET", "/analysis/services/", params=mine | {"enabled": "true"}) == []
    service.patch(enabled=True)
    assert service.do("run", number)["status"] == "SCHEDULED"


def test_a_running_task_is_revoked_run_again_and_taken_up_by_a_restart(start, tmp_path):
    with Sandbox(data_dir=tmp_path, users=BOSS, service_delay=60) as sandbox:
        boss = start(sandbox)
        service = Analysis(boss)
        collection = number_of(boss.collection("image"))
        first, second = (service.task(data_collection_id=collection) for _ in range(2))
        service.do("run", first)
        while service.tasks(ids=first)[0]["status"] != "RUNNING":
            time.sleep(0.02)
        service.do("run", second)
        assert service.tasks(ids=second)[0]["status"] == "SCHEDULED"
        path = f"{service.path}/tasks/{first}"
        assert "is RUNNING; wait" in boss.refused(409, "POST", f"{path}/run")
        assert "revoke it first" in boss.refused(409, "DELETE", path)
        # A service takes its tasks along, also those that run or wait.
        other = Analysis(boss)
        for number in (other.task(), other.task()):
            other.do("run", number)
        assert boss.api.delete(other.path).status_code == 204
        boss.refused(404, "GET", f"{other.path}/tasks/")
        revoked = service.do("revoke", first)
        assert (revoked["status"], revoked["detail"]) == ("REVOKED", "revoked by pilot")
        # The worker does not wait for what was revoked.
        while service.tasks(ids=second)[0]["status"] != "RUNNING":
            time.sleep(0.02)
        # Nor does it forget what is run again while it still has it in hand.
        service.do("revoke", second)
        service.do("run", second)
        while service.tasks(ids=second)[0]["status"] != "RUNNING":
            time.sleep(0.02)
        service.do("run", first)
    with Sandbox(data_dir=tmp_path, users=BOSS) as again:
        service.who = start(again)
        assert service.ended(second)["result"]["count"] == 0
        assert service.ended(first)["status"] == "SUCCESS"


def test_a_service_that_is_deleted_frees_the_worker_of_its_task(start):
    with Sandbox(users=BOSS, service_delay=60) as sandbox:
        boss = start(sandbox)
        for _ in range(2):
            service = Analysis(boss)
            number = service.task()
            service.do("run", number)
            while service.tasks()[0]["status"] != "RUNNING":
                time.sleep(0.02)
            assert boss.api.delete(service.path).status_code == 204


@pytest.mark.parametrize(
    ("change", "location"),
    [
        ({"module_name": "magic"}, ["module_name"]),
        ({"name": ""}, ["name"]),
        ({"config": []}, ["config"]),
        ({"enabled": 5}, ["enabled"]),
        ({"settings": {}}, ["settings"]),
    ],
)
def test_wrong_services_are_refused(boss, change, location):
    given = {"name": "n", "module_name": "image_gaps", "enabled": True, "config": {}} | change
    [problem] = boss.refused(422, "POST", "/analysis/services/", json=given)
    assert problem["loc"] == ["body", *location]
    if location != ["settings"]:
        service = Analysis(boss)
        [problem] = boss.refused(422, "PATCH", service.path, json=change)
        assert problem["loc"] == ["body", *location]


@pytest.mark.parametrize("text", ['{"a": NaN}', '{"a": [Infinity]}', '{"a": "\\ud800"}'])
def test_what_is_not_json_for_all_is_refused(boss, text):
    service = Analysis(boss)
    headers = {"Content-Type": "application/json"}
    for method, path, name in [
        ("PATCH", service.path, "config"),
        ("POST", f"{service.path}/tasks/", "params"),
    ]:
        content = f'{{"{name}": {text}}}'
        [problem] = boss.refused(422, method, path, content=content, headers=headers)
        assert problem["loc"] == ["body", name]


@pytest.mark.parametrize("number", [0, 10**6, 2**70])
def test_what_is_unknown_is_not_found(boss, number):
    path = f"/analysis/services/{number}"
    missing = f"Analysis service {number} not found"
    assert boss.refused(404, "DELETE", path) == missing
    assert boss.refused(404, "PATCH", path, json={"name": "n"}) == missing
    assert boss.refused(404, "GET", f"{path}/tasks/") == missing
    assert boss.refused(404, "POST", f"{path}/tasks/", json={"params": {}}) == missing
    own, other = Analysis(boss), Analysis(boss)
    elsewhere = other.task()
    for wrong in (number, elsewhere):
        path = f"{own.path}/tasks/{wrong}"
        for method, more in [("DELETE", ""), ("POST", "/run"), ("POST", "/revoke")]:
            assert "not found in analysis service" in boss.refused(404, method, path + more)


def test_modules_are_listed_and_who_may_do_what(boss, pilot, guest):
    names = {module["name"] for module in guest.ok("GET", "/analysis/modules/")}
    assert names == {"collection_statistics", "duplicate_files", "image_gaps"}
    service = Analysis(boss)
    given = {"name": "n", "module_name": "image_gaps", "enabled": True, "config": {}}
    for who in (pilot, guest):
        assert "superuser" in who.refused(403, "POST", "/analysis/services/", json=given)
        assert "superuser" in who.refused(403, "PATCH", service.path, json={})
        assert "superuser" in who.refused(403, "DELETE", service.path)
        assert who.ok("GET", "/analysis/services/", params={"ids": service.made["id"]})
    # A creator runs tasks, a viewer sees them.
    service.who = pilot
    number = service.run()["id"]
    assert guest.ok("GET", f"{service.path}/tasks/")[0]["created_by"] == "pilot"
    for method, path in [
        ("POST", f"{service.path}/tasks/"),
        ("POST", f"{service.path}/tasks/{number}/run"),
        ("POST", f"{service.path}/tasks/{number}/revoke"),
        ("DELETE", f"{service.path}/tasks/{number}"),
    ]:
        body = {"json": {}} if path.endswith("tasks/") else {}
        assert "viewer" in guest.refused(403, method, path, **body)
