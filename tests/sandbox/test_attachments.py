"""Attachments: announced, posted to S3, completed, moved, deleted, gone with what they are on."""

import pytest

from pixel_sandbox import Sandbox, SandboxUser
from pixel_sandbox.samples import make_jpeg

MD5 = "A" * 22 + "=="


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    return make_jpeg(tmp_path_factory.mktemp("photo") / "a.jpg").read_bytes()


class Attachments:
    """The attachments of one resource."""

    def __init__(self, who, kind, number):
        self.who = who
        self.where = {"resource_type": kind, "resource_id": number}

    def announce(self, *files):
        listed = [
            {"name": n, "description": f"about {n}", "md5": self.who.md5(d)} for n, d in files
        ]
        answer = self.who.ok("POST", "/attachments/", params=self.where, json={"files": listed})
        by_name = {each["name"]: each for each in answer}
        return [by_name[name] for name, _ in files]

    def send(self, attachment, data):
        form = attachment["upload_file_params"]
        return self.who.http.post(form["url"], data=form["fields"], files={"file": data})

    def params(self, attachment, **more):
        return self.where | {"attachment_id": attachment["id"]} | more

    def complete(self, attachment):
        params = self.params(attachment, status="Completed")
        return self.who.ok("PUT", "/attachments/update", params=params)

    def add(self, name="notes.txt", data=b"some notes"):
        [attachment] = self.announce((name, data))
        assert self.send(attachment, data).status_code == 204
        return self.complete(attachment)

    def list(self, **more):
        return self.who.ok("GET", "/attachments/", params=self.where | more)

    def file(self, attachment):
        """The object on disk, found by its name."""
        root = self.who.sandbox._parts.store.path("attachments")
        return [path for path in root.rglob("*") if path.name == attachment["name"]]


@pytest.fixture(params=["project", "data_collection", "image"])
def attachments(request, pilot, photo):
    return make(pilot, request.param, photo)


def make(pilot, kind, photo):
    project = pilot.project()["id"]
    if kind == "project":
        return Attachments(pilot, kind, project)
    collection = pilot.collection("image", project)
    number = int(collection.rsplit("/", 1)[1])
    if kind == "image":
        number = pilot.resource(collection, pilot.upload(collection, "a.jpg", photo))["id"]
    made = Attachments(pilot, kind, number)
    made.collection = collection
    return made


def test_from_announcement_to_deletion(attachments, guest):
    first, second = attachments.announce(("a.txt", b"first"), ("b.txt", b"second"))
    assert (first["status"], first["size"]) == ("Pending", None)
    assert first["description"] == "about a.txt"
    assert attachments.send(first, b"first").status_code == 204
    # Posted is not yet completed: the service waits for the word.
    assert [each["status"] for each in attachments.list()] == ["Pending", "Pending"]
    done = attachments.complete(first)
    assert (done["status"], done["size"], done["upload_file_params"]) == ("Completed", 5, None)
    assert [each["id"] for each in attachments.list(status="Completed")] == [first["id"]]
    [waiting] = attachments.list(status="Pending")
    # Whoever lost the form gets it from the list; but not whoever may only read.
    assert attachments.send(waiting, b"second").status_code == 204
    seen = guest.ok("GET", "/attachments/", params=attachments.where)
    assert [each["upload_file_params"] for each in seen] == [None, None]
    gone = attachments.who.ok("DELETE", "/attachments/", params=attachments.params(second))
    assert (gone["id"], gone["deleted"]) == (second["id"], True)
    assert [each["id"] for each in attachments.list()] == [first["id"]]
    attachments.who.refused(404, "DELETE", "/attachments/", params=attachments.params(second))


def test_only_the_announced_content_is_taken(attachments):
    [attachment] = attachments.announce(("a.txt", b"announced"))
    refused = attachments.send(attachment, b"different")
    assert (refused.status_code, "BadDigest" in refused.text) == (400, True)
    params = attachments.params(attachment, status="Completed")
    detail = attachments.who.refused(409, "PUT", "/attachments/update", params=params)
    assert "never received" in detail
    assert attachments.list()[0]["status"] == "Pending"
    assert attachments.send(attachment, b"announced").status_code == 204
    attachments.complete(attachment)
    # It can be sent once more, and a repeated word changes nothing.
    assert attachments.complete(attachment)["status"] == "Completed"
    params = attachments.params(attachment, status="Pending")
    again = attachments.who.ok("PUT", "/attachments/update", params=params)
    assert attachments.send(again, b"announced").status_code == 204
    assert attachments.complete(again)["size"] == 9


def test_an_attachment_bigger_than_s3_takes_is_refused(start):
    with Sandbox(users=(SandboxUser("pilot", "secret-1"),), max_post_size=10) as sandbox:
        pilot = start(sandbox)
        attachments = Attachments(pilot, "project", pilot.project()["id"])
        [attachment] = attachments.announce(("a.txt", b"12345678901"))
        refused = attachments.send(attachment, b"12345678901")
        assert (refused.status_code, "EntityTooLarge" in refused.text) == (400, True)


