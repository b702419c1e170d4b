"""The synchronous client is written from the asynchronous one, method by method."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from scripts import sync
from scripts.errors import RegenError
from tests.regen.conftest import ROOT, SMALL_CLIENT

BASES = '''
"""Bases."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from pathlib import Path as P
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from .events import DEFAULT, Event

if TYPE_CHECKING:
    from .reports import Report

T = TypeVar("T")


class Base(ABC, Generic[T]):
    """A base."""

    @abstractmethod
    async def needed(self) -> int:
        """Needed elsewhere."""

    async def send(self, path: P, /, *rest: int, size: int = DEFAULT, **more: str) -> Report:
        """Send `path`.

        Args:
            path: A backslash \\\\ and three quotes \\"\\"\\" in it.
        """
        return await more["x"]

    def walk(self, page: int = 3) -> AsyncIterator[Event]:
        """Walk."""

    async def flow(self) -> AsyncGenerator[Event, None]:
        """Flow."""
        yield Event()

    @overload
    async def pick(self, one: int) -> int: ...

    @overload
    async def pick(self, one: str) -> str: ...

    async def pick(self, one: int | str) -> int | str:
        """Pick."""
        return one

    def plain(self, call: Callable[[Event], None] | None = None) -> int:
        """Plain."""
        return 1

    @property
    def size(self) -> int:
        """Size."""
        return 1

    async def aclose(self) -> None:
        """Not this one."""

    async def nothing(self) -> None:
        """Nothing."""

    async def _private(self) -> int:
        return 1
