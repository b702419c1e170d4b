"""A sandbox with one of everything, so that generated requests find what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemathesis import Case

from pixel_sandbox import Sandbox, SandboxUser
from pixel_sandbox.samples import make_geotiff, make_jpeg, make_las
from tests.sandbox.conftest import Person

USERS = (SandboxUser("boss", "secret-2", "superuser"),)
OPTIMIZED = {
    "nearblack_options": {"enabled": False, "color": "black", "algorithm": "twopasses"},
    "overview_resampling": "average",
}
IMAGE_LAYER = {
    "enable_oriented_imagery": False,
    "enable_images_as_attachments": False,
    "image_processed_type": "blurred",
}
# A type of data collection for each kind of resource.
TYPES = {"image": "image", "raster": "RGB", "point_cloud": "point_cloud"}
# Which data collection an operation is about, by a part of its path.
KINDS = {"/rasters/": "raster", "/point_clouds/": "point_cloud"}


class World:
    """The sandbox, who is signed in, and the ids of what is there."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox, self.folder = sandbox, folder
        self.person = Person(sandbox, "boss", "secret-2")
        self.project = self._new("/projects/", name="World", area_of_interest=AREA)
        self.collections = {kind: self._collection(type_) for kind, type_ in TYPES.items()}
        self.elsewhere = {kind: self._collection(type_) for kind, type_ in TYPES.items()}
        self.found: dict[str, int] = {}
        for make in MAKERS.values():
            make(self)

    def path(self, template: str) -> dict[str, Any]:
        """Values for the braces of a path, of things that are there."""
        kind = next((kind for part, kind in KINDS.items() if part in template), "image")
        known = {
            "project_id": self.project,
            "data_collection_id": self.collections[kind],
            "service_type": "Feature",
            **{f"{name}_id": number for name, number in self.found.items()},
        }
        known["service_id"] = known.get(f"{service_of(template)}_service_id")
        if "/groups/" in template:
            known["job_id"] = self.found["group"]
        return {name: known[name] for name in known if f"{{{name}}}" in template}

    def fill(self, case: Case, operation: str) -> None:
        """Put what is there in the place of what was made up."""
        template = operation.split()[1]
        if case.path_parameters:
            case.path_parameters.update(self.path(template))
        known = self._known(template)
        for part in (case.query, case.body):
            if isinstance(part, dict):
                part.update({name: value for name, value in known.items() if name in part})
                for number, file in enumerate(part.get("files", [])):
                    file["name"] = f"{number}.jpg"

    def _known(self, template: str) -> dict[str, Any]:
        """Values for queries and bodies."""
        kind = next((kind for part, kind in KINDS.items() if part in template), "image")
        return {
            "new_project_id": self.project,
            "new_parent_id": -1,
            "new_data_collection_id": self.elsewhere[kind],
            "resource_type": "project",
            "resource_id": self.project,
            "attachment_id": self.found["attachment"],
            "new_resource_type": "data_collection",
            "new_resource_id": self.collections["image"],
            "job_ids": [self.found["upload_job"]],
            "data_collection_ids": [self.collections["image"]],
            "options": {"feature_service_options": {"image_layer": IMAGE_LAYER}},
            "url": "http://127.0.0.1:9/nothing",
            "module_name": "collection_statistics",
            "config": {},
            "params": {},
        }

    def prepare(self, operation: str) -> None:
        """Bring about what an operation needs, such as something deleted that can be restored."""
        if operation.endswith("/restore"):
            self.person.ok("DELETE", self._where(operation.split()[1].removesuffix("/restore")))
        elif operation.endswith(("/run", "/revoke")) and "{task_id}" in operation:
            self.make_analysis()

    def repair(self, operation: str) -> None:
        """Bring back what an operation took away, if it did."""
        method, template = operation.split()
        restored = ("/projects/{project_id}", f"{COLLECTION}")
        if operation.endswith("/restore"):
            self.person.api.post(self._where(template))
        elif method == "DELETE" and template in restored:
            self.person.ok("POST", self._where(template) + "/restore")
        elif template == f"{COLLECTION}/move":
            self._back()
        elif method == "DELETE" or template.endswith("/move"):
            for name, make in MAKERS.items():
                if f"{{{name}_id}}" in template or f"/{name}" in template:
                    make(self)

    def _back(self) -> None:
        number = self.collections["image"]
        for project in self.person.ok("GET", "/projects/", params={"limit": 200}):
            where = f"/projects/{project['id']}/data_collections/{number}"
            if self.person.api.get(where).is_success and project["id"] != self.project:
                self.person.ok("PUT", f"{where}/move", params={"new_project_id": self.project})

    def _where(self, template: str) -> str:
        return template.format(**self.path(template))

    def _new(self, path: str, **body: Any) -> int:
        body = {"name": "n", "description": "d"} | body
        return int(self.person.ok("POST", path, json=body)["id"])

    def _collection(self, type_: str) -> int:
        path = f"/projects/{self.project}/data_collections/"
        return self._new(path, data_collection_type=type_)

    def upload(self, kind: str, make: Callable[[Path], Path], name: str) -> None:
        """Make a resource and keep the ids of it, of its upload job and of its job."""
        collection = f"/projects/{self.project}/data_collections/{self.collections[kind]}"
        data = make(self.folder / name).read_bytes()
        upload = self.person.upload(collection, name, data)
        self.found[kind] = upload["result"]["resource_id"]
        if kind == "image":
            self.found |= {"upload_job": upload["id"], "job": upload["job_id"]}
        where = f"{collection}/upload_jobs/multiple_uploadFinished"
        done = self.person.ok("PUT", where, json={"job_ids": [upload["id"]]})
        self.found["group"] = done["group_job"]["group_id"]
        if kind != "image":
            body: dict[str, Any] = {f"{kind}_ids": [self.found[kind]]}
            body |= {} if kind == "point_cloud" else {"creation_options": OPTIMIZED}
            self.person.ok("POST", f"{collection}/{kind}s/optimized/", json=body)

    def make_arcgis(self) -> None:
        """An ArcGIS service of images."""
        self.found["arcgis_service"] = self._new(
            "/arcgis_services/Feature/",
            data_collection_ids=[self.collections["image"]],
            options={"feature_service_options": {"image_layer": IMAGE_LAYER}},
        )

    def make_harvest(self) -> None:
        """A harvest service of what is not there."""
        collection = f"/projects/{self.project}/data_collections/{self.collections['image']}"
        self.found["harvest_service"] = self._new(
            f"{collection}/harvest_services/",
            url="http://127.0.0.1:9/nothing",
            auth={},
            field_mappings={},
            where_clause="1=1",
        )

    def make_analysis(self) -> None:
        """An analysis service with a task."""
        body = {"name": "a", "module_name": "collection_statistics", "enabled": True, "config": {}}
        service = self.person.ok("POST", "/analysis/services/", json=body)["id"]
        path = f"/analysis/services/{service}/tasks/"
        task = self.person.ok("POST", path, json={"name": "t", "params": {}})["id"]
        self.found |= {"analysis_service": service, "task": task}

    def make_attachment(self) -> None:
        """An attachment of the project."""
        owner = {"resource_type": "project", "resource_id": self.project}
        file = {"name": "a.txt", "description": "", "md5": self.person.md5(b"x")}
        [made] = self.person.ok("POST", "/attachments/", params=owner, json={"files": [file]})
        form = made["upload_file_params"]
        sent = self.person.http.post(form["url"], data=form["fields"], files={"file": b"x"})
        assert sent.is_success, sent.text
        self.found["attachment"] = made["id"]

    def make_user(self) -> None:
        """A user."""
        number = len(self.person.ok("GET", "/projects/", params={"limit": 200})) + len(self.found)
        body = {
            "first_name": "A",
            "last_name": "B",
            "email": f"a{number}@sandbox.invalid",
            "password": "a long Pass-word 1",
            "enabled": True,
            "user_type": "viewer",
        }
        self.found["user"] = self.person.ok("POST", "/users/oidc/", json=body)["id"]


AREA = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 59]]]}
COLLECTION = "/projects/{project_id}/data_collections/{data_collection_id}"
MAKERS: dict[str, Callable[[World], None]] = {
    "image": lambda world: world.upload("image", make_jpeg, "a.jpg"),
    "raster": lambda world: world.upload("raster", make_geotiff, "a.tif"),
    "point_cloud": lambda world: world.upload("point_cloud", make_las, "a.laz"),
    "arcgis": World.make_arcgis,
    "harvest": World.make_harvest,
    "analysis": World.make_analysis,
    "task": World.make_analysis,
    "user": World.make_user,
    "attachment": World.make_attachment,
}


def service_of(template: str) -> str:
    """What kind of service a path is about."""
    return next((kind for kind in ("arcgis", "harvest", "analysis") if kind in template), "")
