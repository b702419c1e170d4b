"""Read docs/migrating.md: its rows, and the exact differences that belong to each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "migrating.md"
NOTHING = "-"
UNKNOWN = "?"  # the row of a difference that nobody has explained yet

SURFACE, REQUESTS, BEHAVIOUR = "Names and signatures", "Requests", "Behaviour"


@dataclass(frozen=True, order=True)
class Difference:
    """One thing that is not as it was: where, what of it, how it was, how it is."""

    where: str
    what: str
    before: str
    after: str

    def at(self, where: str) -> Difference:
        return replace(self, where=where)

    def __str__(self) -> str:
        return f"{self.where} | {self.what} | {self.before} -> {self.after}"


def rows(page: Path = PAGE) -> list[str]:
    """The ids of the table of differences, in order."""
    table = page.read_text(encoding="utf-8").partition("\n## Exactly")[0]
    return re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)


def documented(kind: str, page: Path = PAGE) -> dict[Difference, str]:
    """The exact differences of a kind, each with the row that explains it."""
    text = page.read_text(encoding="utf-8")
    section = re.search(rf"^### {kind}$(.*?)(?=^###? |\Z)", text, re.MULTILINE | re.DOTALL)
    found: dict[Difference, str] = {}
    for line in (section.group(1) if section else "").splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if len(cells) != 5 or not cells[0].startswith("`"):
            continue
        row, what, before, after = (_plain(cell) for cell in cells[:4])
        for where in cells[4].split(", "):
            found[Difference(_plain(where), what, before, after)] = row
    return found


def proofs(page: Path = PAGE) -> dict[str, list[str]]:
    """For rows that no signature and no single request shows: the scripts and tests that do."""
    section = page.read_text(encoding="utf-8").partition(f"\n### {BEHAVIOUR}\n")[2]
    lines = re.findall(r"^\| `([a-z0-9-]+)` \| (.*) \|$", section, re.MULTILINE)
    return {row: [_plain(cell) for cell in cells.split(", ")] for row, cells in lines}


def table(differences: Mapping[Difference, str]) -> str:
    """The lines of a section, one for all places that differ alike."""
    alike: defaultdict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for d, row in differences.items():
        alike[(row, d.what, d.before, d.after)].append(d.where)
    lines = ["| row | what | 1.2.8 | here | where |", "| --- | --- | --- | --- | --- |"]
    for key in sorted(alike, key=lambda k: (k[0], k[1], sorted(alike[k]), k)):
        places = ", ".join(_code(where) for where in sorted(alike[key]))
        lines.append(f"| {' | '.join(map(_code, key))} | {places} |")
    return "\n".join(lines) + "\n"


def write(kind: str, found: Iterable[Difference], page: Path = PAGE) -> int:
    """Rewrite a section with what was found; the number of differences without a row."""
    known = documented(kind, page)
    now = {difference: known.get(difference, UNKNOWN) for difference in found}
    text = page.read_text(encoding="utf-8")
    section = rf"(^### {kind}\n(?:(?!\||##).*\n)*)(?:\|.*\n)*"
    text = re.sub(section, lambda m: m[1].rstrip() + "\n\n" + table(now), text, flags=re.M)
    page.write_text(re.sub(r"\|\n#", "|\n\n#", text), encoding="utf-8")
    return sum(row == UNKNOWN for row in now.values())


def disagreement(kind: str, found: set[Difference], page: Path = PAGE) -> str:
    """What the page says and is not so, and what is so and it does not say; empty if neither."""
    known = set(documented(kind, page))
    lines = [f"not in the page: {d}" for d in sorted(found - known)]
    lines += [f"no longer so:    {d}" for d in sorted(known - found)]
    if lines:
        lines.append(f"{page.name} is brought up to date by: python -m tests.compat.exactly")
    return "\n".join(lines)


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


def _plain(cell: str) -> str:
    return cell.strip().strip("`").replace("\\|", "|")
