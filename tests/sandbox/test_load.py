"""Many at once, big files, and files damaged at random."""

import json
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from pixel_sandbox import Sandbox, SandboxUser
from pixel_sandbox.samples import make_geotiff, make_jpeg, make_las
from pixel_sandbox.validation.images import check_image
from pixel_sandbox.validation.point_clouds import check_point_cloud
from pixel_sandbox.validation.problem import ValidationError, silence_readers
from pixel_sandbox.validation.rasters import check_raster

MEBIBYTE = 1024 * 1024


def test_many_files_at_once(pilot, tmp_path):
    collection = pilot.collection("image")
    photos = [make_jpeg(tmp_path / "a.jpg", seed=seed).read_bytes() for seed in range(40)]
    files = [{"name": f"{n}.jpg", "md5": pilot.md5(data)} for n, data in enumerate(photos)]
    jobs = pilot.create(collection, *files)
    with ThreadPoolExecutor(12) as pool:
        answers = pool.map(pilot.send, jobs, photos)
        assert {answer.status_code for answer in answers} == {204}
        # Each finished twice at the same time: still one job and one resource a file.
        finish = [f"{collection}/upload_jobs/{job['id']}/uploadFinished" for job in jobs] * 2
        numbers = [a["job"]["job_id"] for a in pool.map(lambda path: pilot.ok("PUT", path), finish)]
    assert numbers[:40] == numbers[40:]
    assert len(set(numbers)) == 40
    for number in set(numbers):
        assert pilot.wait(f"/jobs/{number}")["status"] == "completed"
    images = [
        image
        for offset in (0, 30)
        for image in pilot.ok(
            "GET",
            f"{collection}/images/",
            params={"limit": 30, "offset": offset, "extended": "true"},
        )
    ]
    assert {i["name"]: i["md5"] for i in images} == {f["name"]: f["md5"] for f in files}
    assert len(images) == 40


def test_the_same_parts_finished_at_the_same_time(pilot, tmp_path):
    photo = make_jpeg(tmp_path / "a.jpg").read_bytes()
    collection = pilot.collection("image")
    job = pilot.create_multipart(collection, "a.jpg", [photo[:1000], photo[1000:]])
    for part, data in zip(job["upload_parts"], (photo[:1000], photo[1000:]), strict=True):
        pilot.http.put(part["url"], content=data, headers=part["headers"])
    path = f"{collection}/upload_jobs/{job['id']}/uploadFinished"
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: pilot.ok("PUT", path), range(4)))
    assert len({answer["job"]["job_id"] for answer in answers}) == 1
    assert pilot.finish(collection, job)["status"] == "validated_and_moved"


def test_memory_does_not_grow_with_the_file(start):
    program = """
import resource, sys
from pixel_sandbox import Sandbox, SandboxUser
with Sandbox(users=(SandboxUser("pilot", "secret-1"),)) as sandbox:
    print(sandbox.auth_url, flush=True)
    for _ in sys.stdin:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process, tempfile.TemporaryFile() as file:
        elsewhere = Sandbox(users=(SandboxUser("pilot", "secret-1"),))
        elsewhere._port = int(process.stdout.readline().rsplit(":", 1)[1])
        person = start(elsewhere)
        collection = person.collection("image")
        peaks = []
        for size in (16, 256):
            file.truncate(size * MEBIBYTE)
            file.seek(0)
            # The MD5 of something else: it is read to the end all the same.
            [job] = person.create(collection, {"name": "a.jpg", "md5": person.md5(b"x")})
            answer = person.http.post(
                job["url"], data=job["upload_fields"], files={"file": file}, timeout=120
            )
            assert "<Code>BadDigest</Code>" in answer.text
            process.stdin.write("\n")
            process.stdin.flush()
            peaks.append(int(process.stdout.readline()))
        process.stdin.close()
    # macOS counts in bytes, Linux in KiB.
    unit = 1 if sys.platform == "darwin" else 1024
    assert (peaks[1] - peaks[0]) * unit < 64 * MEBIBYTE


CHECKS = {
    "a.jpg": (make_jpeg, {}, lambda path: check_image(path, path.name)),
    "a.tif": (make_geotiff, {}, lambda path: check_raster(path, path.name, "raster", None)),
    "a.las": (make_las, {"points": 40}, lambda path: check_point_cloud(path, path.name)),
    "a.laz": (make_las, {"points": 40}, lambda path: check_point_cloud(path, path.name)),
    "old.las": (
        make_las,
        {"points": 40, "point_format": 1, "version": "1.2", "srid": None},
        lambda path: check_point_cloud(path, path.name),
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_damage_of_any_kind_is_explained(tmp_path, name):
    maker, options, check = CHECKS[name]
    path = tmp_path / name
    whole = maker(path, **options).read_bytes()
    chance = random.Random(name)
    problems = []
    for _ in range(60):
        harmed = bytearray(whole)
        for _ in range(chance.choice((1, 3, 10))):
            # Headers are where it hurts.
            reach = chance.choice((300, len(harmed)))
            harmed[chance.randrange(min(reach, len(harmed)))] = chance.choice((0, 255, 128, 7))
        if chance.random() < 0.2:
            del harmed[chance.randrange(len(harmed)) :]
        path.write_bytes(harmed)
        silence_readers()
        try:
            findings = check(path)
        except ValidationError as error:
            problems.append(str(error))
        else:
            json.dumps([findings.fields, findings.file_metadata], allow_nan=False)
    assert len(problems) > 5
    assert all(problem.startswith(f"{name} ") for problem in problems)
