"""Tables that decide, written out a second time: a row that is lost or changed is noticed.

Where a function reads the table, it is asked; what goes in and what comes out are both here.
"""

from __future__ import annotations

import struct
from typing import Any

import httpx
import pytest

from pixel_client import exceptions
from pixel_client.cli.errors import exit_code
from pixel_client.http.api import error_from
from pixel_client.imagery.photo.tiff_tags import block_reader, read_tags
from pixel_client.uploads.engine.error_policy import action_for, asked_once
from pixel_client.uploads.inputs.scan import EXTENSIONS
from pixel_client.uploads.inputs.sidecars import SideCars, is_side_car
from pixel_client.uploads.s3.error_codes import S3_CODES, Action

EXTENSIONS_OF = {
    "image": ".heic .insp .jpeg .jpg .png .tif .tiff .webp",
    "raster": ".img .jp2 .jpeg .jpg .mrf .pdf .png .tif .tiff .vrt .webp",
    "point_cloud": ".las .laz",
}


@pytest.mark.parametrize("kind", sorted({*EXTENSIONS, *EXTENSIONS_OF}))
def test_what_is_taken_from_a_folder(kind: str) -> None:
    assert " ".join(sorted(EXTENSIONS[kind])) == EXTENSIONS_OF[kind]


WORLD_FILES = {
    "a.tfw": "a.tif a.tiff",
    "a.tifw": "a.tif",
    "a.tiffw": "a.tiff",
    "a.jgw": "a.jpg a.jpeg",
    "a.jpgw": "a.jpg",
    "a.jpegw": "a.jpeg",
    "a.pgw": "a.png",
    "a.pngw": "a.png",
    "a.j2w": "a.jp2",
    "a.wpw": "a.webp",
    "a.mfw": "a.mrf",
}
OF_ANY = ".aux.xml .aux .ovr .msk .xmp .rrd .lax .prj .tab .wld .xml"
MAINS = "a.tif a.tiff a.jpg a.jpeg a.png a.jp2 a.webp a.mrf a.las a.img"


@pytest.mark.parametrize("side_car", WORLD_FILES)
@pytest.mark.parametrize("main", MAINS.split())
def test_a_world_file_belongs_to_rasters_of_its_kind(side_car: str, main: str) -> None:
    assert is_side_car(side_car)
    names = [main, side_car]
    owned = [side_car] if main in WORLD_FILES[side_car].split() else []
    cars = SideCars.among(lambda: names)
    assert cars.of(main) == owned
    assert cars.without_main() == ([] if owned else [side_car])


@pytest.mark.parametrize("suffix", OF_ANY.split())
@pytest.mark.parametrize("main", MAINS.split())
def test_other_side_cars_belong_to_files_of_any_kind(suffix: str, main: str) -> None:
    for name in (f"a{suffix}", f"{main}{suffix}", f"{main}{suffix}".upper()):
        assert is_side_car(name)
        names = [main, name]
        assert SideCars.among(lambda names=names: names).of(main) == [name]


@pytest.mark.parametrize("name", ["a.tif", "a.dgn", ".ovr", ".tfw", "a.tfw.zip", "tfw"])
def test_other_files_are_no_side_cars(name: str) -> None:
    assert not is_side_car(name)


def test_a_side_car_with_the_whole_name_is_of_that_file_alone() -> None:
    names = ["ortho.jpg", "ortho.tif.ovr"]
    cars = SideCars.among(lambda: names)
    assert cars.of("ortho.jpg") == []
    assert cars.without_main() == ["ortho.tif.ovr"]
    both = ["ortho.jpg", "ortho.tif", "ortho.tif.ovr"]
    cars = SideCars.among(lambda: both)
    assert (cars.of("ortho.jpg"), cars.of("ortho.tif")) == ([], ["ortho.tif.ovr"])
    # Two that differ in case only: each has the one that is written as it is.
    cases = ["A.tif", "a.tif", "A.tif.ovr", "a.tif.ovr"]
    cars = SideCars.among(lambda: cases)
    assert (cars.of("A.tif"), cars.of("a.tif")) == (["A.tif.ovr"], ["a.tif.ovr"])