def test_moving_takes_it_along(pilot, photo):
    there = make(pilot, "image", photo)
    project = Attachments(pilot, "project", pilot.project()["id"])
    attachment = project.add()
    target = {f"new_{name}": value for name, value in there.where.items()}
    params = project.params(attachment, **target)
    moved = pilot.ok("PUT", "/attachments/move", params=params)
    assert (moved["id"], moved["resource_type"]) == (attachment["id"], "image")
    assert project.list() == []
    assert [each["id"] for each in there.list()] == [attachment["id"]]
    # It is not where it was any more, and goes nowhere that does not exist.
    pilot.refused(404, "PUT", "/attachments/move", params=params)
    params = there.params(attachment, new_resource_type="image", new_resource_id=10**6)
    assert pilot.refused(404, "PUT", "/attachments/move", params=params) == (
        "Image 1000000 not found"
    )
    assert len(there.list()) == 1


def test_attachments_share_the_fate_of_what_they_are_on(pilot, photo):
    image = make(pilot, "image", photo)
    collection = Attachments(pilot, "data_collection", int(image.collection.rsplit("/", 1)[1]))
    root = image.collection.rsplit("/data_collections", 1)[0]
    project = Attachments(pilot, "project", int(root.rsplit("/", 1)[1]))
    rooms = [project, collection, image]
    for number, room in enumerate(rooms):
        room.add(f"{number}-{image.where['resource_id']}.txt")

    def listed():
        answers = [pilot.api.get("/attachments/", params=room.where) for room in rooms]
        return [len(a.json()) if a.is_success else a.status_code for a in answers]

    assert listed() == [1, 1, 1]
    pilot.ok("DELETE", image.collection)
    assert listed() == [1, 404, 404]
    pilot.ok("POST", f"{image.collection}/restore")
    assert listed() == [1, 1, 1]
    pilot.ok("DELETE", root)
    assert listed() == [404, 404, 404]
    pilot.ok("POST", f"{root}/restore")
    # Moving anything leaves its attachments on it.
    other = pilot.collection("image")
    elsewhere = dict(
        zip(("new_project_id", "new_data_collection_id"), other.split("/")[2::2], strict=True)
    )
    path = f"{image.collection}/images/{image.where['resource_id']}"
    pilot.ok("PUT", f"{path}/move", params=elsewhere)
    new_project = {"new_project_id": elsewhere["new_project_id"]}
    pilot.ok("PUT", f"{image.collection}/move", params=new_project)
    assert listed() == [1, 1, 1]
    # An image is deleted for good, and so is what was attached to it, its file too.
    [attachment] = image.list()
    assert len(image.file(attachment)) == 1
    pilot.ok("DELETE", f"{other}/images/{image.where['resource_id']}")
    assert listed() == [1, 1, 404]
    assert image.file(attachment) == []


def test_what_is_not_there_is_not_found(pilot):
    project = Attachments(pilot, "project", pilot.project()["id"])
    attachment = project.add()
    for kind, name in [("project", "Project"), ("data_collection", "Data collection")]:
        where = {"resource_type": kind, "resource_id": 10**6}
        assert pilot.refused(404, "GET", "/attachments/", params=where) == (
            f"{name} 1000000 not found"
        )
    # An attachment is only found on its own resource.
    elsewhere = Attachments(pilot, "project", pilot.project()["id"])
    for params in (
        elsewhere.params(attachment, status="Completed"),
        project.where | {"attachment_id": 2**70, "status": "Completed"},
    ):
        pilot.refused(404, "PUT", "/attachments/update", params=params)
    raster = pilot.collection("raster")
    where = {"resource_type": "image", "resource_id": int(raster.rsplit("/", 1)[1]) + 10**6}
    pilot.refused(404, "GET", "/attachments/", params=where)


@pytest.mark.parametrize(
    ("files", "location"),
    [
        ([], ["body", "files"]),
        ([{"name": "a", "description": ""}], ["body", "files", 0, "md5"]),
        ([{"name": "a", "description": "", "md5": "x"}], ["body", "files", 0, "md5"]),
        (
            [{"name": "a/b", "description": "", "md5": MD5}],
            ["body", "files", 0, "name"],
        ),
        (
            [{"name": "a", "description": "", "md5": MD5}] * 2,
            ["body", "files", 1, "name"],
        ),
    ],
)
def test_wrong_announcements_are_refused(pilot, files, location):
    where = {"resource_type": "project", "resource_id": pilot.project()["id"]}
    [problem] = pilot.refused(422, "POST", "/attachments/", params=where, json={"files": files})
    assert problem["loc"] == location


def test_wrong_parameters_are_refused(pilot):
    project = {"resource_type": "project", "resource_id": pilot.project()["id"]}
    for method, path, params, name in [
        ("GET", "/attachments/", project | {"resource_type": "raster"}, "resource_type"),
        ("GET", "/attachments/", project | {"status": "done"}, "status"),
        ("GET", "/attachments/", {"resource_type": "project"}, "resource_id"),
        ("PUT", "/attachments/update", project | {"attachment_id": 1}, "status"),
        ("DELETE", "/attachments/", project, "attachment_id"),
    ]:
        [problem] = pilot.refused(422, method, path, params=params)
        assert problem["loc"] == ["query", name]


def test_viewers_only_look(pilot, guest):
    project = Attachments(pilot, "project", pilot.project()["id"])
    attachment = project.add()
    assert len(guest.ok("GET", "/attachments/", params=project.where)) == 1
    params = project.params(
        attachment, status="Pending", new_resource_type="project", new_resource_id=1
    )
    for method, path in [
        ("POST", "/attachments/"),
        ("PUT", "/attachments/update"),
        ("PUT", "/attachments/move"),
        ("DELETE", "/attachments/"),
    ]:
        body = {"json": {"files": []}} if method == "POST" else {}
        assert "viewer" in guest.refused(403, method, path, params=params, **body)
