"""Who may do what, for every operation of the contract."""

import re
from pathlib import Path

import httpx
import pytest
import yaml

from pixel_sandbox import Sandbox, SandboxUser

CONTRACT = yaml.safe_load(
    (Path(__file__).parents[2] / "openapi" / "pixel.yaml").read_text(encoding="utf-8")
)
OPERATIONS = [
    (method.upper(), re.sub(r"\{\w+\}", "1", path.replace("{service_type}", "Feature")))
    for path, item in CONTRACT["paths"].items()
    for method in item
    if method in {"get", "post", "put", "patch", "delete"}
]
# Reads although it is a POST.
SEARCH = ("POST", "/search/")
CHANGING = [each for each in OPERATIONS if each[0] != "GET" and each != SEARCH]
FOR_SUPERUSERS = {
    ("POST", "/users/oidc/"),
    ("PUT", "/users/oidc/1/"),
    ("POST", "/analysis/services/"),
    ("PATCH", "/analysis/services/1"),
    ("DELETE", "/analysis/services/1"),
}
USERS = [SandboxUser(kind, kind, kind) for kind in ("viewer", "creator", "superuser")]


@pytest.fixture(scope="module")
def ask():
    """Asks an empty sandbox, so that nothing is changed by what is let through."""
    with Sandbox(users=USERS) as sandbox, httpx.Client(trust_env=False) as http:

        def sign_in(who):
            form = {
                "client_id": "frontend",
                "grant_type": "password",
                "username": who,
                "password": who,
            }
            realm = f"{sandbox.auth_url}/realms/{sandbox.options.realm}"
            answer = http.post(f"{realm}/protocol/openid-connect/token", data=form)
            return answer.json()["access_token"]

        tokens = {user.username: sign_in(user.username) for user in USERS}

        def ask(who, method, path):
            headers = {"Authorization": f"Bearer {tokens[who]}"} if who else {}
            body = {} if method in {"POST", "PUT", "PATCH"} else None
            return http.request(method, sandbox.api_url + path, headers=headers, json=body)

        yield ask


def test_there_is_something_to_test():
    assert len(CHANGING) > 45
    assert set(CHANGING) >= FOR_SUPERUSERS
    assert SEARCH in OPERATIONS


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_operation_asks_who_is_there(ask, method, path):
    answer = ask(None, method, path)
    assert (answer.status_code, answer.json()) == (401, {"detail": "Not authenticated"})


@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_viewers_change_nothing(ask, method, path):
    answer = ask("viewer", method, path)
    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("User viewer is a viewer; ")


@pytest.mark.parametrize(("method", "path"), [op for op in OPERATIONS if op not in CHANGING])
def test_viewers_read_everything(ask, method, path):
    assert ask("viewer", method, path).status_code in {200, 404, 422}


@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_only_superusers_manage_users_and_analysis_services(ask, method, path):
    answer = ask("creator", method, path)
    if (method, path) in FOR_SUPERUSERS:
        assert answer.status_code == 403
        assert answer.json()["detail"] == "User creator is a creator; this requires a superuser"
    else:
        assert answer.status_code in {404, 422}
    assert ask("superuser", method, path).status_code in {404, 422}


def test_what_the_tenant_does_not_have_is_refused(start):
    with Sandbox(users=USERS, plugins=()) as sandbox:
        creator = start(sandbox, "creator", "creator")
        assert creator.ok("GET", "/plugins/") == []
        nearblack = {"enabled": False, "color": "black", "algorithm": "floodfill"}
        options = {"nearblack_options": nearblack, "overview_resampling": "average"}
        run = {"retry_failed": False}
        path = f"{creator.collection('RGB')}/rasters/optimized"
        for more, body in [("/", {"creation_options": options}), ("/run", run)]:
            detail = creator.refused(403, "POST", path + more, json=body)
            assert detail == "The tenant does not have the plugin optimized_raster"
