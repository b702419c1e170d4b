"""Following a page finds whatever in it does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from sybil.example import SybilFailure
from sybil.parsers.abstract.lexers import LexingException

from .pages import Reader, installs, serves

GOOD = """
```text title="numbers.txt"
1 2
```

```python
with open("numbers.txt") as file:
    total = sum(map(int, file.read().split()))
print("it is", total)
```

```text
… 3
```

```console
$ cat numbers.txt
1 2
$ wc -w < \\
    numbers.txt
2
$ halt now
```

- In a list:

    ```python
    async def later():
        return total


    assert await later() == 3
    ```
"""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return Reader(tmp_path / "here", {"PATH": "/usr/bin:/bin"}, {}, {"halt now": "no"})


def follow(reader: Reader, text: str) -> None:
    page = reader.folder.parent / "page.md"
    page.write_text(text, encoding="utf-8")
    reader.follow(page)


def test_a_page_that_holds_runs_to_its_end(reader: Reader) -> None:
    follow(reader, GOOD)
    assert (reader.ran, reader.passed_over) == (5, {"halt now"})


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("```python\n1 / 0\n```\n", ZeroDivisionError, "division"),
        ("```python\nprint(1)\n```\n\n```text\n2\n```\n", SybilFailure, "but it prints:\n1"),
        ("```text\n2\n```\n", SybilFailure, "a block of text is not run"),
        (
            "```python\nprint(2)\n```\n```console\n$ true\n```\n```text\n2\n```\n",
            SybilFailure,
            "not",
        ),
        ("```console\n$ false\n```\n", SybilFailure, "exit code 1"),
        ("```console\n$ no-such-program\n```\n", SybilFailure, "exit code 127"),
        ("```console\n$ echo 1\n2\n```\n", SybilFailure, "the page shows:\n2"),
        ("```console\nls\n```\n", SybilFailure, "belongs to no command"),
        ("```console\n$ pixel no-such-command\n```\n", SybilFailure, "exit code 2"),
        ("```bash\nls\n```\n", SybilFailure, "a block of bash is not run"),
        ("```\nls\n```\n", SybilFailure, "a block of no language is not run"),
        ("~~~ruby\nputs 1\n~~~\n", SybilFailure, "a block of ruby is not run"),
        ("```{.python .no-run}\n1\n```\n", SybilFailure, "not understood"),
        ('```ini title="a.ini"\n[a]\n```\n', AssertionError, "no block below uses"),
        ("```python\nx = 1\n", LexingException, "not closed"),
    ],
)
def test_what_does_not_hold_is_found(
    reader: Reader, text: str, kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind, match=words.replace("(", r"\(")):
        follow(reader, text)


def test_a_fault_has_the_line_of_the_page(reader: Reader) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        follow(reader, "one\n\n```python\nfine = 1\nfine / 0\n```\n")
    last = caught.traceback[-1]
    assert (Path(str(last.path)).name, last.lineno + 1) == ("page.md", 5)


@pytest.mark.parametrize(
    ("command", "holds"),
    [
        ("pip install .", True),
        ("pip install '.[cli,geo]'", True),
        ("pip install 'pixel-client[cli]'", True),
        ("pip install '.[clo]'", False),
        ("pip install another", False),
    ],
)
def test_extras_are_looked_up(command: str, holds: bool) -> None:
    assert (installs(command, ["cli", "geo"]) is None) == holds


def test_a_server_has_to_say_that_it_serves_and_to_end_well(reader: Reader) -> None:
    start = "bash -c 'trap \"exit {}\" INT; echo ready; while :; do sleep 0.01; done'"
    assert serves(start.format(0), reader, "ready") is None
    assert "exit code 4" in str(serves(start.format(4), reader, "ready"))
    assert "exit code 3" in str(serves("bash -c 'echo no; exit 3'", reader, "ready"))
