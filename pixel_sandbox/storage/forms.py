"""Validates presigned POST forms like S3; pure decisions, no I/O.

The sandbox's S3 server supports presigned PUTs but no signed forms, so the sandbox validates these.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ..options import MAX_POST_SIZE

ALGORITHM = "AWS4-HMAC-SHA256"
# Form fields that a policy need not mention.
UNCONDITIONED = {"x-amz-signature", "policy", "file"}


class S3Error(Exception):
    """An error response of S3.

    Args:
        status: HTTP status.
        code: S3's error code, such as `AccessDenied`.
        message: One sentence for people, without signature and policy.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The key pair that signs uploads, and its region."""

    access_key: str
    secret_key: str
    region: str


@dataclass(frozen=True, kw_only=True)
class Grant:
    """The limits of an accepted form.

    Args:
        key: Key of the object.
        content_md5: Required base64 MD5 of the content, or None.
        min_size: Minimum size in bytes.
        max_size: Maximum size in bytes.
        status: HTTP status of a successful response.
    """

    key: str
    content_md5: str | None
    min_size: int
    max_size: int
    status: int


def check_form(
    fields: Mapping[str, str],
    bucket: str,
    keys: Keys,
    now: datetime | None = None,
    largest: int = MAX_POST_SIZE,
) -> Grant:
    """Validate the fields before the file of a form.

    Args:
        fields: The form's fields by lower-case name.
        bucket: Bucket the form was sent to.
        keys: Key pair the form must be signed with.
        now: Time for the expiry check. Default: now.
        largest: Maximum size of a file in bytes.

    Returns:
        What the form may store.

    Raises:
        S3Error: The form is refused.
    """
    policy_text = fields.get("policy")
    if policy_text is None:
        raise S3Error(403, "AccessDenied", "The bucket does not take uploads without a policy.")
    if "key" not in fields:
        raise S3Error(400, "InvalidArgument", "The form has no field named key.")
    _check_signature(fields, policy_text, keys)
    policy = _read_policy(policy_text)
    if _expiration(policy) <= (now or datetime.now(UTC)):
        raise S3Error(403, "AccessDenied", "Invalid according to Policy: Policy expired.")
    smallest, largest = _check_conditions(fields, bucket, policy, largest)
    status = fields.get("success_action_status", "204")
    return Grant(
        key=fields["key"],
        content_md5=fields.get("content-md5"),
        min_size=smallest,
        max_size=largest,
        status=int(status) if status in {"200", "201"} else 204,
    )


def _check_signature(fields: Mapping[str, str], policy_text: str, keys: Keys) -> None:
    """Refuse a form whose policy was not signed with the key pair."""
    for name in ("x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature"):
        if name not in fields:
            raise S3Error(400, "InvalidArgument", f"The form has no field named {name}.")
    if fields["x-amz-algorithm"] != ALGORITHM:
        raise S3Error(400, "InvalidArgument", f"x-amz-algorithm must be {ALGORITHM}.")
    scope = fields["x-amz-credential"].split("/")
    if len(scope) != 5 or scope[2:] != [keys.region, "s3", "aws4_request"]:
        raise S3Error(400, "AuthorizationQueryParametersError", "The credential is malformed.")
    if not hmac.compare_digest(scope[0].encode(), keys.access_key.encode()):
        raise S3Error(403, "InvalidAccessKeyId", "The access key does not exist in our records.")
    signing_key = f"AWS4{keys.secret_key}".encode()
    for step in scope[1:]:
        signing_key = hmac.digest(signing_key, step.encode(), hashlib.sha256)
    expected = hmac.digest(signing_key, policy_text.encode(), hashlib.sha256).hex()
    if not hmac.compare_digest(expected.encode(), fields["x-amz-signature"].encode()):
        raise S3Error(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided.",
        )


def _read_policy(policy_text: str) -> dict[str, Any]:
    try:
        policy = json.loads(base64.b64decode(policy_text, validate=True))
    except (binascii.Error, ValueError):
        policy = None
    if not isinstance(policy, dict) or not isinstance(policy.get("conditions"), list):
        raise S3Error(400, "InvalidPolicyDocument", "The policy is not valid.")
    return policy


def _expiration(policy: Mapping[str, Any]) -> datetime:
    try:
        moment = datetime.fromisoformat(str(policy.get("expiration")))
    except ValueError:
        raise S3Error(400, "InvalidPolicyDocument", "The policy has no expiration.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _check_conditions(
    fields: Mapping[str, str], bucket: str, policy: Mapping[str, Any], largest: int
) -> tuple[int, int]:
    """Check the fields against the policy; returns the minimum and maximum size."""
    given = {**fields, "bucket": bucket}
    smallest = 0
    named = set(UNCONDITIONED) | {"bucket"}
    for condition in policy["conditions"]:
        operator, name, value = _condition(condition)
        if operator == "content-length-range":
            smallest, largest = max(smallest, int(name)), min(largest, int(value))
            continue
        named.add(name)
        actual = given.get(name, "")
        kept = actual.startswith(value) if operator == "starts-with" else actual == value
        if not kept:
            raise S3Error(
                403,
                "AccessDenied",
                f"Invalid according to Policy: Policy Condition failed: [{operator} ${name}]",
            )
    extra = sorted(f for f in fields if f not in named and not f.startswith("x-ignore-"))
    if extra:
        raise S3Error(
            403,
            "AccessDenied",
            f"Invalid according to Policy: Extra input fields: {', '.join(extra)}",
        )
    return smallest, largest


def _condition(condition: object) -> tuple[str, str, str]:
    """Normalise both forms of a condition to operator, name or lower bound, value."""
    if isinstance(condition, dict) and len(condition) == 1:
        [(name, value)] = condition.items()
        return "eq", str(name).lower(), str(value)
    if isinstance(condition, list) and len(condition) == 3:
        operator, name, value = (str(item) for item in condition)
        if operator == "content-length-range" and name.isdigit() and value.isdigit():
            return operator, name, value
        if operator in {"eq", "starts-with"} and name.startswith("$"):
            return operator, name[1:].lower(), value
    raise S3Error(400, "InvalidPolicyDocument", "The policy has a condition that is not valid.")
