"""Runs the code blocks of a page in order, in one folder, as somebody who follows it would.

A block in `python` runs in this process, and shares its names with the blocks below it. A `text`
block right below is what it prints. A `console` block has commands behind `$`, and what they print.
A block with a title is a file of that name, which a block below must use. Any other fails.
In what is printed, `…` stands for anything.
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import inspect
import io
import re
import shlex
import signal
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sybil import Document, Example, Region
from sybil.evaluators.python import pad
from sybil.parsers.abstract.lexers import LexingException
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from pixel_client.cli.main import app

INFO = re.compile(r'(?P<language>\w*)(?: title="(?P<title>[\w./-]+)")?')
# A command, the lines that it goes on in behind a backslash, and what it prints.
COMMAND = re.compile(r"^\$ (?P<command>(?:.*\\\n)*.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)

# A command of ours that needs no shell: where its results go, and whether its code is asked for.
PIXEL = re.compile(
    r"pixel (?P<words>[^|&;<>$`*]+?)(?: > (?P<file>\S+))?(?P<asked>; echo \"exit code \$\?\")?"
)

Way = Callable[[str, "Reader"], str | None]


def blocks(path: Path, evaluate: Callable[[Example], str | None]) -> Document:
    """The page; each of its fenced blocks, whatever its language, is an example."""
    lexer = RawFencedCodeBlockLexer(re.compile(r"[ \t]*(?P<info>[^\n]*)\n"))

    def parse(document: Document) -> Iterable[Region]:
        opened = 0
        for region in lexer(document):
            region.parsed, region.evaluator = region.lexemes["source"], evaluate
            opened += 1
            yield region
        if 2 * opened != len(re.findall(r"^[ \t>]*(?:```|~~~)", document.text, re.MULTILINE)):
            raise LexingException(f"{document.path}: a block is not closed, or within another")

    return Document.parse(str(path), parse)


class Reader:
    """Somebody who follows a page.

    Args:
        folder: Where files are, and commands are run.
        environment: The variables of the shell.
        ways: What is done with commands that are not simply run, by how they begin.
        left_out: Commands that are not run at all, each with the reason.
    """

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        ways: Mapping[str, Way],
        left_out: Mapping[str, str],
    ) -> None:
        self.folder = folder
        self.environment = dict(environment)
        self.ran = 0
        self.passed_over: set[str] = set()
        self._ways, self._left_out = ways, left_out
        self._printed: str | None = None
        self._unused: set[str] = set()

    def follow(self, path: Path) -> None:
        """Run all blocks of a page.

        Raises:
            SybilFailure: A block fails, prints something else, or is of no known kind.
        """
        for example in blocks(path, self._evaluate).examples():
            example.evaluate()
            self.ran += 1
        assert not self._unused, f"{path}: no block below uses the files {sorted(self._unused)}"

    def _evaluate(self, example: Example) -> str | None:
        info = INFO.fullmatch(example.region.lexemes["info"].strip())
        if info is None:
            return "the block's first line is not understood"
        printed, self._printed = self._printed, None
        source = str(example.parsed)
        self._unused = {name for name in self._unused if not _uses(source, Path(name).name)}
        if info["title"]:
            return self._write(info["title"], source)
        if info["language"] == "python":
            self._printed = self._python(example)
            return None
        if info["language"] == "text" and printed is not None:
            return difference(source, printed)
        if info["language"] == "console":
            return self._console(source)
        return f"a block of {info['language'] or 'no language'} is not run: see the docstring"

    def _write(self, name: str, source: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
        self._unused.add(name)

    def _python(self, example: Example) -> str:
        source = pad(example.parsed, example.line + example.parsed.line_offset)
        code = compile(
            source, example.path, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True
        )
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            result: Any = eval(code, example.namespace)
            if inspect.iscoroutine(result):  # as a notebook does with `await`
                asyncio.run(result)
        return printed.getvalue()

    def _console(self, source: str) -> str | None:
        commands = list(COMMAND.finditer(f"{source.rstrip()}\n"))
        if "".join(each[0] for each in commands) != f"{source.rstrip()}\n":
            return "there is a line that belongs to no command"
        for each in commands:
            command = each["command"].partition("  # ")[0].rstrip()
            fault = self._command(command, each["output"])
            if fault is not None:
                return f"$ {command}\n{fault}"
        return None

    def _command(self, command: str, output: str) -> str | None:
        if command in self._left_out:
            self.passed_over.add(command)
            return None
        for beginning, way in self._ways.items():
            if command.startswith(beginning):
                return way(command, self)
        code, printed = self._pixel(command) or self._shell(command)
        if code:
            return f"exit code {code}\n{printed}"
        return difference(output, printed) if output.strip() else None

    def _shell(self, command: str) -> tuple[int, str]:
        done = self.run(["bash", "-c", command])
        return done.returncode, done.stdout

    def _pixel(self, command: str) -> tuple[int, str] | None:
        """Run a command of ours within this process, which is quicker by far."""
        found = PIXEL.fullmatch(command.replace("\\\n", " "))
        if found is None:
            return None
        said = io.StringIO()
        results = io.StringIO() if found["file"] else said
        code: Any = 0
        with contextlib.redirect_stdout(results), contextlib.redirect_stderr(said):
            try:
                app(shlex.split(found["words"]), prog_name="pixel")
            except SystemExit as ended:
                code = ended.code
        if found["file"]:
            (self.folder / found["file"]).write_text(results.getvalue(), encoding="utf-8")
        if found["asked"]:
            return 0, f"{said.getvalue()}exit code {code}\n"
        return code, said.getvalue()

    def run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a program here; what it says on stderr is among what it prints."""
        return subprocess.run(
            command,
            **{"cwd": self.folder, "env": self.environment, "timeout": 100} | options,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def _uses(source: str, name: str) -> bool:
    if name == "conftest.py":
        return "pytest" in source
    return name in source or re.search(rf"(?:from|import) {Path(name).stem} ", source) is not None


def difference(shown: str, printed: str) -> str | None:
    """What differs between the text on a page and what was printed, or None."""

    def lines(text: str) -> str:
        return "\n".join(line.rstrip() for line in text.strip().splitlines())

    pattern = re.escape(lines(shown)).replace("…", r".*?")
    if re.fullmatch(pattern, lines(printed), re.DOTALL):
        return None
    return f"the page shows:\n{lines(shown)}\nbut it prints:\n{lines(printed)}"


def installs(command: str, extras: Iterable[str]) -> str | None:
    """What is wrong with a `pip install` of ours, or None: the extras it names have to exist."""
    *_, what = shlex.split(command)
    named = re.fullmatch(r"(?:\.|pixel-client)(?:\[([\w,]+)\])?", what)
    if named is None:
        return "neither a checkout nor pixel-client is installed"
    unknown = set((named[1] or "").split(",")) - {"", *extras}
    return f"there are no extras {sorted(unknown)}" if unknown else None


def serves(command: str, reader: Reader, until: str) -> str | None:
    """Run a server until it says so, and stop it as with Ctrl-C; what is wrong with it, or None."""
    with subprocess.Popen(
        ["bash", "-c", f"exec {command}"],
        cwd=reader.folder,
        env=reader.environment | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = []
        for line in server.stdout:
            said.append(line)
            if until in line:
                break
        server.send_signal(signal.SIGINT)
        said += server.stdout.readlines()
        code = server.wait(timeout=20)
    if code or not any(until in line for line in said):
        return f"exit code {code}\n{''.join(said)}"
    return None
