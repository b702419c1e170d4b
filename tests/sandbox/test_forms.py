"""Presigned forms are judged as S3 judges them, over the wire and as a pure decision."""

import json
import time
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from botocore.config import Config

from pixel_sandbox import Sandbox, SandboxUser
from pixel_sandbox.storage.forms import Keys, S3Error, check_form

KEYS = Keys(access_key="AKSANDBOX", secret_key="very-secret", region="eu-north-1")


@pytest.fixture(scope="module")
def form(pilot):
    [job] = pilot.create(pilot.collection("image"), {"name": "a.jpg", "md5": pilot.md5(b"content")})
    return {"url": job["url"], "upload_fields": job["upload_fields"]}


def changed(form, **fields):
    return {"url": form["url"], "upload_fields": form["upload_fields"] | fields}


def code(answer):
    assert answer.headers["content-type"].startswith("application/xml")
    return answer.status_code, answer.text.split("<Code>")[1].split("</Code>")[0]


def test_a_good_form_is_stored(pilot, form):
    answer = pilot.send(form, b"content")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["etag"] == '"9a0364b9e99bb480dd25e1f0284c8555"'
    # Sent again, it is stored again.
    assert pilot.send(form, b"content").status_code == 204


def test_what_was_posted_is_in_the_bucket_of_the_s3_server(pilot, form):
    pilot.send(form, b"content")
    store = pilot.sandbox._parts.store
    s3 = boto3.client(
        "s3",
        endpoint_url=pilot.sandbox.s3_url,
        region_name="eu-north-1",
        aws_access_key_id=store.keys.access_key,
        aws_secret_access_key=store.keys.secret_key,
        config=Config(s3={"addressing_style": "path"}),
    )
    key = form["upload_fields"]["key"]
    with s3.get_object(Bucket=store.bucket, Key=key)["Body"] as body:
        assert body.read() == b"content"
    s3.close()
    unsigned = pilot.http.get(f"{pilot.sandbox.s3_url}/{store.bucket}/{key}")
    assert unsigned.status_code in {400, 403}
    assert b"content" not in unsigned.content


def test_wrong_content(pilot, form):
    assert code(pilot.send(form, b"other content")) == (400, "BadDigest")


def test_tampered_forms(pilot, form):
    fields = form["upload_fields"]
    policy = json.loads(b64decode(fields["policy"]))
    policy["expiration"] = "2999-01-01T00:00:00Z"
    longer = b64encode(json.dumps(policy).encode()).decode()
    other_md5 = pilot.md5(b"other")
    stranger = "A/20240101/eu-north-1/s3/aws4_request"
    for bad, expected in [
        (changed(form, policy=longer), (403, "SignatureDoesNotMatch")),
        (changed(form, **{"x-amz-signature": "0" * 64}), (403, "SignatureDoesNotMatch")),
        (
            changed(form, **{"x-amz-credential": stranger}),
            (403, "InvalidAccessKeyId"),
        ),
        (changed(form, key=fields["key"] + "x"), (403, "AccessDenied")),
        (changed(form, key="../../escape"), (403, "AccessDenied")),
        (changed(form, **{"Content-MD5": other_md5}), (403, "AccessDenied")),
        (changed(form, **{"x-amz-meta-extra": "1"}), (403, "AccessDenied")),
        (changed(form, **{"x-amz-date": "20200101T000000Z"}), (403, "AccessDenied")),
    ]:
        answer = pilot.send(bad, b"other")
        assert code(answer) == expected, answer.text
        assert fields["x-amz-signature"] not in answer.text
        assert fields["policy"] not in answer.text


def test_fields_left_out(pilot, form):
    fields = form["upload_fields"]
    for missing, expected in [
        ("policy", (403, "AccessDenied")),
        ("key", (400, "InvalidArgument")),
        ("x-amz-signature", (400, "InvalidArgument")),
        ("Content-MD5", (403, "AccessDenied")),
    ]:
        less = {name: value for name, value in fields.items() if name != missing}
        answer = pilot.http.post(form["url"], data=less, files={"file": b"content"})
        assert code(answer) == expected, missing


def test_forms_that_are_no_forms(pilot, form):
    post, url, fields = pilot.http.post, form["url"], form["upload_fields"]
    no_file = post(url, files={name: (None, value) for name, value in fields.items()})
    assert code(no_file) == (400, "InvalidArgument")
    # The fields count only when they come before the file.
    parts = [("file", b"content"), *((name, (None, value)) for name, value in fields.items())]
    assert code(post(url, files=parts)) == (403, "AccessDenied")
    assert code(post(url, data=fields)) == (412, "PreconditionFailed")
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    assert code(post(url, content=b"rubbish", headers=kind)) == (400, "MalformedPOSTRequest")
    cut = b'--b\r\nContent-Disposition: form-data; name="key"\r\n\r\nx'
    assert code(post(url, content=cut, headers=kind)) == (400, "MalformedPOSTRequest")
    huge = {**fields, "key": "k" * 100_000}
    answer = post(url, data=huge, files={"file": b"content"})
    assert code(answer) == (400, "MaxPostPreDataLengthExceeded")
    answer = post(url + "x", data=fields, files={"file": b"content"})
    assert code(answer) == (403, "AccessDenied")


