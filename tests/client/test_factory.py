"""get_client and its cache."""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
import textwrap
import threading
from typing import Any

import httpx
import pytest

from pixel_client import (
    DEFAULT_PIXEL_TIMEOUT,
    PixelApiSettings,
    PixelClient,
    PixelClientAsync,
    get_client,
)
from pixel_client.exceptions import PixelClosedError, PixelInputError, PixelSettingsError
from tests.refusing import refused

from .service import Service


@pytest.fixture(autouse=True)
def fresh_cache():
    from pixel_client import factory

    for client in list(factory._live):
        if isinstance(client, PixelClient):
            client.close()
        else:
            asyncio.run(client.aclose())


def test_the_same_settings_and_options_give_the_same_client(service: Service) -> None:
    a = get_client(settings=service.settings)
    assert isinstance(a, PixelClient)
    assert get_client(settings=PixelApiSettings(**service.settings)) is a
    assert get_client(settings=service.settings, upload_num_retries=8) is a
    assert get_client(settings=service.settings, timeout_pixel=httpx.Timeout(10, write=15)) is a
    assert get_client(settings=service.settings, timeout_pixel=httpx.Timeout(5)) is not a
    assert get_client(settings=service.settings | {"PIXEL_USERNAME": "kari"}) is not a
    b = get_client(async_=True, settings=service.settings)
    assert isinstance(b, PixelClientAsync)
    assert get_client(async_=True, settings=service.settings) is b
    assert a.options.timeout_pixel == DEFAULT_PIXEL_TIMEOUT


def test_settings_come_from_the_environment(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in service.settings.items():
        monkeypatch.setenv(name, value)
    assert get_client() is get_client(settings=service.settings)
    monkeypatch.delenv("PIXEL_TENANT")
    with pytest.raises(PixelSettingsError, match="PIXEL_TENANT"):
        get_client()


def test_a_closed_client_is_never_handed_out(service: Service) -> None:
    service.on("GET /acme/users/me", {"username": "ola"})
    with get_client(settings=service.settings) as first:
        first.me()
    with get_client(settings=service.settings) as second:
        assert second is not first
        assert second.me()["username"] == "ola"
    with pytest.raises(PixelClosedError, match="get a new one"):
        first.me()
    with pytest.raises(PixelClosedError), first:
        pass

    async def twice() -> None:
        async with get_client(async_=True, settings=service.settings) as one:
            await one.me()
        async with get_client(async_=True, settings=service.settings) as two:
            assert two is not one
            await two.me()
        with pytest.raises(PixelClosedError):
            await one.me()

    asyncio.run(twice())


def test_threads_that_ask_together_get_one_client(service: Service) -> None:
    got: list[PixelClient] = []
    barrier = threading.Barrier(16)

    def ask() -> None:
        barrier.wait()
        got.append(get_client(settings=service.settings))

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(client) for client in got}) == 1


def test_making_a_client_sends_nothing(service: Service) -> None:
    get_client(settings=service.settings)
    get_client(async_=True, settings=service.settings)
    assert service.token_requests == []
    assert not [t for t in threading.enumerate() if t.name == "pixel-client"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"upload_retries": 3}, "no option upload_retries; the options are timeout_pixel"),
        ({"upload_num_retries": -1}, "upload_num_retries must be a whole number from 0"),
        ({"upload_max_concurrency": 0}, "upload_max_concurrency must be a whole number from 1"),
        ({"upload_max_concurrency": True}, "whole number"),
        ({"upload_bandwidth": 0}, "upload_bandwidth must be bytes a second, more than 0, or None"),
        ({"upload_bandwidth": float("inf")}, "more than 0"),
        ({"timeout_pixel": "fast"}, "a time-out is an httpx.Timeout or seconds"),
        ({"timeout_pixel": -1}, "not connect=-1"),
        ({"timeout_upload": httpx.Timeout(5, read=float("nan"))}, "not read=nan"),
        ({"timeout_pixel": httpx.Timeout("fast")}, "not connect='fast'"),
        ({"verify": "ca.pem"}, "ssl.create_default_context(cafile=...)"),
        ({"verify": None}, "verify must be True, False or an ssl.SSLContext"),
        ({"allow_http": "no"}, "allow_http must be True or False, not 'no'"),
        ({"proxy": "ola:hunter2@proxy:80"}, "proxy must be a URL such as http://"),
        ({"proxy": "ftp://ola:hunter2@proxy"}, "proxy must be a URL such as http://"),
        ({"proxy": "http://ola:hunter2@proxy:port"}, "proxy must be a URL such as http://"),
        ({"proxy": 3128}, "proxy must be a URL such as http://"),
    ],
)
def test_options_that_cannot_be_are_refused(
    service: Service, options: dict[str, object], words: str
) -> None:
    with pytest.raises(PixelInputError) as caught:
        get_client(settings=service.settings, **options)
    assert words in str(caught.value)
    assert "hunter2" not in f"{caught.value} {caught.value.__context__}"