'''

NEEDED = '    async def needed(self) -> int:\n        """Needed."""\n        return 1\n\n'
CLIENT = SMALL_CLIENT.replace(
    "from pixel_api.operations.every import PixelOperations", "from .bases import Base"
).replace("(PixelOperations)", "(Base[int])")
CLIENT = CLIENT.replace("    async def aclose", NEEDED + "    async def aclose", 1)


@pytest.fixture
def package(tmp_path: Path) -> Any:
    """A function that writes the package with changes, and the sync module from it."""
    folder = tmp_path / "pixel_client"
    folder.mkdir()
    files = {
        "__init__.py": "",
        "client.py": CLIENT,
        "bases.py": BASES,
        "events.py": "DEFAULT = 5\n\n\nclass Event: ...\n",
        "reports.py": "class Report: ...\n",
        "portal.py": "class Portal: ...\n",
        "exceptions.py": "class PixelClosedError(Exception): ...\n",
    }

    def write(**changes: tuple[str, str]) -> str:
        for name, text in files.items():
            old, new = changes.get(name.removesuffix(".py"), ("", ""))
            assert old in text
            (folder / name).write_text(text.replace(old, new, 1) if old else text)
        return sync.write({"pixel_client": folder})

    return write


def methods(source: str) -> dict[str, str]:
    (found,) = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    return {
        node.name: ast.unparse(node) for node in found.body if isinstance(node, ast.FunctionDef)
    }


def test_each_kind_of_method_gets_a_synchronous_twin(package: Any) -> None:
    source = package()
    found = methods(source)
    assert found["needed"].endswith("return self._portal.run(self._client.needed())")
    assert "_private" not in found
    assert "aclose" not in found
    assert "size: int=DEFAULT" in found["send"]
    assert found["send"].endswith(
        "return self._portal.run(self._client.send(path, *rest, size=size, **more))"
    )
    assert "-> Iterator[Event]:" in found["walk"]
    assert found["walk"].endswith("return self._portal.iterate(self._client.walk(page))")
    assert "-> Iterator[Event]:" in found["flow"]
    assert found["flow"].endswith("return self._portal.iterate(self._client.flow())")
    assert found["nothing"].endswith("\n    self._portal.run(self._client.nothing())")
    assert found["plain"].endswith("return self._client.plain(call)")
    assert found["size"].startswith("@property\n")
    assert found["size"].endswith("return self._client.size")
    assert source.count("@overload") == 2
    assert found["pick"].endswith("return self._portal.run(self._client.pick(one))")
    assert '"""Close it."""' in found["close"]
    assert "def __enter__(self) -> Self:" in found["__enter__"]
    assert "self._client = PixelClientAsync(name)" in found["__init__"]
    assert "name: str='x'" in found["__init__"]


def test_docstrings_are_kept_and_adapted(package: Any) -> None:
    source = package()
    tree = ast.parse(source)
    (client,) = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    text = ast.get_docstring(client)
    assert text is not None
    assert text.startswith("The client whose methods return when the answer is there.")
    assert "get_client(), from several threads" in re.sub(r"`|\s+", " ", text).replace(" ,", ",")
    assert "`client.close()` or `with client:`" in text
    (send,) = [n for n in client.body if isinstance(n, ast.FunctionDef) and n.name == "send"]
    original = [
        node
        for node in ast.walk(ast.parse(BASES))
        if isinstance(node, ast.AsyncFunctionDef) and node.name == "send"
    ]
    assert ast.get_docstring(send) == ast.get_docstring(original[0])


def test_annotations_cost_nothing_at_import(package: Any) -> None:
    source = package()
    head, _, typing = source.partition("if TYPE_CHECKING:")
    assert "from .events import DEFAULT" in head  # a default value is needed when the code runs
    assert "from .events import Event" not in head
    assert "    from .events import Event" in typing
    assert "    from .reports import Report" in typing
    assert "    from pathlib import Path as P" in typing
    assert "import Base" not in source


def test_the_file_says_where_it_comes_from(package: Any) -> None:
    assert package().startswith("# Written by scripts/sync.py from pixel_client/client.py")


NOTHING, PRIVATE = "    async def nothing", "    async def _private"
PLAIN = "def plain(self, call: Callable[[Event], None] | None = None) -> int"
ENTER = "    async def __aenter__"
MORE = '    def more(self) -> Event:\n        """More."""\n\n'

# Changes of the source -> a part of what is said.
REFUSED: dict[str, tuple[dict[str, tuple[str, str]], str]] = {
    "decorator": (
        {"bases": ("    def plain", "    @cached\n    def plain")},
        "the decorator @cached is not supported",
    ),
    "setter": (
        {
            "bases": (
                NOTHING,
                f"    @size.setter\n    def size(self, x: int) -> None: ...\n\n{NOTHING}",
            )
        },
        "the decorator @size.setter is not supported",
    ),
    "unused rule": (
        {"client": ("async with client:", "so")},
        "no docstring contains 'async with '",
    ),
    "left over": ({"bases": ('"""Nothing."""', '"""Use `await x`."""')}, "contains 'await'"),
    "left over class": (
        {"bases": ('"""Nothing."""', '"""See PixelClientAsync."""')},
        "docstring contains",
    ),
    "no docstring": ({"bases": ('        """Nothing."""\n', "        pass\n")}, "has no docstring"),
    "no annotation": ({"bases": (PLAIN, "def plain(self)")}, "no return annotation"),
    "unknown name": ({"client": (ENTER, MORE + ENTER)}, "'Event' is undefined"),
    "awaited iterator": (
        {"bases": ("        yield Event()\n", "        return None\n")},
        "is a coroutine that returns an iterator",
    ),
    "unknown special method": (
        {"bases": (PRIVATE, f"    def __len__(self) -> int: ...\n\n{PRIVATE}")},
        "__len__ is not supported",
    ),
    "attribute": (
        {"bases": (PRIVATE, f"    colour = 1\n\n{PRIVATE}")},
        "the attribute 'colour' cannot be copied",
    ),
    "close": (
        {"bases": ("async def nothing", "async def close")},
        "'close' is reserved for the synchronous aclose",
    ),
    "no aclose": (
        {
            "client": ("async def aclose", "async def gone"),
            "bases": ("async def aclose", "async def gone"),
        },
        "has no aclose",
    ),
    "operation missing": (
        {"client": (NEEDED, "")},
        "needs the method 'needed', which no operation has",
    ),
    "operation called": (
        {"client": ("return 1", "return await self.get_job(5)")},
        "needs the method 'get_job', which no operation has",
    ),
    "no class": (
        {"client": ("class PixelClientAsync", "class Other")},
        "has no class PixelClientAsync",
    ),
    "no base": ({"client": ("import Base", "import Bass as Base")}, "there is no class 'Bass'"),
    "syntax": ({"bases": ("class Base", "clas Base")}, "is not valid Python"),
    "yield without iterator": (
        {"bases": ("AsyncGenerator[Event, None]:", "int:")},
        "yields, but is not annotated",
    ),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_what_cannot_be_turned_is_refused(package: Any, case: str) -> None:
    changes, said = REFUSED[case]
    with pytest.raises(RegenError, match=re.escape(said)):
        package(**changes)


def test_one_name_with_two_meanings_is_refused(package: Any) -> None:
    imports = "from .bases import Base\nfrom .reports import Report as Event\n"
    changed = CLIENT.replace("from .bases import Base\n", imports).replace(ENTER, MORE + ENTER)
    with pytest.raises(RegenError, match=r"'Event' is .* here and .* elsewhere"):
        package(client=(CLIENT, changed))


def test_the_client_of_this_project() -> None:
    """What is committed has every public method, with the original's arguments and text."""
    text = (ROOT / "pixel_client/sync.py").read_text(encoding="utf-8")
    assert ast.parse(text)
    from pixel_client import PixelClient, PixelClientAsync

    def public(kind: type) -> set[str]:
        return {name for name in dir(kind) if not name.startswith("_")}

    assert public(PixelClient) - {"close"} == public(PixelClientAsync) - {"aclose"}
    for name in sorted(public(PixelClient) - {"close"}):
        ours, theirs = getattr(PixelClient, name), getattr(PixelClientAsync, name)
        if not isinstance(inspect.getattr_static(PixelClient, name), property):
            assert list(inspect.signature(ours).parameters) == list(
                inspect.signature(theirs).parameters
            ), name
            assert not inspect.iscoroutinefunction(ours), name
        assert inspect.getdoc(ours), name
    assert importlib.util.find_spec("pixel_client.sync") is not None
