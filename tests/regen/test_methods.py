"""How generated methods are spelled, and what they put into a request."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from tests.regen.test_checks import AREA


@pytest.fixture(scope="module")
def client(small_api: Any) -> Any:
    """A client that keeps requests and answers from a list."""

    class Client(small_api.operations.every.PixelOperations):
        def __init__(self) -> None:
            self.sent: dict[str, Any] = {}
            self.checked: tuple[Any, ...] = ()
            self.waited: tuple[Any, ...] = ()
            self.answer: Any = {"id": 1, "name": "x"}

        def _check(self, operation: str, params: Any, values: Mapping[str, object]) -> None:
            self.checked = (operation, params, dict(values))
            super()._check(operation, params, values)

        async def _send(self, operation: str, request: Any, parse: Any, params: Any = None) -> Any:
            self.sent = {**request, "operation": operation, "more": params}
            return await super()._send(operation, request, parse, params)

        async def _request(self, request: Any) -> httpx.Response:
            self.wire = request
            return httpx.Response(200, json=self.answer)

        async def _paginate(
            self, operation: str, fetch: Any, page_size: int, params: Any, filters: Any
        ) -> Any:
            self.paged = (page_size, params, filters)
            for item in await fetch({"limit": page_size, "offset": 0}):
                yield item

        def _refusal(self, operation: str, problems: list[Any]) -> Exception:
            return AssertionError(f"{operation}: {problems}")

        def _unreadable(self, operation: str, reason: str, text: str) -> Exception:
            return ValueError(f"{operation}: {reason}: {text}")

        def _late(self, job: str, number: int, timeout: float, last: Any) -> Exception:
            return TimeoutError(f"{job} {number} after {timeout}: {dict(last)}")

        def _bar(self, title: str, progress: bool | None) -> Any:
            return contextlib.nullcontext(lambda state: None)

        async def _wait_for(self, job: Any, timeout: Any) -> Any:
            self.waited = (dict(job), timeout)
            return {"status": "done"}

    return Client()


def test_a_list_takes_filters_by_name_and_params_first(client: Any, models: Any) -> None:
    client.answer = [{"id": 1, "name": "x"}]
    (found,) = asyncio.run(client.list_projects({"limit": 3}, extended=True, ids=(1, 2)))
    assert isinstance(found, models.Project)
    assert client.sent["method"] == "get"
    assert client.sent["url"] == "/projects/"
    assert client.sent["params"] == {"extended": True, "ids": [1, 2]}
    assert client.sent["more"] == {"limit": 3}
    assert client.sent["operation"] == "list_projects"
    assert str(inspect.signature(client.list_projects)).startswith(
        "(params: 'ListParams | Mapping[str, Any] | None' = None, *, extended: 'bool | None' = None"
    )


def test_dates_in_a_query_may_be_texts(client: Any) -> None:
    client.answer = []
    asyncio.run(client.list_projects(since="2026-01-02T03:04:05+00:00"))
    assert client.sent["params"] == {"since": "2026-01-02T03:04:05+00:00"}
    asyncio.run(client.list_notes("image", until="2026-01-02"))
    assert client.sent["params"] == {"kind": "image", "till": "2026-01-02"}


def test_a_body_is_spelled_as_arguments(client: Any, models: Any) -> None:
    client.answer = {"id": 1, "name": "x"}
    made = asyncio.run(client.create_project("A", AREA, kind="image", tags=["a"]))
    assert made.id == 1
    assert client.sent["json"] == {
        "name": "A",
        "area": AREA,
        "enabled": True,
        "kind": "image",
        "tags": ["a"],
    }
    asyncio.run(client.create_project("A", models.Polygon.from_dict(AREA), enabled=False))
    assert client.sent["json"] == {"name": "A", "area": AREA, "enabled": False}
    signature = inspect.signature(client.create_project)
    assert list(signature.parameters)[:3] == ["name", "area", "enabled"]
    assert signature.parameters["enabled"].default is True
    assert signature.parameters["limit_mb"].default is None


def test_a_body_under_a_name_takes_a_model_or_a_dict(client: Any, models: Any) -> None:
    wanted = {"name": "A", "area": AREA, "enabled": True}
    asyncio.run(
        client.replace_project(7, {"name": "A", "area": AREA, "enabled": True, "kind": None})
    )
    assert client.sent["json"] == wanted
    assert client.sent["url"] == "/projects/7"
    asyncio.run(client.replace_project(7, project_input=models.ProjectInput(name="A", area=AREA)))
    assert client.sent["json"] == wanted


def test_a_patch_sends_what_was_set(client: Any) -> None:
    asyncio.run(client.patch_project(7))
    assert client.sent["json"] == {}
    asyncio.run(client.patch_project(7, note=None, config={"a": {"b": None}}))
    assert client.sent["json"] == {"note": None, "config": {"a": {"b": None}}}
    assert client.sent["method"] == "patch"


def test_nothing_comes_back_from_an_empty_answer(client: Any) -> None:
    assert asyncio.run(client.delete_project(7)) is None
    assert client.delete_project.__annotations__["return"] == "None"


def test_any_json_comes_back_as_it_is(client: Any) -> None:
    client.answer = [1, {"a": 2}]
    assert asyncio.run(client.search({"on": "image"})) == [1, {"a": 2}]
    client.answer = {"id": 1, "name": "x"}


def test_an_optional_list_as_body(client: Any, models: Any) -> None:
    client.answer = [{"field": "a"}]
    assert asyncio.run(client.make_things()) == [{"field": "a"}]
    assert "json" not in client.sent
    asyncio.run(client.make_things([{"field": "a"}, models.SortField(field="b")]))
    assert client.sent["json"] == [{"field": "a"}, {"field": "b"}]
    client.answer = {"id": 1, "name": "x"}


def test_the_order_of_arguments_is_the_one_asked_for(client: Any) -> None:
    assert list(inspect.signature(client.list_notes).parameters) == ["kind", "word", "until"]


def test_paging_walks_through_the_list(client: Any) -> None:
    client.answer = [{"id": 1, "name": "x"}]

    async def walk() -> list[Any]:
        return [item.id async for item in client.paginate_projects(5, {"a": 1}, ids=[3], limit=9)]

    assert asyncio.run(walk()) == [1]
    size, params, filters = client.paged
    assert (size, params) == (5, {"a": 1})
    assert {name: value for name, value in filters.items() if value is not None} == {
        "ids": [3],
        "limit": 9,
    }
    assert client.sent["more"] == {"limit": 5, "offset": 0}
    assert inspect.signature(client.paginate_projects).parameters["page_size"].default == 100
    client.answer = {"id": 1, "name": "x"}


def test_every_argument_is_checked(client: Any) -> None:
    asyncio.run(client.get_project(3))
    assert client.checked == ("get_project", None, {"project_id": 3})
    with pytest.raises(AssertionError):
        asyncio.run(client.get_project(0))


def test_a_file_is_sent_with_a_boundary_that_is_not_fixed(small_api: Any) -> None:
    from importlib import import_module
    from io import BytesIO

    module = import_module("small_api.api.files.send_file")
    body = import_module("small_api.models").SendFileBody(
        file=small_api.types.File(BytesIO(b"\r\n--+++\r\n"), "a.bin")
    )
    request = httpx.Request(**module._get_kwargs(body=body) | {"url": "http://127.0.0.1/files/"})
    kind = request.headers["content-type"]
    assert kind.startswith("multipart/form-data; boundary=")
    assert "+++" not in kind


def test_the_functions_of_an_endpoint_can_be_called_directly(small_api: Any, models: Any) -> None:
    from importlib import import_module

    module = import_module("small_api.api.projects.get_project")

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"id": int(request.url.path.rpartition("/")[2])})

    client = small_api.Client(base_url="http://127.0.0.1")
    transport = httpx.MockTransport(answer)
    client.set_httpx_client(httpx.Client(base_url="http://127.0.0.1", transport=transport))
    client.set_async_httpx_client(
        httpx.AsyncClient(base_url="http://127.0.0.1", transport=httpx.MockTransport(answer))
    )
    assert module.sync(5, client=client) == {"id": 5}

    async def call() -> Any:
        async with client.get_async_httpx_client():
            return await module.asyncio(6, client=client)

    assert isinstance(asyncio.run(call()), models.Project)
    client.get_httpx_client().close()


def test_docstrings_say_what_is_taken_returned_and_raised(client: Any) -> None:
    text = inspect.getdoc(client.list_projects)
    assert text is not None
    assert text.splitlines()[0] == "List projects."
    assert "Lists what you may see.\n\nSecond paragraph.\n\nArgs:\n" in text
    assert "    extended: More fields.\n" in text
    assert "    limit: Limit. From 1 to 500.\n" in text
    assert "Returns:\n    The projects.\n" in text
    assert "    PixelInputError: " in text
    assert "    PixelStatusError: " in text
    text = inspect.getdoc(client.create_project)
    assert text is not None
    assert "    area: Where it lies.\n" in text
    assert "    enabled: Whether it is on. Default: True.\n" in text
    assert "At least 1 character. At most 10 characters." in text


def test_what_is_said_of_a_list_is_true_of_its_pages(client: Any) -> None:
    listed, paged = (
        " ".join((getattr(type(client), name).__doc__ or "").split())
        for name in ("list_projects", "paginate_projects")
    )
    assert "Default: 100." in paged
    for text in (listed, paged):
        assert "An empty list selects nothing, and no request is sent." in text
        for error in ("Input", "Status", "Connection", "SignIn"):
            assert f"Pixel{error}Error: " in text
