"""Upload jobs: what a create call must keep to, forms, parts, and being finished."""

import random
from itertools import pairwise

import httpx
import pytest

from pixel_sandbox.samples import make_jpeg

MD5 = "1B2M2Y8AsgTpgAmY7PhCfg=="


@pytest.fixture(scope="module")
def images(pilot):
    return pilot.collection("image")


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    return make_jpeg(tmp_path_factory.mktemp("photo") / "photo.jpg").read_bytes()


def names(count):
    return [{"name": f"{number}.jpg", "md5": MD5} for number in range(count)]


def test_200_files_a_call_and_not_one_more(pilot, images):
    answer = pilot.api.post(f"{images}/upload_jobs/", json={"files": names(200)})
    assert answer.status_code == 201
    jobs = answer.json()
    assert {job["name"] for job in jobs} == {file["name"] for file in names(200)}
    assert {job["status"] for job in jobs} == {"lobby"}
    assert len({job["upload_fields"]["key"] for job in jobs}) == 200
    # No order is promised, and none is kept.
    ids = [job["id"] for job in jobs]
    assert any(later < earlier for earlier, later in pairwise(ids))
    detail = pilot.refused(422, "POST", f"{images}/upload_jobs/", json={"files": names(201)})
    assert detail[0]["loc"] == ["body", "files"]
    assert "200" in detail[0]["msg"]


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ([], ["files"]),
        ([{"name": "a.jpg"}], ["files", 0, "md5"]),
        ([{"name": "a.jpg", "md5": "abc"}], ["files", 0, "md5"]),
        ([{"name": "a.jpg", "md5": "d41d8cd98f00b204e9800998ecf8427e"}], ["files", 0, "md5"]),
        ([{"name": "", "md5": MD5}], ["files", 0, "name"]),
        ([{"name": "..", "md5": MD5}], ["files", 0, "name"]),
        ([{"name": "a/b.jpg", "md5": MD5}], ["files", 0, "name"]),
        ([{"name": "a\nb.jpg", "md5": MD5}], ["files", 0, "name"]),
        ([{"name": "æ" * 128, "md5": MD5}], ["files", 0, "name"]),
        ([{"name": "a", "md5": MD5}, {"name": "a", "md5": MD5}], ["files", 1, "name"]),
        (
            [{"name": "a", "md5": MD5, "support_files": [{"name": "a", "md5": MD5}]}],
            ["files", 0, "support_files", 0, "name"],
        ),
        (
            [{"name": "a", "md5": MD5, "metadata": {"fields": {"fields_type": "raster"}}}],
            ["files", 0, "metadata", "fields", "fields_type"],
        ),
        (
            [{"name": "a", "md5": MD5, "metadata": {"fields": {"fields_type": "map"}}}],
            ["files", 0, "metadata", "fields"],
        ),
        (
            [{"name": "a", "md5": MD5, "metadata": {"json_metadata": {"k": [1]}}}],
            ["files", 0, "metadata", "json_metadata", "k"],
        ),
    ],
)
def test_bad_files_are_refused(pilot, images, files, where):
    detail = pilot.refused(422, "POST", f"{images}/upload_jobs/", json={"files": files})
    assert detail[0]["loc"][: len(where) + 1] == ["body", *where]


def part(number, size=1000, md5=MD5):
    return {"part_number": number, "md5": md5, "content_length": size}


@pytest.mark.parametrize(
    ("parts", "where"),
    [
        ([], ["parts"]),
        ([part(0)], ["parts", 0, "part_number"]),
        ([part(2)], ["parts"]),
        ([part(1), part(3)], ["parts"]),
        ([part(1), part(1)], ["parts"]),
        ([part(1, 999), part(2)], ["parts", 0, "content_length"]),
        ([part(2), part(1, 999)], ["parts", 1, "content_length"]),
        ([part(1, 5 * 1024**3 + 1)], ["parts", 0, "content_length"]),
        ([part(1, md5="x")], ["parts", 0, "md5"]),
        ([part(10_001)], ["parts", 0, "part_number"]),
        ([part(n) for n in range(1, 10_002)], ["parts"]),
    ],
)
def test_bad_parts_are_refused(pilot, images, parts, where):
    body = {"files": [{"name": "a.jpg", "parts": parts}]}
    detail = pilot.refused(422, "POST", f"{images}/upload_jobs/multipart", json=body)
    assert detail[0]["loc"][: len(where) + 3] == ["body", "files", 0, *where]


