"""Pages of the command line, built from the commands themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer
from typer.main import get_command

from .directives import page

_PLACE = "reference/pixel"
_MARKUP = re.compile(r"\[/?(?:bold|cyan)\]")


def commands() -> dict[str, Any]:
    """All commands by invocation, such as `pixel projects list`."""
    from pixel_client.cli.main import app

    return dict(_within(get_command(app), "pixel"))


def _within(group: Any, words: str) -> Iterator[tuple[str, Any]]:
    for each in group.commands.values():
        called = f"{words} {each.name}"
        if hasattr(each, "commands"):
            yield from _within(each, called)
        else:
            yield called, each


def command_pages() -> dict[str, str]:
    """The pages by their path below docs/: one for single commands, one for each group."""
    known = commands()
    shared = set.intersection(*({each.name for each in one.params} for one in known.values()))
    everyday = [each for each in next(iter(known.values())).params if each.name in shared]
    by_page: dict[str, list[str]] = {"index": []}
    for called in known:
        _, first, *rest = called.split()
        by_page.setdefault(first if rest else "index", []).append(called)
    single = by_page.pop("index")
    overview = [
        f"| [`{called}`]({_target(called)}) | {_first(known[called])} |"
        for names in (single, *by_page.values())
        for called in names
    ]
    return {
        f"{_PLACE}/index.md": page(
            "pixel",
            "All commands, as shown by `pixel COMMAND --help`. For an introduction, see"
            " [the command line](../../command-line.md).",
            "\n".join(["| command | description |", "| --- | --- |", *overview]),
            "## Options of every command",
            _table(known[single[0]], everyday),
            *(_section(called, known[called], shared) for called in single),
        ),
        **{
            f"{_PLACE}/{name}.md": page(
                f"pixel {name}",
                "[Options of every command](index.md#options-of-every-command)",
                *(_section(called, known[called], shared) for called in names),
            )
            for name, names in by_page.items()
        },
    }


def _target(called: str) -> str:
    _, first, *rest = called.split()
    return f"{f'{first}.md' if rest else ''}#{called.replace(' ', '-')}"


def _section(called: str, command: Any, shared: set[str]) -> str:
    usage = " ".join([called, *command.collect_usage_pieces(typer.Context(command))])
    parts = [f"## {called}", _plain(command.help or ""), f"`{usage}`"]
    if own := [each for each in command.params if each.name not in shared]:
        parts.append(_table(command, own))
    lines = [line.strip() for line in _plain(command.epilog or "").splitlines()]
    if examples := [line for line in lines if line.startswith("pixel ")]:
        parts.append("\n".join(["```console", *(f"$ {line}" for line in examples), "```"]))
    return "\n\n".join(parts)


def _table(command: Any, options: list[Any]) -> str:
    context = typer.Context(command)
    records = [each.get_help_record(context) for each in options]
    rows = [f"| `{_cell(each[0])}` | {_cell(each[1])} |" for each in records if each]
    return "\n".join(["| option | meaning |", "| --- | --- |", *rows])


def _first(command: Any) -> str:
    return _cell(_plain(command.help or "").partition("\n\n")[0])


def _plain(text: str) -> str:
    return _MARKUP.sub("", text)


def _cell(text: str) -> str:
    return " ".join(_plain(text).split()).replace("|", "\\|")
