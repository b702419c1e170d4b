"""Sign-in answers as Keycloak does, and the API takes only tokens that are good."""

import time

import httpx
import jwt
import pytest

from pixel_sandbox import Sandbox, SandboxUser

from .conftest import TOKEN_SECONDS


def test_password_grant_answers_like_keycloak(pilot):
    answer = pilot.sign_in("pilot", "secret-1")
    assert answer.status_code == 200
    token = answer.json()
    assert token["token_type"] == "Bearer"
    assert token["expires_in"] == TOKEN_SECONDS
    assert token["refresh_expires_in"] == 1800
    assert token["scope"] == "openid email profile"
    assert answer.headers["cache-control"] == "no-store"
    claims = jwt.decode(token["access_token"], options={"verify_signature": False})
    assert claims["preferred_username"] == "pilot"
    assert claims["exp"] > time.time()


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"password": "wrong"}, 401, "invalid_grant"),
        ({"username": "nobody"}, 401, "invalid_grant"),
        ({"username": "", "password": ""}, 401, "invalid_grant"),
        ({"client_id": "other"}, 401, "invalid_client"),
        ({"grant_type": "client_credentials"}, 400, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, 400, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "rubbish"}, 400, "invalid_grant"),
    ],
)
def test_sign_in_refuses(pilot, form, status, error):
    answer = pilot.sign_in("pilot", "secret-1", **form)
    assert answer.status_code == status
    assert answer.json()["error"] == error
    assert answer.json()["error_description"]
    assert "access_token" not in answer.json()


def test_sign_in_without_a_grant_type(pilot):
    answer = pilot.http.post(pilot.token_url, data={"client_id": "frontend"})
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"


def test_an_unknown_realm_is_not_found(pilot):
    answer = pilot.http.post(pilot.token_url.replace("Sandbox", "sandbox"), data={})
    assert (answer.status_code, answer.json()) == (404, {"error": "Realm does not exist"})


