"""A sandbox for the whole run, and people who talk to it in its raw protocol."""

import hashlib
import time
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from pixel_sandbox import Sandbox, SandboxUser

AREA = {
    "type": "Polygon",
    "coordinates": [[[10.0, 59.0], [11.0, 59.0], [11.0, 60.0], [10.0, 60.0], [10.0, 59.0]]],
}
USERS = (
    SandboxUser("pilot", "secret-1"),
    SandboxUser("boss", "secret-2", "superuser"),
    SandboxUser("guest", "secret-3", "viewer"),
)
MIN_PART_SIZE = 1000
TOKEN_SECONDS = 7200  # longer than any run of the tests takes


def md5_of(data: bytes) -> str:
    return b64encode(hashlib.md5(data).digest()).decode()


class Person:
    """Someone signed in, with an HTTP client and nothing else."""

    def __init__(self, sandbox: Sandbox, username: str = "pilot", password: str = "secret-1"):
        self.sandbox = sandbox
        self.http = httpx.Client(trust_env=False, timeout=30)
        answer = self.sign_in(username, password)
        assert answer.status_code == 200, answer.text
        self.token = answer.json()
        self.api = httpx.Client(
            base_url=sandbox.api_url,
            headers={"Authorization": f"Bearer {self.token['access_token']}"},
            trust_env=False,
            timeout=30,
        )

    def sign_in(self, name: str, secret: str, /, **changes: str) -> httpx.Response:
        form = {
            "client_id": "frontend",
            "username": name,
            "password": secret,
            "scope": "openid email profile",
            "grant_type": "password",
        } | changes
        return self.http.post(self.token_url, data=form)

    @property
    def token_url(self) -> str:
        realm = self.sandbox.options.realm
        return f"{self.sandbox.auth_url}/realms/{realm}/protocol/openid-connect/token"

    md5 = staticmethod(md5_of)

    def close(self) -> None:
        self.http.close()
        self.api.close()

    def ok(self, method: str, path: str, **arguments: Any) -> Any:
        answer = self.api.request(method, path, **arguments)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def refused(self, status: int, method: str, path: str, **arguments: Any) -> Any:
        answer = self.api.request(method, path, **arguments)
        assert answer.status_code == status, f"{answer.status_code} {answer.text}"
        return answer.json()["detail"]

    def project(self, name: str = "Survey", **more: Any) -> Any:
        body = {"name": name, "description": "d", "area_of_interest": AREA} | more
        return self.ok("POST", "/projects/", json=body)

    def collection(self, kind: str, project: int | None = None, **more: Any) -> str:
        """Path of a new data collection."""
        number = project or self.project()["id"]
        body = {"name": f"c {kind}", "description": "d", "data_collection_type": kind} | more
        made = self.ok("POST", f"/projects/{number}/data_collections/", json=body)
        return f"/projects/{number}/data_collections/{made['id']}"

    def create(self, collection: str, *files: dict[str, Any], way: str = "") -> list[Any]:
        """Upload jobs in the order of the files, whatever order they come in."""
        jobs = self.ok("POST", f"{collection}/upload_jobs/{way}", json={"files": list(files)})
        by_name = {job["name"]: job for job in jobs}
        return [by_name[file["name"]] for file in files]

    def send(self, form: dict[str, Any], data: bytes) -> httpx.Response:
        return self.http.post(form["url"], data=form["upload_fields"], files={"file": data})

    def create_multipart(self, collection: str, name: str, parts: list[bytes], **more: Any) -> Any:
        announced = [
            {"part_number": n, "md5": md5_of(data), "content_length": len(data)}
            for n, data in enumerate(parts, 1)
        ]
        [job] = self.create(collection, {"name": name, "parts": announced} | more, way="multipart")
        job["upload_parts"].sort(key=lambda part: part["part_number"])
        return job

    def finish(self, collection: str, job: dict[str, Any]) -> Any:
        """Say a file is there and wait for its upload job."""
        answer = self.ok("PUT", f"{collection}/upload_jobs/{job['id']}/uploadFinished")
        done = self.wait(f"/jobs/{answer['job']['job_id']}")
        upload = self.upload_job(collection, job["id"])
        assert done["status"] == ("failed" if upload["status"] == "failed" else "completed")
        return upload

    def upload_job(self, collection: str, number: int) -> Any:
        [upload] = self.ok("GET", f"{collection}/upload_jobs/", params={"ids": number})
        return upload

    def wait(self, path: str) -> Any:
        for _ in range(600):
            job = self.ok("GET", path)
            if job["completed"]:
                return job
            time.sleep(0.05)
        raise AssertionError(f"{path} never completed")

    def upload(
        self,
        collection: str,
        name: str,
        data: bytes,
        beside: dict[str, bytes] | None = None,
        **more: Any,
    ) -> Any:
        """Send one file the whole way; answers the upload job at its end."""
        support = [{"name": n, "md5": md5_of(d)} for n, d in (beside or {}).items()]
        file = {"name": name, "md5": md5_of(data), "support_files": support} | more
        [job] = self.create(collection, file)
        assert self.send(job, data).status_code == 204
        for form in job["support_files"]:
            assert self.send(form, (beside or {})[form["name"]]).status_code == 204
        return self.finish(collection, job)

    def resource(self, collection: str, upload: dict[str, Any]) -> Any:
        """The resource an upload job became."""
        assert upload["status"] == "validated_and_moved", upload["detail"]
        result = upload["result"]
        return self.ok("GET", f"{collection}/{result['resource_name']}s/{result['resource_id']}")


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(
        users=USERS,
        min_part_size=MIN_PART_SIZE,
        page_limit=30,
        page_size=20,
        token_lifetime=TOKEN_SECONDS,
    ) as running:
        yield running


@pytest.fixture(scope="session")
def pilot(sandbox: Sandbox) -> Iterator[Person]:
    person = Person(sandbox)
    yield person
    person.close()


@pytest.fixture(scope="session")
def boss(sandbox: Sandbox) -> Iterator[Person]:
    person = Person(sandbox, "boss", "secret-2")
    yield person
    person.close()


@pytest.fixture(scope="session")
def guest(sandbox: Sandbox) -> Iterator[Person]:
    person = Person(sandbox, "guest", "secret-3")
    yield person
    person.close()


@pytest.fixture
def start() -> Iterator[Any]:
    """Signs someone in to another sandbox, and signs out at the end."""
    people: list[Person] = []

    def sign_in(sandbox: Sandbox, *who: str) -> Person:
        people.append(Person(sandbox, *who))
        return people[-1]

    yield sign_in
    for person in people:
        person.close()
