"""The reference has every public name, once; the pages themselves are built by `make docs`."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
import yaml

import pixel_client.exceptions
import pixel_client.geo
import pixel_client.imagery
import pixel_client.models
import pixel_client.uploads
import pixel_sandbox
from pixel_client import PixelClient, PixelClientAsync
from scripts.reference.clients import CLIENTS, OWN, client_pages, groups
from scripts.reference.commands import command_pages, commands
from scripts.reference.models import model_pages
from scripts.reference.others import other_pages

ROOT = Path(__file__).parents[2]
PAGES = client_pages() | command_pages() | other_pages() | model_pages()


PACKAGES = [pixel_client.uploads, pixel_client.imagery, pixel_client.geo, pixel_sandbox]


def described_on(prefix: str) -> Counter[str]:
    """How often each path is described on the pages whose place begins so."""
    return Counter(
        path
        for place, text in PAGES.items()
        if place.startswith(prefix)
        for path in re.findall(r"^::: (\S+)$", text, re.MULTILINE)
    )


@pytest.mark.parametrize("client", [PixelClient, PixelClientAsync])
def test_every_public_method_of_a_client_is_described_once(client: type) -> None:
    name = client.__name__
    described = described_on(f"reference/{name}/")
    methods = {
        each for each, _ in inspect.getmembers(client) if not each.startswith("_")
    }  # properties too
    grouped = {f"{CLIENTS[name]}.{name}.{each}" for each in methods - set(OWN)}
    assert {path for path in described if path.count(".") == 3} == grouped
    assert set(described.values()) == {1}
    assert f"{CLIENTS[name]}.{name}" in described  # with what is its own
    assert methods & set(OWN) == set(OWN) - ({"aclose"} if name == "PixelClient" else {"close"})


def test_what_walks_through_pages_is_not_said_to_give_one() -> None:
    walking = [name for name in vars(PixelClient) if name.startswith("paginate_")]
    assert len(walking) > 8
    for name in walking:
        head = (inspect.getdoc(getattr(PixelClient, name)) or "").partition("Args:")[0]
        assert re.findall(r"`(?:limit|total_count|paginate_\w+)`", head) == [], name


@pytest.mark.parametrize("client", sorted(CLIENTS))
def test_every_method_of_a_client_has_an_example(client: str) -> None:
    pages = "".join(text for place, text in PAGES.items() if f"/{client}/" in place)
    for name in (name for names in groups().values() for name in names):
        _, _, rest = pages.partition(f"::: {CLIENTS[client]}.{client}.{name}\n")
        found = re.match(r"[^#]*?\*\*Example\.\*\*.*\n\n```python\n((?:.+\n)+?)```", rest)
        assert found is not None, name
        code = found[1]
        assert "pixel." not in code.replace("pixel.example", "")
        assert ":::" not in found[0]
        if client == "PixelClientAsync":
            code = f"async def example():\n{textwrap.indent(code, '    ')}"
            # Not one call is forgotten: each is awaited or walked through.
            calls = re.findall(r"(await|async for \w+ in)? ?\bclient\.\w+\(", code)
            assert all(calls), name
        assert re.search(rf"\bclient\.{name}\(", code)
        compile(code, name, "exec")


def test_the_overview_links_every_method_with_a_word_about_it() -> None:
    for client, module in CLIENTS.items():
        text = PAGES[f"reference/{client}/index.md"]
        for names in groups().values():
            for name in names:
                said = re.search(rf"\[`{name}`\]\[{module}\.{client}\.{name}\] \| (.+) \|", text)
                assert said is not None, name


def test_every_group_has_methods_and_each_method_one_group() -> None:
    assert [group for group, names in groups().items() if not names] == []
    assert set(Counter(name for names in groups().values() for name in names).values()) == {1}


def test_every_exception_is_described() -> None:
    described = {path.rpartition(".")[2] for path in described_on("reference/exceptions")}
    assert described == set(pixel_client.exceptions.__all__)
    for name in described:
        drawing = PAGES["reference/exceptions.md"].partition("```\n")[0]
        assert (name in drawing) == name.startswith("Pixel")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_of_a_package_is_described(package: ModuleType) -> None:
    place = package.__name__.rpartition(".")[2].removeprefix("pixel_")
    described = {path.rpartition(".")[2] for path in described_on(f"reference/{place}")}
    assert {name for name in package.__all__ if not name.isupper()} <= described


def test_every_model_is_described_and_what_it_holds_is_told() -> None:
    described = {path.rpartition(".")[2] for path in described_on("reference/models/")}
    classes = {
        name
        for name in pixel_client.models.__all__
        if inspect.isclass(model := getattr(pixel_client.models, name))
        and model.__module__.startswith("pixel_api.models")
    }
    assert classes - described == set()
    assert "| `area_of_interest` |" in PAGES["reference/models/answers.md"]
    inputs = {path.rpartition(".")[2] for path in described_on("reference/models/inputs")}
    assert {"ImageUpdateInput", "MetadataObject", "Polygon", "RasterInfo"} <= inputs
    answers = {path.rpartition(".")[2] for path in described_on("reference/models/answers")}
    assert {"Project", "Image", "JobGroup", "Record"} <= answers
    assert {name for name in answers if name.endswith("Input")} == set()
    assert "[`Polygon`][pixel_api.models.polygon.Polygon]" in PAGES["reference/models/answers.md"]


def test_every_command_is_described_once_with_its_options() -> None:
    pages = {place: text for place, text in PAGES.items() if place.startswith("reference/pixel/")}
    headings = re.findall(r"^## (pixel .+)$", "\n".join(pages.values()), re.MULTILINE)
    assert sorted(headings) == sorted(commands())
    assert len(headings) > 70
    for called in commands():
        assert f"| [`{called}`](" in pages["reference/pixel/index.md"]
    assert "`--skip-invalid`" in pages["reference/pixel/index.md"]
    assert "`--jsonl`" in pages["reference/pixel/index.md"].partition("## pixel ")[0]
    assert "`--jsonl`" not in pages["reference/pixel/projects.md"]


def test_no_page_says_a_heading_twice() -> None:
    for place, text in PAGES.items():
        headings = re.findall(r"^#+ .*$", text, re.MULTILINE)
        paths = re.findall(r"^::: (\S+)$", text, re.MULTILINE)
        assert len(headings) == len(set(headings)), place
        assert len(paths) == len(set(paths)), place


def test_the_site_asks_nobody_for_fonts_and_knows_its_hook() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert (settings["theme"]["font"], settings["strict"]) == (False, True)
    assert [path for path in settings["hooks"] if not (ROOT / path).is_file()] == []


def test_docstrings_are_true_of_what_has_no_arguments_and_of_waits() -> None:
    for name in (name for names in groups().values() for name in names):
        method = getattr(PixelClient, name)
        said = " ".join((inspect.getdoc(method) or "").split())
        arguments = set(inspect.signature(method).parameters) - {"self"}
        assert ("PixelInputError: " in said) == bool(arguments), name
        if "wait" in arguments:
            assert "With `wait`, the job has ended." in said, name
            assert "Default: 1200." in said, name
        # An argument is described once, and every default is told once.
        _, _, args = said.partition("Args: ")
        for argument in arguments:
            assert len(re.findall(rf"(?<![`\w]){argument}: ", args)) == 1, (name, argument)
        assert not re.search(r"Default `(\w+)`\.[^:]* Default: '\1'", said), name