def test_a_time_out_may_be_seconds_or_a_tuple_of_them(service: Service) -> None:
    client = get_client(settings=service.settings, timeout_pixel=(5, 60), timeout_upload=7)
    assert client.options.timeout_pixel == httpx.Timeout((5, 60, None, None))
    assert client.options.timeout_upload == httpx.Timeout(7)
    with pytest.raises(PixelInputError, match="time-out"):
        get_client(settings=service.settings, timeout_pixel=(5,))


def test_settings_in_the_place_of_the_mode_are_refused(service: Service) -> None:
    settings: Any = PixelApiSettings(**service.settings)
    with refused("async_", "type"):
        get_client(settings)


@pytest.mark.parametrize("settings", [".env", ["PIXEL_TENANT"], 5])
def test_settings_of_another_kind_are_refused(settings: Any) -> None:
    with refused("settings", "type"):
        get_client(settings=settings)


def test_clients_travel_by_pickle_as_settings_and_options(service: Service) -> None:
    service.on("GET /acme/users/me", {"username": "ola"})
    options = {"upload_max_concurrency": 3, "timeout_pixel": httpx.Timeout(4)}
    client = get_client(settings=service.settings, **options)
    client.me()
    with pickle.loads(pickle.dumps(client)) as copy:
        assert type(copy) is PixelClient
        assert (copy.settings, copy.options) == (client.settings, client.options)
        assert copy.me()["username"] == "ola"
    other = pickle.loads(pickle.dumps(get_client(async_=True, settings=service.settings)))
    assert type(other) is PixelClientAsync


def test_a_repr_says_who_and_where_but_no_secret(service: Service) -> None:
    client = get_client(settings=service.settings, proxy="http://u:proxypw@127.0.0.1:9")
    text = repr(client) + repr(client.options) + repr(client.settings)
    assert "ola" in text
    assert f"{service.url}/acme" in text
    assert "hunter2" not in text
    assert "proxypw" not in text
    client.close()
    assert "(closed)" in repr(client)


def test_a_forked_child_can_go_on_with_the_parents_client(service: Service) -> None:
    service.on("GET /acme/users/me", {"username": "ola"})
    code = textwrap.dedent(
        f"""
        import os
        from pixel_client import get_client
        settings = {service.settings!r}
        client = get_client(settings=settings)
        assert client.me()["username"] == "ola"
        child = os.fork()
        if child == 0:
            same = get_client(settings=settings)
            ok = same is client and same.me()["username"] == "ola"
            same.close()
            os._exit(0 if ok else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert client.me()["username"] == "ola"
        client.close()
        """
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", code],
        timeout=60,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_all_public_names_are_offered_to_those_who_type() -> None:
    import pixel_client

    offered = dir(pixel_client)
    assert {"get_client", "PixelClient", "ListParams", "__version__"} <= set(offered)
    assert [name for name in offered if not hasattr(pixel_client, name)] == []