# Number of the type: how struct writes one value, what is written, what is read.
TYPES: dict[int, tuple[str, tuple[Any, ...], Any]] = {
    1: ("B", (200,), 200),
    2: ("4s", (b"abc\0",), "abc"),
    3: ("H", (60_000,), 60_000),
    4: ("I", (4_000_000_000,), 4_000_000_000),
    5: ("II", (4_000_000_000, 8), 500_000_000.0),
    6: ("b", (-100,), -100),
    7: ("4s", (b"0232",), b"0232"),
    8: ("h", (-30_000,), -30_000),
    9: ("i", (-2_000_000_000,), -2_000_000_000),
    10: ("ii", (-7, 2), -3.5),
    11: ("f", (0.25,), 0.25),
    12: ("d", (0.1,), 0.1),
    13: ("I", (8,), 8),
    129: ("4s", ("æøå"[:1].encode() + b"b\0",), "æb"),
}
WIDE = {16: ("Q", (2**63,), 2**63), 17: ("q", (-(2**40),), -(2**40)), 18: ("Q", (2**40,), 2**40)}
"""Of BigTIFF."""


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("number", [*TYPES, *WIDE])
def test_values_of_every_type_of_tiff_are_read(order: str, big: bool, number: int) -> None:
    written, values, expected = (TYPES | WIDE)[number]
    value = struct.pack(order + written, *values)
    count = len(value) if "s" in written else 1
    offset, head, entry = ("Q", 16, "HHQQ") if big else ("I", 8, "HHII")
    mark = b"II" if order == "<" else b"MM"
    first = struct.pack(order + ("HHHQ" if big else "HI"), *((43, 8, 0, 16) if big else (42, 8)))
    room = struct.calcsize(order + offset)
    directory_size = struct.calcsize(order + ("Q" if big else "H") + entry + offset)
    block = mark + first + struct.pack(order + ("Q" if big else "H"), 1)
    block += struct.pack(order + entry[:3], 0x010F, number, count)
    inside = len(value) <= room
    block += (
        value.ljust(room, b"\0") if inside else struct.pack(order + offset, head + directory_size)
    )
    block += struct.pack(order + offset, 0) + (b"" if inside else value)
    tags = read_tags(block_reader(block), [0x010F], [], [])
    assert tags.damage == []
    assert tags.main[0x010F] == expected
    assert type(tags.main[0x010F]) is type(expected)


CODES = {
    "RequestTimeout": Action.RETRY,
    "InternalError": Action.PAUSE,
    "SlowDown": Action.PAUSE,
    "TemporaryRedirect": Action.PAUSE,
    "ServiceUnavailable": Action.PAUSE,
    "RequestTimeTooSkewed": Action.ABORT,
    "BadDigest": Action.REHASH,
    "InvalidDigest": Action.REHASH,
    "ExpiredToken": Action.NEW_JOB,
    "InvalidToken": Action.NEW_JOB,
    "InvalidAccessKeyId": Action.NEW_JOB,
    "NoSuchUpload": Action.NEW_JOB,
    "TooManyRequests": Action.PAUSE,
    "EntityTooLarge": Action.GIVE_UP,
    "EntityTooSmall": Action.GIVE_UP,
    "SignatureDoesNotMatch": Action.GIVE_UP,
    "QuotaExceeded": Action.ABORT,
    "AccessDenied": Action.GIVE_UP,  # and any other that is in no row
    "NobodyKnows": Action.GIVE_UP,
}
WITHOUT_A_HINT = {
    "RequestTimeout",
    "InternalError",
    "SlowDown",
    "TemporaryRedirect",
    "ServiceUnavailable",
    "TooManyRequests",
}


def transfer_error(**parts: Any) -> exceptions.PixelTransferError:
    return exceptions.PixelTransferError("it failed", **parts)


@pytest.mark.parametrize("code", sorted({*CODES, *S3_CODES}))
def test_what_is_done_about_a_code_of_s3(code: str) -> None:
    assert action_for(transfer_error(status_code=400, s3_code=code)) is CODES[code]
    if code in S3_CODES:
        assert (S3_CODES[code].hint is None) == (code in WITHOUT_A_HINT)


