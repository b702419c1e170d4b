"""Generated endpoint functions, called directly through a client's transport."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading

import pytest

from pixel_api.api.projects import create_project, list_projects
from pixel_client import PixelApiSettings, PixelClient, PixelClientAsync
from pixel_client.exceptions import PixelClosedError, PixelNotFoundError

from .service import Answer, Service

LIST = "GET /acme/projects/"
PROJECTS = [{"id": 1, "name": "Bø"}, {"id": 2, "name": "Ål"}]


@pytest.fixture
def listed(service: Service, no_pauses: None) -> Service:
    service.on(LIST, 503, PROJECTS)
    return service


def test_both_halves_go_through_the_sync_clients_transport(listed: Service) -> None:
    with PixelClient(PixelApiSettings(**listed.settings)) as client:
        assert [p.name for p in list_projects.sync(client=client.api, limit=2)] == ["Bø", "Ål"]
        answer = list_projects.sync_detailed(client=client.api)
        assert answer.status_code == 200
        found = asyncio.run(list_projects.asyncio(client=client.api))
        assert [p.id for p in found] == [1, 2]
    assert len(listed.token_requests) == 1
    assert listed.seen[0].query == {"limit": "2"}
    assert all(s.headers["authorization"] == "Bearer token-1" for s in listed.seen)
    assert all("x-request-id" in s.headers for s in listed.seen)


def test_both_halves_go_through_the_async_clients_transport(listed: Service) -> None:
    async def run() -> None:
        async with PixelClientAsync(PixelApiSettings(**listed.settings)) as client:
            assert len(await list_projects.asyncio(client=client.api)) == 2
            assert len(await asyncio.to_thread(list_projects.sync, client=client.api)) == 2

    asyncio.run(run())
    assert len(listed.token_requests) == 1


def test_all_that_is_synchronous_shares_one_thread_and_leaves_none(listed: Service) -> None:
    def threads() -> int:
        return sum(thread.name == "pixel-client" for thread in threading.enumerate())

    before = threads()
    with PixelClient(PixelApiSettings(**listed.settings)) as client:
        client.list_projects()
        list_projects.sync(client=client.api)
        assert threads() == before + 1
    assert threads() == before

    async def run() -> None:
        async with PixelClientAsync(PixelApiSettings(**listed.settings)) as client:
            await asyncio.to_thread(list_projects.sync, client=client.api)
            assert threads() == before + 1

    asyncio.run(run())
    assert threads() == before


def test_errors_are_ours(service: Service) -> None:
    service.on(LIST, 404)
    with PixelClient(PixelApiSettings(**service.settings)) as client:
        with pytest.raises(PixelNotFoundError):
            list_projects.sync(client=client.api)
        with pytest.raises(PixelNotFoundError):
            asyncio.run(list_projects.asyncio(client=client.api))
    with pytest.raises(PixelClosedError):
        list_projects.sync(client=client.api)


def test_bodies_travel_both_ways(service: Service) -> None:
    def create(seen):
        return json.loads(seen.body) | {"id": 3, "status": "new"}

    service.on("POST /acme/projects/", create)
    from pixel_api.models import ProjectCreateInput

    ring = [[10.0, 59.0], [11.0, 59.0], [11.0, 60.0], [10.0, 59.0]]
    body = ProjectCreateInput(
        name="Ås",
        description="x",
        area_of_interest={"type": "Polygon", "coordinates": [ring]},
    )
    with PixelClient(PixelApiSettings(**service.settings)) as client:
        assert create_project.sync(client=client.api, body=body).name == "Ås"


def test_packed_answers_are_unpacked_once(service: Service) -> None:
    packed = gzip.compress(json.dumps(PROJECTS).encode())

    class Raw(Answer):
        pass

    service.on(LIST, Raw(200, PROJECTS))
    original = service._write

    def write(handler, answer):
        if isinstance(answer, Raw):
            handler.send_response(200)
            handler.send_header("Content-Encoding", "gzip")
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(packed)))
            handler.end_headers()
            handler.wfile.write(packed)
        else:
            original(handler, answer)

    service._write = write
    with PixelClient(PixelApiSettings(**service.settings)) as client:
        assert len(list_projects.sync(client=client.api)) == 2


def test_the_transport_cannot_be_turned_into_another(service: Service) -> None:
    with PixelClient(PixelApiSettings(**service.settings)) as client:
        for change in (client.api.with_headers, client.api.with_cookies):
            with pytest.raises(TypeError, match="get_client"):
                change({})
        with pytest.raises(TypeError, match="get_client"), client.api:
            pass
