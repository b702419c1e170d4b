"""The hosted workflows do what `.ci/run` does, on the Python versions that are promised."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOWS: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))
}
JOBS = {
    f"{workflow}/{name}": job
    for workflow, document in WORKFLOWS.items()
    for name, job in document["jobs"].items()
}
# All jobs but those of the matrix run on the oldest Python that is allowed.
OLDEST = PROJECT["requires-python"].removeprefix(">=")


def classifiers() -> list[str]:
    prefix = "Programming Language :: Python :: "
    named = [each.removeprefix(prefix) for each in PROJECT["classifiers"] if prefix in each]
    return [each for each in named if "." in each]


def steps(job: dict[str, Any]) -> list[dict[str, Any]]:
    return job.get("steps", [])


def targets(text: str) -> list[str]:
    """The targets of make that a script runs."""
    return re.findall(r"^\s*make ([\w-]+)", text, re.MULTILINE)


def targets_of(workflow: str) -> set[str]:
    jobs = WORKFLOWS[workflow]["jobs"].values()
    return {each for job in jobs for step in steps(job) for each in targets(step.get("run", ""))}


def test_the_classifiers_begin_with_the_oldest_python_that_is_allowed() -> None:
    assert classifiers()[0] == OLDEST
    minors = [int(each.removeprefix("3.")) for each in classifiers()]
    assert minors == list(range(minors[0], minors[0] + len(minors)))


def test_the_matrix_is_the_classifiers_on_three_systems() -> None:
    printed = subprocess.run(
        [sys.executable, ROOT / ".ci" / "pythons"], capture_output=True, text=True, check=True
    ).stdout
    assert json.loads(printed) == classifiers()
    matrix = JOBS["ci/wheel"]["strategy"]["matrix"]
    assert matrix["python"] == "${{ fromJSON(needs.build.outputs.pythons) }}"
    assert matrix["system"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    (read,) = (step for step in steps(JOBS["ci/build"]) if step.get("id") == "pythons")
    assert read["run"] == 'echo "pythons=$(.ci/pythons)" >> "$GITHUB_OUTPUT"'
    assert JOBS["ci/build"]["outputs"] == {"pythons": "${{ steps.pythons.outputs.pythons }}"}


@pytest.mark.parametrize("name", JOBS)
def test_a_job_runs_on_the_oldest_python_or_on_those_of_the_matrix(name: str) -> None:
    expected = "${{ matrix.python }}" if name == "ci/wheel" else OLDEST
    set_up = [step for step in steps(JOBS[name]) if "setup-python@" in step.get("uses", "")]
    assert {step["with"]["python-version"] for step in set_up} <= {expected}
    uses_python = any(re.search("make|python", step.get("run", "")) for step in steps(JOBS[name]))
    assert uses_python == bool(set_up)


def test_the_workflow_runs_what_must_pass_before_anything_lands() -> None:
    must_pass = targets((ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert must_pass
    for target in must_pass:
        (job,) = (job for job in JOBS.values() if job["name"] == f"make {target}")
        assert "continue-on-error" not in job
        assert "if" not in job
    assert targets_of("ci") == {*must_pass, "lowest", "wheel"}
    assert targets_of("docs") == {"docs"}


@pytest.mark.parametrize("name", JOBS)
def test_a_job_named_after_a_target_runs_it(name: str) -> None:
    made = [each for step in steps(JOBS[name]) for each in targets(step.get("run", ""))]
    assert made == targets(JOBS[name]["name"])
    known = re.findall(
        r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(made) <= set(known)


def test_the_wheel_is_built_once_and_a_release_has_the_tested_one() -> None:
    built = [name for name, job in JOBS.items() if job["name"] == "make wheel"]
    assert built == ["ci/build"]
    assert JOBS["ci/wheel"]["needs"] == "build"
    assert [step.get("run") for step in steps(JOBS["ci/wheel"])][-1] == "python .ci/test_wheel.py"
    assert JOBS["release/ci"]["uses"] == "./.github/workflows/ci.yml"
    assert JOBS["release/release"]["needs"] == "ci"
    for name in ("ci/wheel", "release/release"):
        (fetched,) = (s for s in steps(JOBS[name]) if "download-artifact@" in s.get("uses", ""))
        assert fetched["with"] == {"name": "dist", "path": "dist"}


def test_a_release_is_a_draft_and_publishes_nothing() -> None:
    release = WORKFLOWS["release"]
    assert release[True] == {"push": {"tags": ["v*"]}}  # YAML reads `on` as true
    scripts = "\n".join(step.get("run", "") for step in steps(JOBS["release/release"]))
    assert "gh release create" in scripts
    assert "--draft" in scripts
    for document in WORKFLOWS.values():
        assert not re.search("twine|id-token|secrets[.]|publish", yaml.safe_dump(document))


@pytest.mark.parametrize("name", JOBS)
def test_only_the_release_may_write(name: str) -> None:
    assert WORKFLOWS[name.split("/")[0]]["permissions"] == {"contents": "read"}
    allowed = {"contents": "write"} if name == "release/release" else None
    assert JOBS[name].get("permissions") == allowed


@pytest.mark.parametrize("name", JOBS)
def test_actions_are_githubs_own_at_a_major_version(name: str) -> None:
    used = [step["uses"] for step in steps(JOBS[name]) if "uses" in step]
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@v\d+", each)] == []