def test_refresh_token_gives_new_tokens(pilot):
    first = pilot.sign_in("pilot", "secret-1").json()
    form = {"client_id": "frontend", "grant_type": "refresh_token"}
    answer = pilot.http.post(pilot.token_url, data=form | {"refresh_token": first["refresh_token"]})
    assert answer.status_code == 200
    second = answer.json()
    assert second["access_token"] != first["access_token"]
    headers = {"Authorization": f"Bearer {second['access_token']}"}
    assert pilot.http.get(f"{pilot.sandbox.api_url}/users/me", headers=headers).is_success
    # An access token is not a refresh token, nor the other way round.
    refused = pilot.http.post(pilot.token_url, data=form | {"refresh_token": first["access_token"]})
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")
    headers = {"Authorization": f"Bearer {second['refresh_token']}"}
    me = pilot.http.get(f"{pilot.sandbox.api_url}/users/me", headers=headers)
    assert me.status_code == 401


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer rubbish", "Basic cGlsb3Q6c2VjcmV0LTE="]
)
def test_the_api_takes_no_other_authorization(pilot, header):
    headers = {} if header is None else {"Authorization": header}
    answer = pilot.http.get(f"{pilot.sandbox.api_url}/projects/", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["detail"]
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_signed_by_someone_else_is_refused(pilot):
    claims = jwt.decode(pilot.token["access_token"], options={"verify_signature": False})
    forged = jwt.encode(claims, "x" * 64, algorithm="HS256")
    unsigned = jwt.encode(claims, None, algorithm="none")
    for token in (forged, unsigned):
        headers = {"Authorization": f"Bearer {token}"}
        assert (
            pilot.http.get(f"{pilot.sandbox.api_url}/users/me", headers=headers).status_code == 401
        )


def test_tokens_expire(start):
    with Sandbox(
        users=(SandboxUser("pilot", "secret-1"),), token_lifetime=1, refresh_lifetime=2
    ) as sandbox:
        person = start(sandbox)
        assert person.token["expires_in"] == 1
        assert person.api.get("/users/me").status_code == 200
        time.sleep(1.1)
        detail = person.refused(401, "GET", "/users/me")
        assert "expired" in detail
        form = {
            "client_id": "frontend",
            "grant_type": "refresh_token",
            "refresh_token": person.token["refresh_token"],
        }
        assert person.http.post(person.token_url, data=form).status_code == 200
        time.sleep(1)
        answer = person.http.post(person.token_url, data=form)
        assert answer.status_code == 400
        assert answer.json() == {
            "error": "invalid_grant",
            "error_description": "Token is not active",
        }


def test_sandboxes_run_side_by_side_and_know_only_their_own_tokens(pilot, start):
    with Sandbox(users=(SandboxUser("pilot", "secret-1"),), tenant="acme") as other:
        assert other.api_url.endswith("/acme")
        assert other.settings["PIXEL_TENANT"] == "acme"
        person = start(other)
        assert person.ok("GET", "/users/me")["tenant"] == "acme"
        headers = {"Authorization": f"Bearer {pilot.token['access_token']}"}
        assert person.http.get(f"{other.api_url}/users/me", headers=headers).status_code == 401
    with pytest.raises(httpx.ConnectError):
        person.http.get(other.auth_url)


def test_the_request_id_is_echoed(pilot):
    answer = pilot.api.get("/users/me", headers={"X-Request-ID": "abc-123"})
    assert answer.headers["X-Request-ID"] == "abc-123"
    refused = pilot.http.get(
        f"{pilot.sandbox.api_url}/nowhere", headers={"X-Request-ID": "abc-124"}
    )
    assert (refused.status_code, refused.headers["X-Request-ID"]) == (404, "abc-124")


def test_me_and_its_projects(pilot, start):
    me = pilot.ok("GET", "/users/me")
    assert (me["username"], me["user_type"]) == ("pilot", "creator")
    assert "@" in me["email"]
    assert "projects" not in me
    project = pilot.project("mine")
    extended = pilot.ok("GET", "/users/me", params={"extended": "true"})
    assert project["id"] in [each["id"] for each in extended["projects"]]
    assert (
        start(pilot.sandbox, "boss", "secret-2").ok("GET", "/users/me")["user_type"] == "superuser"
    )


def test_viewers_read_and_are_told_why_they_may_not_write(pilot, start):
    guest = start(pilot.sandbox, "guest", "secret-3")
    collection = pilot.collection("image")
    project = collection.rsplit("/data_collections", 1)[0]
    assert guest.ok("GET", collection)["data_collection_type"] == "image"
    for method, path in [
        ("POST", "/projects/"),
        ("PUT", project),
        ("DELETE", project),
        ("POST", f"{project}/restore"),
        ("PUT", f"{project}/move"),
        ("POST", f"{project}/data_collections/"),
        ("PUT", collection),
        ("PUT", f"{collection}/move"),
        ("DELETE", collection),
        ("POST", f"{collection}/upload_jobs/"),
        ("POST", f"{collection}/upload_jobs/multipart"),
        ("PUT", f"{collection}/upload_jobs/1/uploadFinished"),
        ("PUT", f"{collection}/upload_jobs/multiple_uploadFinished"),
        ("PUT", f"{collection}/images/1"),
        ("DELETE", f"{collection}/images/1"),
        ("POST", f"{collection}/point_clouds/1/move"),
    ]:
        assert "viewer" in guest.refused(403, method, path, json={})
    boss = start(pilot.sandbox, "boss", "secret-2")
    assert boss.ok("DELETE", project)["deleted"] is True


def test_plugins(pilot):
    assert {p["name"] for p in pilot.ok("GET", "/plugins/")} == {
        "optimized_raster",
        "image_service",
    }
    # Slashes at the end are part of the path.
    assert pilot.api.get("/plugins").status_code == 404