def test_what_is_not_there_is_named(pilot, images):
    project = images.split("/")[2]
    missing = f"/projects/{project}/data_collections/999999"
    body = {"files": names(1)}
    for path in ("upload_jobs/", "images/", "rasters/7", "upload_jobs/7/uploadFinished"):
        method = "PUT" if path.endswith("Finished") else "GET"
        assert "999999" in pilot.refused(404, method, f"{missing}/{path}")
    assert "999999" in pilot.refused(404, "POST", f"{missing}/upload_jobs/", json=body)
    for path in ("images", "rasters", "point_clouds"):
        assert "888888" in pilot.refused(404, "GET", f"{images}/{path}/888888")
    detail = pilot.refused(404, "PUT", f"{images}/upload_jobs/888888/uploadFinished")
    assert detail.startswith("Upload job 888888 not found")
    many = {"job_ids": [888888]}
    path = f"{images}/upload_jobs/multiple_uploadFinished"
    assert "888888" in pilot.refused(404, "PUT", path, json=many)
    assert "Job 888888 not found" in pilot.refused(404, "GET", "/jobs/888888")
    assert "Job group 888888 not found" in pilot.refused(404, "GET", "/jobs/groups/888888")
    for huge in (10**18, 10**25):
        pilot.refused(404, "GET", f"/jobs/{huge}")


def test_one_file_all_the_way(pilot, images, photo):
    upload = pilot.upload(
        images,
        "Ålesund #1 100%?.jpg",
        photo,
        metadata={
            "fields": {"fields_type": "image", "cam_pitch": -90, "image_type": "nadir"},
            "json_metadata": {"flight": "7", "wind": 3.5, "rain": None},
        },
    )
    image = pilot.resource(images, upload)
    assert image["name"] == "Ålesund #1 100%?.jpg"
    assert image["cam_pitch"] == -90
    assert image["image_type"] == "nadir"
    assert image["json_metadata"] == {"flight": "7", "wind": 3.5, "rain": None}
    assert (image["size"], image["md5"]) == (len(photo), pilot.md5(photo))
    assert image["upload_job_id"] == upload["id"]


def test_finishing_twice_is_the_same_job_and_one_resource(pilot, images, photo):
    [job] = pilot.create(images, {"name": "twice.jpg", "md5": pilot.md5(photo)})
    pilot.send(job, photo)
    path = f"{images}/upload_jobs/{job['id']}/uploadFinished"
    first = pilot.ok("PUT", path)["job"]["job_id"]
    assert pilot.ok("PUT", path)["job"]["job_id"] == first
    pilot.wait(f"/jobs/{first}")
    done = pilot.ok("PUT", path)["job"]
    assert (done["job_id"], done["completed"]) == (first, True)
    assert len(pilot.ok("GET", f"{images}/images/", params={"name": "twice.jpg"})) == 1


def test_many_files_are_finished_as_a_group(pilot, photo):
    collection = pilot.collection("image")
    files = [{"name": f"{n}.jpg", "md5": pilot.md5(photo)} for n in range(12)]
    jobs = pilot.create(collection, *files)
    for job in jobs[:10]:
        assert pilot.send(job, photo).status_code == 204
    ids = [job["id"] for job in jobs]
    random.shuffle(ids)
    path = f"{collection}/upload_jobs/multiple_uploadFinished"
    answer = pilot.ok("PUT", path, json={"job_ids": ids})
    assert sorted(each["id"] for each in answer["upload_jobs"]) == sorted(ids)
    number = answer["group_job"]["group_id"]
    assert answer["group_job"]["total_jobs"] == 12
    group = pilot.wait(f"/jobs/groups/{number}")
    assert (group["success_count"], group["failed_count"]) == (10, 2)
    assert group["status"] == "failed"
    assert group["name"]
    again = pilot.ok("PUT", path, json={"job_ids": ids})
    assert again["group_job"]["group_id"] == number
    uploads = pilot.ok("GET", f"{collection}/upload_jobs/", params={"limit": 200})
    assert [each["status"] for each in uploads].count("validated_and_moved") == 10
    failed = [each for each in uploads if each["status"] == "failed"]
    assert {each["id"] for each in failed} == {job["id"] for job in jobs[10:]}
    assert all("never received" in each["detail"] for each in failed)
    listed = pilot.ok("GET", f"{collection}/images/", params={"limit": 200})
    assert len(listed) == 10
    pilot.refused(422, "PUT", path, json={"job_ids": []})


