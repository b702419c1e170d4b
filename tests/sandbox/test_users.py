"""The user administration: who is created or changed there can, or cannot, sign in."""

import itertools
import logging

import httpx
import pytest

from pixel_sandbox import Sandbox, SandboxUser

numbers = itertools.count(1)


@pytest.fixture
def ola(boss):
    """A new user."""
    return boss.ok("POST", "/users/oidc/", json=person())


def person(**changes):
    return {
        "first_name": "Ola",
        "last_name": "Nordmann",
        "email": f"Ola.{next(numbers)}@Example.com",
        "password": "first secret",
        "enabled": True,
        "user_type": "creator",
    } | changes


def test_a_new_user_signs_in_with_the_address_and_does_what_the_type_allows(boss, start):
    body = person(user_type="viewer")
    made = boss.ok("POST", "/users/oidc/", json=body)
    assert made["username"] == made["email"] == body["email"].lower()
    assert (made["user_type"], made["enabled"]) == ("viewer", True)
    assert "secret" not in str(made)
    ola = start(boss.sandbox, body["email"], "first secret")
    assert ola.ok("GET", "/users/me") == made
    assert "viewer" in ola.refused(403, "POST", "/projects/", json={})
    boss.ok("PUT", f"/users/oidc/{made['id']}/", json={"user_type": "creator"})
    assert ola.project()["created_by"] == made["username"]
    assert "creator" in ola.refused(403, "POST", "/users/oidc/", json=person())
    boss.ok("PUT", f"/users/oidc/{made['id']}/", json={"user_type": "superuser"})
    assert ola.ok("POST", "/users/oidc/", json=person())["id"] > made["id"]


def test_a_password_is_changed(boss, start, ola):
    changed = boss.ok("PUT", f"/users/oidc/{ola['id']}/", json={"password": "another"})
    assert {k: v for k, v in changed.items() if k != "updated_at"} == ola
    assert boss.sign_in(ola["email"], "first secret").json()["error"] == "invalid_grant"
    assert start(boss.sandbox, ola["email"], "another").ok("GET", "/users/me") == ola


def test_a_disabled_user_is_out_at_once_and_back_when_enabled(boss, start, ola):
    inside = start(boss.sandbox, ola["email"], "first secret")
    boss.ok("PUT", f"/users/oidc/{ola['id']}/", json={"enabled": False})
    answer = boss.sign_in(ola["email"], "first secret")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    assert answer.json()["error_description"] == "Account disabled"
    # Who does not know the password does not learn that there is such a user.
    assert boss.sign_in(ola["email"], "wrong").json() == boss.sign_in("nobody", "wrong").json()
    form = {"client_id": "frontend", "grant_type": "refresh_token"}
    form["refresh_token"] = inside.token["refresh_token"]
    refreshed = boss.http.post(boss.token_url, data=form)
    assert refreshed.json()["error_description"] == "User disabled"
    assert "disabled" in inside.refused(401, "GET", "/users/me")
    # Only what is given changes.
    boss.ok("PUT", f"/users/oidc/{ola['id']}/", json={"last_name": "Hansen"})
    assert boss.sign_in(ola["email"], "first secret").status_code == 400
    boss.ok("PUT", f"/users/oidc/{ola['id']}/", json={"enabled": True})
    assert inside.ok("GET", "/users/me")["last_name"] == "Hansen"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "nowhere"}, "email"),
        ({"email": "a b@example.com"}, "email"),
        ({"password": ""}, "password"),
        ({"password": ["hidden value"]}, "password"),
        ({"user_type": "administrator"}, "user_type"),
        ({"enabled": "perhaps"}, "enabled"),
        ({"nick_name": "O"}, "nick_name"),
    ],
)
def test_wrong_users_are_refused_without_their_password(boss, change, field):
    [problem] = boss.refused(422, "POST", "/users/oidc/", json=person(**change))
    assert problem["loc"] == ["body", field]
    assert "hidden" not in str(problem)
    assert "first secret" not in str(problem)


@pytest.mark.parametrize(
    "body", [{}, {"email": "new@example.com"}, {"password": None}, {"password": ""}]
)
def test_wrong_changes_are_refused(boss, ola, body):
    boss.refused(422, "PUT", f"/users/oidc/{ola['id']}/", json=body)


@pytest.mark.parametrize("number", [0, -1, 123456, 2**70])
def test_unknown_users_are_not_found(boss, number):
    detail = boss.refused(404, "PUT", f"/users/oidc/{number}/", json={"first_name": "A"})
    assert detail == f"User {number} not found"


def test_an_address_is_taken_once(boss, ola):
    for address in (ola["email"], ola["email"].upper(), "pilot@sandbox.invalid"):
        assert "already" in boss.refused(409, "POST", "/users/oidc/", json=person(email=address))


@pytest.mark.parametrize("who", ["pilot", "guest"])
def test_only_superusers_manage_users(request, who, ola):
    someone = request.getfixturevalue(who)
    detail = someone.refused(403, "POST", "/users/oidc/", json=person())
    assert "requires a superuser" in detail
    path = f"/users/oidc/{ola['id']}/"
    assert "requires a superuser" in someone.refused(403, "PUT", path, json={"enabled": True})


def test_the_last_superuser_stays_one(start, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    users = [SandboxUser("boss", "secret-2", "superuser"), SandboxUser("off", "o", enabled=False)]
    with Sandbox(users=users, data_dir=tmp_path, access_log=True) as sandbox:
        boss = start(sandbox, "boss", "secret-2")
        assert boss.sign_in("off", "o").json()["error_description"] == "Account disabled"
        number = boss.ok("GET", "/users/me")["id"]
        for change in ({"enabled": False}, {"user_type": "creator"}):
            detail = boss.refused(409, "PUT", f"/users/oidc/{number}/", json=change)
            assert "last enabled superuser" in detail
        boss.ok("PUT", f"/users/oidc/{number}/", json={"first_name": "B"})
        heir = boss.ok("POST", "/users/oidc/", json=person(user_type="superuser"))
        boss.ok("PUT", f"/users/oidc/{number}/", json={"user_type": "creator"})
    # Created users stay; those that were chosen are as chosen, and gone when no longer chosen.
    with Sandbox(users=[SandboxUser("pilot", "p")], data_dir=tmp_path) as again:
        ola = start(again, heir["email"], "first secret")
        assert ola.ok("GET", "/users/me") == heir
        assert ola.sign_in("boss", "secret-2").status_code == 401
        headers = {"Authorization": f"Bearer {boss.token['access_token']}"}
        gone = httpx.get(f"{again.api_url}/users/me", headers=headers, trust_env=False)
        assert gone.status_code == 401
    stored = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert heir["email"].encode() in stored
    for secret in ("first secret", "secret-2"):
        assert secret.encode() not in stored
        assert secret not in caplog.text


def test_the_default_user_may_do_everything(start):
    with Sandbox() as sandbox:
        person_ = start(sandbox, "pilot", "pilot")
        assert person_.ok("GET", "/users/me")["user_type"] == "superuser"
