"""The options of a sandbox, with the defaults and limits of the service."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypedDict

UserType = Literal["creator", "superuser", "viewer"]

PluginName = Literal["optimized_raster", "image_service"]

MEBIBYTE = 1024 * 1024
GIBIBYTE = 1024 * MEBIBYTE

# Limits of the service and of S3; those that tests lower are options below.
MAX_FILES_PER_CALL = 200
MAX_PARTS = 10_000
MAX_PART_SIZE = 5 * GIBIBYTE
MAX_POST_SIZE = 5 * GIBIBYTE
MAX_NAME_BYTES = 255

# A part of URLs, and the name of a Keycloak realm.
TENANT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
MAX_DELAY_SECONDS = 86_400


@dataclass(frozen=True)
class SandboxUser:
    """A user who may sign in.

    Args:
        username: Name to sign in with.
        password: Password to sign in with.
        user_type: Permissions: a `viewer` reads, a `creator` also writes, a `superuser` also
            manages users and analysis services.
        email: E-mail address. Default: derived from the user name.
        first_name: First name.
        last_name: Last name.
        enabled: Whether the user may sign in.
    """

    username: str = "pilot"
    password: str = field(default="pilot", repr=False)
    user_type: UserType = "creator"
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    enabled: bool = True

    @property
    def address(self) -> str:
        """The given e-mail address, or one derived from the user name."""
        return self.email or f"{self.username}@sandbox.invalid"


@dataclass(frozen=True, kw_only=True)
class SandboxOptions:
    """All options of a sandbox.

    Args:
        data_dir: Folder for data that is kept between runs. Default: a temporary one, removed at
            stop.
        port: Port of the API and sign-in on 127.0.0.1; 0 takes a free one.
        tenant: Name of the tenant. Its lower-case form is the first path segment of the API, its
            capitalised form the sign-in realm.
        users: The users; the sandbox's settings are those of the first. Default: one superuser,
            `pilot`.
        token_lifetime: Lifetime of access tokens in seconds.
        refresh_lifetime: Lifetime of refresh tokens in seconds.
        presign_lifetime: Lifetime of presigned uploads in seconds, 1 to 604 800.
        page_limit: Maximum rows of a list call, whatever its `limit`.
        page_size: Rows of a list call without `limit`.
        min_part_size: Minimum size in bytes of a part that is not the last.
        max_post_size: Maximum size in bytes of a file sent as one form.
        validation_delay: Delay of each validation in seconds.
        optimization_delay: Delay of each optimisation in seconds.
        validation_workers: Number of concurrent validations.
        service_delay: Delay of each ArcGIS service job, harvest and analysis in seconds.
        plugins: Plugins of the tenant.
        gdo_users: GeoData Online users that ArcGIS services may be shared with.
        access_log: Whether to log method, path and status of each request to the logger
            `pixel_sandbox`.

    Raises:
        ValueError: An option is invalid: a tenant that cannot be part of a URL, no users, a delay
            below 0 or above a day, no workers.
    """

    data_dir: str | Path | None = None
    port: int = 0
    tenant: str = "sandbox"
    users: Sequence[SandboxUser] = (SandboxUser(user_type="superuser"),)
    token_lifetime: float = 300.0
    refresh_lifetime: float = 1800.0
    presign_lifetime: int = 3600
    page_limit: int = 200
    page_size: int = 100
    min_part_size: int = 5 * MEBIBYTE
    max_post_size: int = MAX_POST_SIZE
    validation_delay: float = 0.0
    optimization_delay: float = 0.0
    validation_workers: int = 2
    service_delay: float = 0.0
    plugins: Sequence[PluginName] = ("optimized_raster", "image_service")
    gdo_users: Sequence[str] = ("gdo.kari", "gdo.ola")
    access_log: bool = False

    def __post_init__(self) -> None:
        """Validate the options.

        Raises:
            ValueError: An option is invalid; the message names it.
        """
        if not TENANT.fullmatch(self.tenant):
            raise ValueError(f"tenant may contain letters, digits, - and _, not {self.tenant!r}")
        if not self.users:
            raise ValueError("users must contain at least one user")
        if not all(user.username and user.password for user in self.users):
            raise ValueError("every user needs a username and a password")
        for name in ("validation_delay", "optimization_delay", "service_delay"):
            if not 0 <= getattr(self, name) <= MAX_DELAY_SECONDS:
                raise ValueError(f"{name} must be 0 to {MAX_DELAY_SECONDS} seconds")
        if self.validation_workers < 1:
            raise ValueError("validation_workers must be at least 1")

    @property
    def realm(self) -> str:
        """Name of the sign-in realm: the capitalised tenant."""
        return self.tenant.capitalize()

    @property
    def prefix(self) -> str:
        """Path prefix of the API, such as `/sandbox`."""
        return f"/{self.tenant.lower()}"


class SandboxKeywords(TypedDict, total=False):
    """The keyword arguments of `Sandbox`: the fields of `SandboxOptions`."""

    data_dir: str | Path | None
    port: int
    tenant: str
    users: Sequence[SandboxUser]
    token_lifetime: float
    refresh_lifetime: float
    presign_lifetime: int
    page_limit: int
    page_size: int
    min_part_size: int
    max_post_size: int
    validation_delay: float
    optimization_delay: float
    validation_workers: int
    service_delay: float
    plugins: Sequence[PluginName]
    gdo_users: Sequence[str]
    access_log: bool
