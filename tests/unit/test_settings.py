from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pixel_client import PixelApiSettings
from pixel_client.exceptions import PixelInputError, PixelSettingsError

FULL = {"PIXEL_USERNAME": "ola", "PIXEL_PASSWORD": "hunter2", "PIXEL_TENANT": "acme"}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in list(os.environ):
        if name.upper().startswith(("PIXEL_", "KEYCLOAK_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_addresses_follow_from_environment_and_tenant() -> None:
    settings = PixelApiSettings(**FULL)
    assert settings.PIXEL_ENV == "prod"
    assert settings.PIXEL_REALM == "Acme"
    assert settings.PIXEL_CLIENT_ID == "frontend"
    assert settings.PIXEL_API_URL == "https://prod.api.geodatapixel.no/acme"
    assert settings.PIXEL_AUTH_SERVER_URL == "https://prod.keycloak.geodatapixel.no"
    dev = PixelApiSettings(**FULL, PIXEL_ENV="dev")
    assert dev.PIXEL_API_URL == "https://dev.api.geodatapixel.no/acme"


def test_addresses_can_be_given() -> None:
    settings = PixelApiSettings(
        **FULL, PIXEL_API_URL="http://127.0.0.1:80/x/", PIXEL_AUTH_SERVER_URL="https://sso.example"
    )
    assert settings.PIXEL_API_URL == "http://127.0.0.1/x"
    assert settings.PIXEL_AUTH_SERVER_URL == "https://sso.example"


def test_both_families_of_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "KEYCLOAK_ENV": "test",
        "KEYCLOAK_REALM": "bergen",
        "KEYCLOAK_USERNAME": "kari",
        "KEYCLOAK_PASSWORD": "x",
    }.items():
        monkeypatch.setenv(name, value)
    settings = PixelApiSettings()
    assert (settings.PIXEL_ENV, settings.PIXEL_TENANT) == ("test", "bergen")
    monkeypatch.setenv("PIXEL_TENANT", "oslo")
    assert PixelApiSettings().PIXEL_TENANT == "oslo"


def test_a_file_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "pixel.env"
    file.write_text("PIXEL_USERNAME=ola\nPIXEL_PASSWORD='æ ø'\nPIXEL_TENANT=acme\nOTHER=1\n")
    assert PixelApiSettings(_env_file=file).PIXEL_TENANT == "acme"
    assert PixelApiSettings.from_env_file(str(file)).PIXEL_PASSWORD.get_secret_value() == "æ ø"
    monkeypatch.setenv("PIXEL_TENANT", "oslo")
    assert PixelApiSettings.from_env_file(file).PIXEL_TENANT == "oslo"


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(PixelSettingsError, match=r"no settings file .*nowhere\.env"):
        PixelApiSettings.from_env_file(tmp_path / "nowhere.env")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_in_another_encoding_says_so(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "pixel.env"
    path.write_text("PIXEL_USERNAME=bjørn\n", encoding=encoding)
    with pytest.raises(PixelSettingsError, match=r"pixel\.env is not UTF-8"):
        PixelApiSettings.from_env_file(path)


def test_the_password_is_in_no_link_of_the_chain_of_errors() -> None:
    with pytest.raises(PixelSettingsError) as caught:
        PixelApiSettings(PIXEL_PASSWORD="hunter2", PIXEL_ENV="moon")
    error: BaseException | None = caught.value
    while error is not None:
        assert "hunter2" not in str(error)
        error = error.__cause__ or error.__context__


def test_every_variable_at_fault_is_named_with_what_to_do() -> None:
    with pytest.raises(PixelSettingsError) as caught:
        PixelApiSettings(
            PIXEL_PASSWORD="hunter2",
            PIXEL_ENV="staging",
            PIXEL_API_URL="ftp://x",
            PIXEL_AUTH_SERVER_URL="https://ola:pw@sso.example",
        )
    text = str(caught.value)
    for name in (
        "PIXEL_USERNAME",
        "PIXEL_TENANT",
        "PIXEL_ENV",
        "PIXEL_API_URL",
        "PIXEL_AUTH_SERVER_URL",
    ):
        assert f"  {name}  " in text
    assert "missing" in text
    assert "malformed" in text
    assert "export PIXEL_TENANT=acme" in text
    assert "hunter2" not in text
    assert "ola:pw" not in text
    assert caught.value.__context__ is None


@pytest.mark.parametrize("url", ["https://", "nonsense", "https://h/x?token=1", "https://h\n.no"])
def test_addresses_that_cannot_work_are_refused(url: str) -> None:
    with pytest.raises(PixelSettingsError, match="PIXEL_API_URL"):
        PixelApiSettings(**FULL, PIXEL_API_URL=url)


@pytest.mark.parametrize("name", list(FULL))
def test_an_empty_variable_counts_as_missing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for key, value in FULL.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setenv(name, "")
    with pytest.raises(PixelSettingsError, match=name):
        PixelApiSettings()


@pytest.mark.parametrize(
    "name",
    [
        "PIXEL_ENV",
        "PIXEL_API_URL",
        "PIXEL_AUTH_SERVER_URL",
        "PIXEL_REALM",
        "PIXEL_CLIENT_ID",
        "PIXEL_CLIENT_NO_VERSION_CHECK",
        "KEYCLOAK_ENV",
    ],
)
def test_an_empty_variable_leaves_the_default(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for key, value in FULL.items():
        monkeypatch.setenv(key, value)
    usual = PixelApiSettings()
    monkeypatch.setenv(name, "")
    assert PixelApiSettings() == usual


def test_settings_are_frozen_hashable_and_hide_the_password() -> None:
    settings = PixelApiSettings(**FULL)
    assert hash(settings) == hash(PixelApiSettings(**FULL))
    assert settings == pickle.loads(pickle.dumps(settings))
    assert "hunter2" not in repr(settings) + str(settings)
    with pytest.raises(ValueError, match="frozen"):
        settings.PIXEL_TENANT = "x"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("PIXEL_TENNANT", "did you mean PIXEL_TENANT?"),
        ("pixel_tennant", "did you mean PIXEL_TENANT?"),
        ("PIXEL_API_URL_OVERRIDE", "did you mean PIXEL_API_URL?"),
        ("timeout", "The settings are PIXEL_USERNAME"),
    ],
)
def test_a_misspelt_argument_is_refused(name: str, words: str) -> None:
    with pytest.raises(PixelSettingsError) as caught:
        PixelApiSettings(**FULL, **{name: "hunter3"})
    assert f"\n  {name}" in str(caught.value)
    assert words in str(caught.value)
    assert "hunter" not in str(caught.value)


def test_other_variables_of_the_environment_and_of_a_file_are_no_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PIXEL_TENNANT", "x")
    path = tmp_path / "settings.env"
    path.write_text("".join(f"{k}={v}\n" for k, v in FULL.items()) + "PIXEL_TENNT=x\nOTHER=1\n")
    assert PixelApiSettings.from_env_file(path).PIXEL_TENANT == "acme"
    assert PixelApiSettings(_env_file=path).PIXEL_TENANT == "acme"


def test_the_second_names_are_arguments_too() -> None:
    settings = PixelApiSettings(
        KEYCLOAK_USERNAME="ola", KEYCLOAK_PASSWORD="pw", KEYCLOAK_REALM="acme", KEYCLOAK_ENV="test"
    )
    assert settings.PIXEL_API_URL == "https://test.api.geodatapixel.no/acme"


def test_settings_are_taken_as_they_are_as_a_mapping_or_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = PixelApiSettings(**FULL)
    assert PixelApiSettings.of(settings) is settings
    assert PixelApiSettings.of(FULL) == settings
    for name, value in FULL.items():
        monkeypatch.setenv(name, value)
    assert PixelApiSettings.of(None) == settings
    with pytest.raises(PixelInputError, match="a mapping, not str; a file is read with"):
        PixelApiSettings.of(".env")


def test_arguments_may_be_in_small_letters() -> None:
    small = {name.lower(): value for name, value in FULL.items()}
    assert PixelApiSettings(**small) == PixelApiSettings(**FULL)
    assert PixelApiSettings.of(small | {"keycloak_env": "dev"}).PIXEL_ENV == "dev"


def test_a_file_need_not_be_there_when_the_environment_says_it_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in FULL.items():
        monkeypatch.setenv(name, value)
    assert PixelApiSettings.from_env_file(tmp_path / ".env").PIXEL_TENANT == "acme"
    monkeypatch.delenv("PIXEL_TENANT")
    with pytest.raises(PixelSettingsError) as caught:
        PixelApiSettings.from_env_file(tmp_path / ".env")
    assert f"no settings file {tmp_path / '.env'}" in str(caught.value)
    assert "PIXEL_TENANT" in str(caught.value)


def test_a_class_of_ones_own_may_have_more_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class FlightSettings(PixelApiSettings):
        FLIGHT_FOLDER: Path = Path("flights")
        retries: int = 1

    settings = FlightSettings(**FULL, FLIGHT_FOLDER="/data", retries=3)
    assert (settings.FLIGHT_FOLDER, settings.retries) == (Path("/data"), 3)
    assert settings.PIXEL_REALM == "Acme"
    monkeypatch.setenv("FLIGHT_FOLDER", "/nas")
    file = tmp_path / "pixel.env"
    file.write_text("".join(f"{name}={value}\n" for name, value in FULL.items()))
    assert Path("/nas") == FlightSettings.from_env_file(file).FLIGHT_FOLDER
    with pytest.raises(PixelSettingsError, match="PIXEL_TENANT"):
        FlightSettings(FLIGHT_FOLDER="/data")
    with pytest.raises(PixelSettingsError, match=r"did you mean PIXEL_TENANT\?"):
        FlightSettings(**FULL, PIXEL_TENNANT="other")