def test_too_large_forms(start):
    user = SandboxUser("pilot", "secret-1")
    with Sandbox(users=(user,), max_post_size=2_000_000) as sandbox:
        person = start(sandbox)
        collection = person.collection("image")
        large = bytes(2_000_001)
        [job] = person.create(collection, {"name": "a.jpg", "md5": person.md5(large)})
        assert code(person.send(job, large)) == (400, "EntityTooLarge")
        upload = person.finish(collection, job)
        assert upload["status"] == "failed"
        assert "never received" in upload["detail"]
        assert list(sandbox._parts.store.spool.iterdir()) == []


def test_expired_forms_and_parts(start):
    user = SandboxUser("pilot", "secret-1")
    with Sandbox(users=(user,), presign_lifetime=1) as sandbox:
        person = start(sandbox)
        collection = person.collection("image")
        part = {"part_number": 1, "md5": person.md5(b"x"), "content_length": 1}
        [job] = person.create(collection, {"name": "b.jpg", "parts": [part]}, way="multipart")
        [form] = person.create(collection, {"name": "c.jpg", "md5": person.md5(b"x")})
        # The policy counts in whole seconds.
        time.sleep(2.1)
        answer = person.send(form, b"x")
        assert code(answer) == (403, "AccessDenied")
        assert "expired" in answer.text
        put = job["upload_parts"][0]
        answer = person.http.put(put["url"], content=b"x", headers=put["headers"])
        assert answer.status_code in {400, 403}
        assert b"<Code>AccessDenied</Code>" in answer.content
        assert list(sandbox._parts.store.spool.iterdir()) == []


def presigned(conditions=(), fields=None, bucket="photos", key="k", seconds=60):
    client = boto3.client(
        "s3",
        region_name=KEYS.region,
        aws_access_key_id=KEYS.access_key,
        aws_secret_access_key=KEYS.secret_key,
        config=Config(signature_version="s3v4"),
    )
    post = client.generate_presigned_post(
        bucket, key, Fields=dict(fields or {}), Conditions=list(conditions), ExpiresIn=seconds
    )
    client.close()
    return {name.lower(): value for name, value in post["fields"].items()}


def test_a_grant_holds_what_the_policy_says():
    fields = presigned(
        [
            ["content-length-range", 3, 9],
            ["starts-with", "$x-amz-meta-a", "b"],
            {"Content-MD5": "m"},
        ],
        {"x-amz-meta-a": "bcd", "Content-MD5": "m", "success_action_status": "201"},
    )
    # boto3 leaves naming every field in a condition to its caller.
    with pytest.raises(S3Error, match="Extra input fields: success_action_status"):
        check_form(fields, "photos", KEYS)
    fields.pop("success_action_status")
    grant = check_form(fields | {"x-ignore-me": "1"}, "photos", KEYS)
    assert (grant.key, grant.content_md5, grant.status) == ("k", "m", 204)
    assert (grant.min_size, grant.max_size) == (3, 9)
    assert check_form(fields, "photos", KEYS, largest=5).max_size == 5
    status = presigned([{"success_action_status": "201"}], {"success_action_status": "201"})
    assert check_form(status, "photos", KEYS).status == 201


@pytest.mark.parametrize(
    ("conditions", "changes", "bucket", "error"),
    [
        ([], {}, "other", "AccessDenied"),
        ([["starts-with", "$x-amz-meta-a", "b"]], {}, "photos", "AccessDenied"),
        ([["eq", "$acl", "private"]], {}, "photos", "AccessDenied"),
        ([["like", "$key", "k"]], {}, "photos", "InvalidPolicyDocument"),
        ([["content-length-range", "a", "b"]], {}, "photos", "InvalidPolicyDocument"),
        ([], {"x-amz-algorithm": "AWS2"}, "photos", "InvalidArgument"),
        ([], {"x-amz-credential": "a/b"}, "photos", "AuthorizationQueryParametersError"),
    ],
)
def test_refused_forms(conditions, changes, bucket, error):
    with pytest.raises(S3Error) as caught:
        check_form(presigned(conditions) | changes, bucket, KEYS)
    assert caught.value.code == error
    assert "expired" not in str(caught.value)


def test_expiry_is_judged_by_the_clock():
    fields = presigned(seconds=60)
    check_form(fields, "photos", KEYS, now=datetime.now(UTC) + timedelta(seconds=58))
    with pytest.raises(S3Error, match="expired"):
        check_form(fields, "photos", KEYS, now=datetime.now(UTC) + timedelta(seconds=61))
