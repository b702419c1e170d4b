"""Settings from the environment, from a file, and from arguments; clients and their cache."""

import os
import tempfile
from pathlib import Path

from pixel_client import PixelApiSettings, PixelClient, get_client

settings = PixelApiSettings()
assert os.environ["PIXEL_API_URL"] == settings.PIXEL_API_URL
assert settings.PIXEL_CLIENT_ID == "frontend"
assert settings.PIXEL_TENANT.capitalize() == settings.PIXEL_REALM
assert get_client() is get_client(settings=settings)
name = get_client().me()["username"]
assert name == settings.PIXEL_USERNAME

values = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("PIXEL_")}
with tempfile.TemporaryDirectory() as folder:
    env = Path(folder, "pixel.env")
    env.write_text("".join(f"{key}={value}\n" for key, value in values.items()) + "OTHER=1\n")
    from_file = PixelApiSettings.from_env_file(env)
    assert from_file == PixelApiSettings(_env_file=str(env))
    os.environ["PIXEL_ENV"] = "test"
    assert PixelApiSettings.from_env_file(str(env)).PIXEL_ENV == "test"
    del os.environ["PIXEL_ENV"]
assert get_client(settings=from_file).me()["username"] == name

from_arguments = PixelApiSettings(
    PIXEL_ENV=values["PIXEL_ENV"],
    PIXEL_TENANT=values["PIXEL_TENANT"],
    PIXEL_USERNAME=values["PIXEL_USERNAME"],
    PIXEL_PASSWORD=values["PIXEL_PASSWORD"],
    PIXEL_API_URL=values["PIXEL_API_URL"],
    PIXEL_AUTH_SERVER_URL=values["PIXEL_AUTH_SERVER_URL"],
    PIXEL_CLIENT_NO_VERSION_CHECK=True,
)
assert "PIXEL_PASSWORD=SecretStr('****" in repr(from_arguments)
assert hash(from_arguments) == hash(from_arguments)
client = PixelClient.from_settings(from_arguments, upload_num_retries=3, upload_max_concurrency=4)
assert client.me()["username"] == name

os.environ["KEYCLOAK_ENV"] = "dev"
os.environ["KEYCLOAK_REALM"] = "surveyors"
os.environ["KEYCLOAK_USERNAME"] = "ola"
os.environ["KEYCLOAK_PASSWORD"] = "secret"
old_names = PixelApiSettings()
assert old_names.PIXEL_API_URL == "https://dev.api.geodatapixel.no/surveyors"
assert old_names.PIXEL_AUTH_SERVER_URL == "https://dev.keycloak.geodatapixel.no"
