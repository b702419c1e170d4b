"""Reads features from an ArcGIS feature service on this machine."""

import ipaddress
import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx

TIMEOUT_SECONDS = 10.0
PAGE_SIZE = 1000
# A service that always reports more features must not keep a harvest running forever.
MAX_FEATURES = 100_000


class HarvestError(Exception):
    """The harvest failed, for the reason in the message, which contains no secrets."""


def read_features(
    url: str, auth: Mapping[str, Any], where: str, fields: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Read all features of a layer.

    Args:
        url: URL of the layer, such as `http://127.0.0.1:8000/FeatureServer/0`.
        auth: `credentials` or `api_key`, as in the API.
        where: SQL condition on the features.
        fields: Names of the fields to read.

    Yields:
        Features: objects with `attributes` and, where there is one, `geometry`.

    Raises:
        HarvestError: It cannot be reached, refuses, or does not respond like a feature service.
    """
    _check_here(url)
    # A proxy from the environment would leave this machine.
    with httpx.Client(trust_env=False, timeout=TIMEOUT_SECONDS) as http:
        form = {
            "where": where or "1=1",
            "outFields": ",".join(fields) or "*",
            "returnGeometry": "true",
            "outSR": "4326",
            "f": "json",
        }
        headers = _sign_in(http, auth, form)
        seen = 0
        while seen < MAX_FEATURES:
            form |= {"resultOffset": str(seen), "resultRecordCount": str(PAGE_SIZE)}
            answer = _post(http, f"{url.rstrip('/')}/query", form, headers)
            features = answer.get("features")
            if not isinstance(features, list):
                raise HarvestError("the service's response has no features")
            yield from (feature for feature in features if isinstance(feature, dict))
            seen += len(features)
            if not features or not answer.get("exceededTransferLimit"):
                return


def _sign_in(http: httpx.Client, auth: Mapping[str, Any], form: dict[str, str]) -> dict[str, str]:
    """Authentication headers; a token is sent in the form, to keep it out of URLs."""
    if "api_key" in auth:
        return {"Authorization": f"Bearer {auth['api_key']['api_key']}"}
    credentials = auth.get("credentials")
    if credentials is None:
        return {}
    token_url = credentials.get("token_url")
    if token_url is None:
        pair = f"{credentials['username']}:{credentials['password']}"
        return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}
    _check_here(token_url)
    asked = {"username": credentials["username"], "password": credentials["password"], "f": "json"}
    token = _post(http, token_url, asked, {}).get("token")
    if not isinstance(token, str):
        raise HarvestError("the token service's response has no token")
    form["token"] = token
    return {}


def _post(
    http: httpx.Client, url: str, form: Mapping[str, str], headers: Mapping[str, str]
) -> dict[str, Any]:
    where = urlsplit(url).netloc
    try:
        answer = http.post(url, data=form, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        # Its text may contain the request.
        raise HarvestError(f"{where} could not be reached ({type(error).__name__})") from None
    if not answer.is_success:
        raise HarvestError(f"{where} responded with status {answer.status_code}")
    try:
        body = answer.json()
        # Values that are not valid JSON could not be returned by the API.
        json.dumps(body, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise HarvestError(f"{where} did not respond with JSON") from None
    if not isinstance(body, dict):
        raise HarvestError(f"{where} did not respond with a JSON object")
    if "error" in body:
        # ArcGIS reports errors with status 200.
        problem = body["error"]
        code = problem.get("code") if isinstance(problem, dict) else None
        raise HarvestError(f"{where} refused the request (code {code})")
    return body


def _check_here(url: str) -> None:
    host = urlsplit(url).hostname or ""
    try:
        here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = False
    if not here:
        raise HarvestError(
            f"the sandbox asks no other machine, and {host} is one; it harvests from 127.0.0.1"
        )