@pytest.mark.parametrize(
    ("parts", "action"),
    [
        *(({"status_code": status}, Action.PAUSE) for status in (408, 429, 500, 502, 503, 504)),
        *(
            ({"status_code": status}, Action.GIVE_UP)
            for status in (400, 401, 403, 404, 407, 409, 412, 428, 430, 499, 501, 505)
        ),
        ({"status_code": 403, "reason": exceptions.TransferReason.EXPIRED}, Action.NEW_JOB),
        ({"status_code": None, "reason": exceptions.TransferReason.NOT_TRUSTED}, Action.ABORT),
        ({"status_code": 503, "s3_code": "NoSuchUpload"}, Action.NEW_JOB),  # its own code first
        # No answer: PAUSE once all tries are used up; what cannot pass is tried once only.
        ({"attempts": 4}, Action.PAUSE),
        ({"attempts": 3}, Action.GIVE_UP),
        ({"attempts": 1}, Action.GIVE_UP),
    ],
)
def test_what_is_done_about_an_answer_of_s3(parts: dict[str, Any], action: Action) -> None:
    assert action_for(transfer_error(**parts), retries=3) is action


KINDS_OF_ERRORS = {
    302: "PixelStatusError",
    400: "PixelBadRequestError",
    401: "PixelUnauthorizedError",
    402: "PixelBadRequestError",
    403: "PixelPermissionError",
    404: "PixelNotFoundError",
    409: "PixelConflictError",
    410: "PixelBadRequestError",
    422: "PixelValidationError",
    429: "PixelRateLimitError",
    499: "PixelBadRequestError",
    500: "PixelServerError",
    503: "PixelServerError",
    599: "PixelServerError",
}


@pytest.mark.parametrize("status", KINDS_OF_ERRORS)
def test_the_exception_of_a_status(status: int) -> None:
    request = httpx.Request("GET", "https://pixel.example/x")
    error = error_from(httpx.Response(status, json={}, request=request))
    assert type(error) is getattr(exceptions, KINDS_OF_ERRORS[status])


@pytest.mark.parametrize(
    ("done", "failed", "code"), [(0, 0, 0), (3, 0, 0), (3, 1, 3), (1, 9, 3), (0, 1, 1)]
)
def test_the_exit_code_of_work_on_several_things(done: int, failed: int, code: int) -> None:
    assert exit_code(done, failed) == code


BY_STATUS = {
    400: Action.GIVE_UP,
    401: Action.ABORT,
    402: Action.ABORT,
    403: Action.ABORT,
    404: Action.ABORT,
    409: Action.GIVE_UP,
    418: Action.GIVE_UP,
    422: Action.GIVE_UP,
    429: Action.RETRY,
    500: Action.RETRY,
    501: Action.RETRY,
    502: Action.PAUSE,
    503: Action.PAUSE,
    504: Action.PAUSE,
    507: Action.ABORT,
}


@pytest.mark.parametrize("status", BY_STATUS)
def test_what_is_done_about_a_status_of_the_service(status: int) -> None:
    request = httpx.Request("GET", "https://pixel.example/x")
    error = error_from(httpx.Response(status, json={}, request=request))
    assert error.status_code == status
    assert action_for(error) is BY_STATUS[status]
    assert asked_once(error) == (status in (500, 501))


@pytest.mark.parametrize(
    ("error", "action"),
    [
        (exceptions.PixelClosedError("x"), Action.ABORT),
        (exceptions.PixelJournalError("x"), Action.ABORT),
        (exceptions.PixelConnectionError("x"), Action.PAUSE),
        (exceptions.PixelInputError("x"), Action.GIVE_UP),
        (exceptions.PixelSignInError("x", status_code=None), Action.PAUSE),
        (exceptions.PixelSignInError("x", status_code=500), Action.PAUSE),
        (exceptions.PixelSignInError("x", status_code=499), Action.ABORT),
        (exceptions.PixelSignInError("x", status_code=401), Action.ABORT),
        (OSError("x"), Action.GIVE_UP),
        (ValueError("x"), Action.GIVE_UP),
    ],
    ids=lambda given: type(given).__name__ if isinstance(given, Exception) else None,
)
def test_what_is_done_about_an_error(error: Exception, action: Action) -> None:
    assert action_for(error) is action