@pytest.fixture
def parts():
    return [bytes([n]) * size for n, size in ((1, 1000), (2, 2000), (3, 10))]


def put(person, part, data, **headers):
    return person.http.put(part["url"], content=data, headers=part["headers"] | headers)


def test_a_file_in_parts_in_any_order(pilot, images, photo):
    parts = [photo[:1000], photo[1000:2100], photo[2100:]]
    assert len(parts[2]) > 0
    job = pilot.create_multipart(images, "parts.jpg", parts)
    assert [p["part_number"] for p in job["upload_parts"]] == [1, 2, 3]
    for index in (2, 0, 1, 0):
        answer = put(pilot, job["upload_parts"][index], parts[index])
        assert answer.status_code == 200, answer.text
    upload = pilot.finish(images, job)
    assert pilot.resource(images, upload)["md5"] == pilot.md5(photo)
    again = pilot.ok("PUT", f"{images}/upload_jobs/{job['id']}/uploadFinished")
    assert again["job"]["status"] == "completed"


def test_parts_of_support_files_are_forms(pilot, images, photo):
    beside = {"name": "parts2.xmp", "md5": pilot.md5(b"<x/>")}
    job = pilot.create_multipart(images, "parts2.jpg", [photo], support_files=[beside])
    assert put(pilot, job["upload_parts"][0], photo).status_code == 200
    [form] = job["support_files"]
    assert pilot.send(form, b"<x/>").status_code == 204
    assert pilot.finish(images, job)["status"] == "validated_and_moved"


def test_a_missing_part_is_named(pilot, images, parts):
    job = pilot.create_multipart(images, "hole.jpg", parts)
    for index in (0, 2):
        put(pilot, job["upload_parts"][index], parts[index])
    upload = pilot.finish(images, job)
    assert upload["status"] == "failed"
    assert upload["detail"].startswith("part 2 of 3 of hole.jpg was never received")


def test_a_part_of_another_size_than_announced(pilot, images, parts):
    announced = [
        {"part_number": n, "md5": pilot.md5(data), "content_length": len(data) + (n == 2)}
        for n, data in enumerate(parts, 1)
    ]
    [job] = pilot.create(images, {"name": "size.jpg", "parts": announced}, way="multipart")
    for part_ in job["upload_parts"]:
        put(pilot, part_, parts[part_["part_number"] - 1])
    upload = pilot.finish(images, job)
    assert upload["status"] == "failed"
    assert "part 2 of 3 of size.jpg has 2000 bytes; 2001 were announced" in upload["detail"]


def test_a_part_must_be_exactly_what_was_signed(pilot, images, parts):
    job = pilot.create_multipart(images, "signed.jpg", parts)
    first, second = job["upload_parts"][:2]
    url = httpx.URL(first["url"])
    other = url.copy_set_param("partNumber", "3")
    refusals = [
        pilot.http.put(first["url"], content=parts[0]),
        put(pilot, first, parts[1], **{"Content-MD5": pilot.md5(parts[1])}),
        put(pilot, first | {"url": str(other)}, parts[0]),
        put(pilot, first | {"url": str(url.copy_with(path="/pixel-sandbox/x"))}, parts[0]),
        put(pilot, first | {"url": str(url).replace("Signature=", "Signature=0")}, parts[0]),
    ]
    assert [answer.status_code for answer in refusals] == [403] * 5
    assert b"SignatureDoesNotMatch" in refusals[2].content
    wrong = put(pilot, second, parts[0])
    assert wrong.status_code == 400
    assert b"<Code>BadDigest</Code>" in wrong.content
    assert put(pilot, first, parts[0]).is_success


def test_nothing_sent_of_a_file_in_parts(pilot, images, parts):
    job = pilot.create_multipart(images, "none.jpg", parts)
    upload = pilot.finish(images, job)
    assert upload["status"] == "failed"
    assert "part 1 of 3 of none.jpg was never received" in upload["detail"]


def test_upload_jobs_are_listed_without_their_secrets(pilot, images):
    [job] = pilot.create(images, {"name": "listed.jpg", "md5": MD5})
    listed = pilot.ok("GET", f"{images}/upload_jobs/", params={"name": "listed.jpg"})
    assert [each["id"] for each in listed] == [job["id"]]
    assert not {"url", "upload_fields", "upload_parts"} & set(listed[0])
    assert len(pilot.ok("GET", f"{images}/upload_jobs/", params={"limit": 500})) == 30
