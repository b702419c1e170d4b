"""Photos with known tags: which field comes from where."""

from __future__ import annotations

import math
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pixel_client import ImageMetadataFields
from pixel_client.imagery import read_metadata
from pixel_client.imagery.metadata import FileMetadata
from tests.refusing import refused

from .photo_files import DJI, GPANO, PARROT, PIX4D, SKYDIO, at, dji, packet, photo, write

TAKEN = {0x9003: "2024:05:17 12:30:00", 0x9011: "+02:00"}
GIMBAL = {"GimbalYawDegree": "-90.5", "GimbalPitchDegree": "-60", "GimbalRollDegree": "+1.5"}


def read(folder: Path, /, name: str = "a.jpg", *, options: Any = None, **tags: Any) -> FileMetadata:
    return read_metadata(write(folder, name, photo(**tags)), **(options or {}))


def codes(metadata: FileMetadata) -> set[str]:
    return {problem.code for problem in metadata.problems}


MAKERS = {
    "DJI: the gimbal, not the aircraft": (
        {"xmp": dji(**GIMBAL, FlightYawDegree="+10", FlightPitchDegree="-9", FlightRollDegree=3)},
        (269.5, 30, 1.5),
        "drone-dji:Gimbal",
    ),
    "DJI, attributes as elements": (
        {
            "xmp": packet(
                "drone-dji",
                DJI,
                "<drone-dji:GimbalYawDegree>+15</drone-dji:GimbalYawDegree>"
                "<drone-dji:GimbalPitchDegree>-90</drone-dji:GimbalPitchDegree>",
            )
        },
        (15, 0, None),
        "drone-dji:Gimbal",
    ),
    "DJI, gimbal without yaw: the aircraft's": (
        {"xmp": dji(GimbalPitchDegree=-90, FlightYawDegree=-20)},
        (340, 0, None),
        "the aircraft's",
    ),
    "another maker with DJI's names": (
        {"xmp": packet("drone", "http://example.com/drone/", **GIMBAL)},
        (269.5, 30, 1.5),
        "drone:Gimbal",
    ),
    "DJI, looking down with a roll of half a turn": (
        {"xmp": dji(GimbalYawDegree=-170, GimbalPitchDegree=-89.9, GimbalRollDegree=180)},
        (10, -0.1, 0),
        "roll of 180° undone",
    ),
    "DJI, looking down with a roll of half a turn the other way": (
        {"xmp": dji(GimbalYawDegree=170, GimbalPitchDegree=-89.9, GimbalRollDegree=-180)},
        (350, -0.1, 0),
        "roll of -180° undone",
    ),
    "DJI, a roll of half a turn at the horizon stays": (
        {"xmp": dji(GimbalYawDegree=-170, GimbalPitchDegree=-10, GimbalRollDegree=180)},
        (190, 80, 180),
        "drone-dji:Gimbal",
    ),
    "an undeclared prefix": (
        {"xmp": dji(**GIMBAL).replace(f'xmlns:drone-dji="{DJI}"', "")},
        (269.5, 30, 1.5),
        "drone-dji:Gimbal",
    ),
    "another prefix for DJI's namespace": (
        {"xmp": packet("d", DJI, **GIMBAL)},
        (269.5, 30, 1.5),
        "drone-dji:Gimbal",
    ),
    "Parrot": (
        {
            "xmp": packet(
                "drone-parrot",
                PARROT,
                CameraYawDegree="200.25",
                CameraPitchDegree="-30",
                CameraRollDegree="0",
            )
        },
        (200.25, 60, 0),
        "drone-parrot",
    ),
    "Pix4D's namespace counts from straight down": (
        {"xmp": packet("Camera", PIX4D, Yaw="45", Pitch="10", Roll="-2")},
        (45, 10, -2),
        "Camera:Yaw",
    ),
    "Autel in Pix4D's namespace, from straight down": (
        {"main": {0x10F: "Autel Robotics"}, "xmp": packet("Camera", PIX4D, Yaw="45", Pitch="10")},
        (45, 10, None),
        "Camera:Yaw",
    ),
    "Autel in Pix4D's namespace, from the horizon": (
        {"main": {0x10F: "Camera"}, "xmp": packet("Camera", PIX4D, Yaw="45", Pitch="-90")},
        (45, 0, None),
        "as Autel writes it",
    ),
    "Skydio, a structure": (
        {
            "xmp": packet(
                "drone-skydio",
                SKYDIO,
                '<drone-skydio:CameraOrientationNED rdf:parseType="Resource">'
                "<drone-skydio:Yaw>127.444</drone-skydio:Yaw>"
                "<drone-skydio:Pitch>-7.5</drone-skydio:Pitch>"
                "<drone-skydio:Roll>0.187</drone-skydio:Roll>"
                "</drone-skydio:CameraOrientationNED>",
            )
        },
        (127.444, 82.5, 0.187),
        "drone-skydio",
    ),
    "Skydio, a structure of attributes": (
        {
            "xmp": packet(
                "drone-skydio",
                SKYDIO,
                '<drone-skydio:CameraOrientationNED drone-skydio:Yaw="1" '
                'drone-skydio:Pitch="-90" drone-skydio:Roll="0"/>',
            )
        },
        (1, 0, 0),
        "drone-skydio",
    ),
    "a panorama's own pose, before the gimbal": (
        {
            "xmp": packet(
                "GPano",
                GPANO,
                '<d:GimbalYawDegree xmlns:d="http://www.dji.com/drone-dji/1.0/">5'
                "</d:GimbalYawDegree>",
                ProjectionType="equirectangular",
                PoseHeadingDegrees="350.5",
                PosePitchDegrees="1",
                PoseRollDegrees="-2",
            )
        },
        (350.5, 91, -2),
        "GPano pose",
    ),
    "EXIF's image direction": ({"gps": {16: "T", 17: 123.25}}, (123.25, None, None), "GPSImgDir"),
    "a magnetic direction is told": ({"gps": {16: "M", 17: 12}}, (12, None, None), "magnetic"),
    "nothing": ({}, (None, None, None), ""),
}


@pytest.mark.parametrize(("tags", "angles", "source"), MAKERS.values(), ids=MAKERS.keys())
def test_the_camera_looks_where_its_maker_says(
    tmp_path: Path, tags: Any, angles: Any, source: str
) -> None:
    found = read(tmp_path, **tags)
    got = [found.fields.get(f"cam_{name}") for name in ("heading", "pitch", "roll")]
    assert got == [None if each is None else pytest.approx(each) for each in angles]
    if angles[0] is not None:
        assert source in found.sources["cam_heading"]


def test_pitch_may_be_counted_from_the_horizon(tmp_path: Path) -> None:
    found = read(tmp_path, xmp=dji(**GIMBAL), options={"pitch_zero": "horizon"})
    assert found.fields["cam_pitch"] == -60
    with refused("pitch_zero", "enum"):
        read(tmp_path, options={"pitch_zero": "up"})


def test_a_gimbal_that_recorded_nothing_is_told_and_not_believed(tmp_path: Path) -> None:
    zeros = dict.fromkeys(GIMBAL, "+0.00")
    found = read(tmp_path, xmp=dji(**zeros, FlightYawDegree="+179.9"))
    assert "gimbal-not-recorded" in codes(found)
    assert found.fields["cam_heading"] == 179.9
    assert not {"cam_pitch", "cam_roll"} & set(found.fields)
    north = read(tmp_path, xmp=dji(**zeros, FlightYawDegree="+0.3"))
    assert "gimbal-not-recorded" not in codes(north)
    assert north.fields["cam_pitch"] == 90


def test_dji_maker_notes_stand_in_for_lost_xmp(tmp_path: Path) -> None:
    import struct

    values = {6: 1.0, 7: 100.0, 8: 2.0, 9: -90.0, 10: -30.0, 11: 0.5}
    note = struct.pack(">H", len(values))
    note += b"".join(struct.pack(">HHIf", tag, 11, 1, value) for tag, value in values.items())
    raw = photo({0x10F: "DJI"}, {0x927C: note + bytes(4)})
    assert b"Exif\0\0MM" in raw  # the note is in the block's own byte order
    found = read_metadata(write(tmp_path, "a.jpg", raw))
    assert found.fields["cam_heading"] == 330
    assert found.fields["cam_pitch"] == 0
    assert found.sources["cam_roll"] == "DJI maker note"
    other = read_metadata(write(tmp_path, "b.jpg", raw.replace(b"DJI\0", b"ABC\0")))
    assert "cam_heading" not in other.fields


@pytest.mark.parametrize(
    ("value", "kept"), [(359.9, 359.9), (360, 0), (-10, 350), (400, None), (-361, None)]
)
def test_headings_are_of_one_turn_or_left_out(tmp_path: Path, value: float, kept: Any) -> None:
    found = read(tmp_path, xmp=dji(GimbalYawDegree=value, GimbalPitchDegree=0, GimbalRollDegree=1))
    assert found.fields.get("cam_heading") == (None if kept is None else pytest.approx(kept))
    told = [each.message for each in found.problems if each.code == "value-range"]
    assert [("-360 to 360" in each) for each in told] == ([] if kept is not None else [True])


POSITIONS = {
    "EXIF": ({"gps": at(59.91273, 10.74609, 23.5)}, [10.74609, 59.91273, 23.5]),
    "south and west, below the sea": ({"gps": at(-33.5, -70.25, -12)}, [-70.25, -33.5, -12]),
    "without altitude": ({"gps": at(59.9, 10.7)}, [10.7, 59.9]),
    "DJI's XMP": (
        {"xmp": dji(GpsLatitude="+59.9", GpsLongitude="-10.7", AbsoluteAltitude="+120.5")},
        [-10.7, 59.9, 120.5],
    ),
    "DJI's old spelling": ({"xmp": dji(GpsLatitude="1.5", GpsLongtitude="2.5")}, [2.5, 1.5]),
    "Adobe's way": (
        {
            "xmp": packet(
                "exif",
                "http://ns.adobe.com/exif/1.0/",
                GPSLatitude="0,4.21601S",
                GPSLongitude="34,22.91611E",
                GPSAltitude="136169/100",
                GPSAltitudeRef="0",
            )
        },
        [34.3819352, -0.0702668, 1361.69],
    ),
    "seconds in XMP": (
        {
            "xmp": packet(
                "exif",
                "http://ns.adobe.com/exif/1.0/",
                GPSLatitude="59,54,45N",
                GPSLongitude="10,44,46W",
            )
        },
        [-10.7461111, 59.9125],
    ),
    "EXIF before XMP": (
        {"gps": at(59.9, 10.7), "xmp": dji(GpsLatitude=1, GpsLongitude=2)},
        [10.7, 59.9],
    ),
}


@pytest.mark.parametrize(("tags", "spot"), POSITIONS.values(), ids=POSITIONS.keys())
def test_the_position_is_found(tmp_path: Path, tags: Any, spot: list[float]) -> None:
    found = read(tmp_path, **tags)
    assert found.fields["location"]["type"] == "Point"
    assert found.fields["location"]["coordinates"] == pytest.approx(spot, abs=1e-7)
    assert not {code for code in codes(found) if code.startswith("position")}


@pytest.mark.parametrize(
    ("tags", "code"),
    [
        ({}, "position-missing"),
        ({"gps": at(0, 0, 10)}, "position-zero"),
        ({"gps": at(91, 10)}, "position-range"),
        ({"gps": at(59, 181)}, "position-range"),
        ({"gps": {2: (59, 0, 0), 4: (10, 0, 0)}}, "position-doubtful"),
        ({"gps": at(59.9, 10.7) | {9: "V"}}, "position-doubtful"),
        ({"gps": at(59.9, 10.7) | {18: "TOKYO"}}, "position-doubtful"),
    ],
)
def test_what_is_wrong_with_a_position_is_told(tmp_path: Path, tags: Any, code: str) -> None:
    found = read(tmp_path, **tags)
    assert code in codes(found)
    kept = code == "position-doubtful"
    assert ("location" in found.fields) == kept


def test_height_is_above_ground_where_known_else_above_take_off(tmp_path: Path) -> None:
    assert read(tmp_path, xmp=dji(RelativeAltitude="+80.25")).fields["cam_height"] == 80.25
    both = dji(RelativeAltitude=80).replace(
        "</rdf:Description>",
        f'<c:AboveGroundAltitude xmlns:c="{PIX4D}">62.5</c:AboveGroundAltitude></rdf:Description>',
    )
    assert read(tmp_path, xmp=both).fields["cam_height"] == 62.5


OSLO = ZoneInfo("Europe/Oslo")
GPS_TIME = {7: (10.0, 30.0, 12.0), 29: "2024:05:17"}
DATES = {
    "its own offset": ({"exif": TAKEN}, None, "2024-05-17T12:30:00+02:00"),
    "its own offset, before the given zone": (
        {"exif": TAKEN | {0x9011: "-05:30"}},
        "Europe/Oslo",
        "2024-05-17T12:30:00-05:30",
    ),
    "the general offset": (
        {"exif": {0x9003: "2024:05:17 12:30:00", 0x9010: "+01:00"}},
        None,
        "2024-05-17T12:30:00+01:00",
    ),
    "fractions": (
        {"exif": TAKEN | {0x9291: "0450"}},
        None,
        "2024-05-17T12:30:00.045000+02:00",
    ),
    "the given zone, in summer": (
        {"exif": {0x9003: "2024:05:17 12:30:00"}},
        "Europe/Oslo",
        "2024-05-17T12:30:00+02:00",
    ),
    "the given zone, in winter": (
        {"exif": {0x9003: "2024:01:17 12:30:00"}},
        OSLO,
        "2024-01-17T12:30:00+01:00",
    ),
    "the satellites' clock tells the zone": (
        {"exif": {0x9003: "2024:05:17 12:30:00"}, "gps": at(60, 10) | GPS_TIME},
        None,
        "2024-05-17T12:30:00+02:00",
    ),
    "their date is a day off": (
        {"exif": {0x9003: "2024:05:16 12:30:00"}, "gps": at(60, 10) | GPS_TIME},
        None,
        "2024-05-16T12:30:00+02:00",
    ),
    "the given zone, before the satellites'": (
        {"exif": {0x9003: "2024:05:17 12:30:00"}, "gps": at(60, 10) | GPS_TIME},
        "UTC",
        "2024-05-17T12:30:00+00:00",
    ),
    "the drone's UTC tells the zone": (
        {
            "exif": {0x9003: "2024:05:17 12:30:00"},
            "xmp": dji(UTCAtExposure="2024:05:17 03:30:00.250"),
        },
        None,
        "2024-05-17T12:30:00+09:00",
    ),
    "only the satellites' clock": ({"gps": GPS_TIME}, None, "2024-05-17T10:30:12+00:00"),
    "XMP": (
        {"xmp": packet("xmp", "http://ns.adobe.com/xap/1.0/", CreateDate="2024-05-17T12:30:00Z")},
        None,
        "2024-05-17T12:30:00+00:00",
    ),
    "when it was made a file, for want of others": (
        {"main": {0x132: "2024:05:17 12:30:00"}},
        "UTC",
        "2024-05-17T12:30:00+00:00",
    ),
}


@pytest.mark.parametrize(("tags", "zone", "moment"), DATES.values(), ids=DATES.keys())
def test_the_capture_date_has_a_zone(tmp_path: Path, tags: Any, zone: Any, moment: str) -> None:
    found = read(tmp_path, **tags, options={"zone": zone})
    assert found.fields["capture_date"].isoformat() == moment
    assert not {code for code in codes(found) if code.startswith(("date", "zone"))}


def test_a_zone_that_nobody_knows_is_taken_as_utc_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, exif={0x9003: "2024:05:17 12:30:00"})
    assert found.fields["capture_date"] == datetime(2024, 5, 17, 12, 30, tzinfo=UTC)
    assert "zone-assumed" in codes(found)
    # Clocks that are seven minutes apart tell no zone.
    slow = {7: (10.0, 22.0, 30.0), 29: "2024:05:17"}
    assert "zone-assumed" in codes(read(tmp_path, exif={0x9003: "2024:05:17 12:30:00"}, gps=slow))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2024:13:41 12:30:00", "date-unreadable"),
        ("yesterday", "date-unreadable"),
        ("0000:00:00 00:00:00", "date-missing"),
        ("    :  :     :  :  ", "date-missing"),
        ("1970:01:01 00:00:12", "date-epoch"),
        ("1980:01:01 00:00:00", "date-epoch"),
        ("2000:01:01 03:00:00", "date-epoch"),
        ("0001:01:01 00:00:00", "date-epoch"),
        ("9999:12:31 23:59:59", "date-future"),
    ],
)
def test_dates_that_no_camera_took_are_told(tmp_path: Path, written: str, code: str) -> None:
    found = read(tmp_path, exif={0x9003: written}, options={"zone": "Europe/Oslo"})
    assert code in codes(found)
    assert "capture_date" not in found.fields


def test_the_future_starts_a_day_ahead(tmp_path: Path) -> None:
    for hours, future in ((12, False), (50, True)):
        moment = datetime.now(UTC) + timedelta(hours=hours)
        found = read(
            tmp_path, exif={0x9003: moment.strftime("%Y:%m:%d %H:%M:%S"), 0x9011: "+00:00"}
        )
        assert ("date-future" in codes(found)) == future


def degrees(length: float, focal: float) -> Any:
    return pytest.approx(math.degrees(2 * math.atan(length / 2 / focal)), abs=1e-3)


def test_the_view_comes_from_the_best_that_is_known(tmp_path: Path) -> None:
    # DJI Mavic 3: 84 degrees across the diagonal at 24 mm.
    equivalent = read(tmp_path, exif={0x920A: 12.29, 0xA405: 24}, size=(64, 48))
    assert equivalent.fields["hfov"] == degrees(43.2666 * 0.8, 24)
    assert equivalent.fields["vfov"] == degrees(43.2666 * 0.6, 24)
    assert equivalent.fields["focal_length"] == pytest.approx(12.29, abs=1e-3)
    # A full-frame sensor of 8192 x 5460 pixels, told per centimetre.
    sensor = {0xA20E: 8192 / 3.59, 0xA20F: 5460 / 2.39, 0xA210: 3}
    size = {0xA002: 8192, 0xA003: 5460}
    taken = read(tmp_path, exif={0x920A: 35, 0xA405: 35} | sensor | size, size=(60, 40))
    assert taken.fields["hfov"] == degrees(35.9, 35)
    assert "FocalPlane" in taken.sources["hfov"]
    # A resolution in a wrong unit gives a sensor that no camera has.
    wrong = read(tmp_path, exif={0x920A: 35, 0xA405: 35} | sensor | size | {0xA210: 2})
    assert "35mm" in wrong.sources["hfov"]
    calibrated = read(
        tmp_path, exif={0xA405: 24} | size, xmp=dji(CalibratedFocalLength=8000), size=(60, 40)
    )
    assert calibrated.fields["hfov"] == degrees(8192, 8000)
    assert "hfov" not in read(tmp_path, exif={0x920A: 35}).fields


@pytest.mark.parametrize(
    ("unit", "millimetres"), [(2, 25.4), (3, 10.0), (4, 1.0), (5, 0.001), (None, 25.4), (1, None)]
)
def test_the_focal_plane_has_a_resolution_in_every_unit(
    tmp_path: Path, unit: int | None, millimetres: float | None
) -> None:
    resolution = 6000 / 36 * (millimetres or 1.0)  # of a sensor 36 mm across
    exif = {0x920A: 50, 0xA20E: resolution, 0xA20F: resolution, 0xA002: 6000, 0xA003: 4000}
    if unit is not None:
        exif[0xA210] = unit
    fields = read(tmp_path, exif=exif, size=(60, 40)).fields
    if millimetres is None:
        assert "hfov" not in fields
    else:
        assert fields["hfov"] == degrees(36, 50)
        assert fields["vfov"] == degrees(24, 50)


def test_without_a_focal_length_the_focal_plane_says_nothing(tmp_path: Path) -> None:
    plane = {0xA20E: 6000 / 3.6, 0xA20F: 6000 / 3.6, 0xA210: 3, 0xA002: 6000, 0xA003: 4000}
    for focal in ({}, {0x920A: 0}):
        assert "hfov" not in read(tmp_path, exif=plane | focal, size=(60, 40)).fields
        equivalent = read(tmp_path, exif=plane | focal | {0xA405: 50}, size=(60, 40))
        assert equivalent.fields["hfov"] == degrees(36, 50)


def test_panoramas_are_told_by_gpano(tmp_path: Path) -> None:
    part = packet(
        "GPano",
        GPANO,
        ProjectionType="equirectangular",
        FullPanoWidthPixels=8000,
        FullPanoHeightPixels=4000,
        CroppedAreaImageWidthPixels=4000,
        CroppedAreaImageHeightPixels=1000,
    )
    found = read(tmp_path, xmp=part, size=(64, 16))
    assert [found.fields[name] for name in ("image_type", "hfov", "vfov")] == ["360", 180, 45]
    other = read(tmp_path, xmp=part, options={"panorama_type": "panorama"})
    assert other.fields["image_type"] == "panorama"
    flat = read(tmp_path, exif={0xA405: 24}, size=(64, 32))
    assert "panorama-unmarked" in codes(flat)
    assert not {"image_type", "hfov"} & set(flat.fields)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_every_format_of_photos_tells_the_same(tmp_path: Path, format: str) -> None:
    raw = photo({0x10F: "DJI"}, TAKEN, at(59.9, 10.7, 5), dji(**GIMBAL), format=format)
    suffix = {"JPEG": "jpg", "PNG": "png", "TIFF": "tif", "WEBP": "webp"}[format]
    found = read_metadata(write(tmp_path, f"a.{suffix}", raw), kind="image")
    assert found.format == format
    assert (found.details.width, found.details.height) == (48, 36)
    assert found.fields["location"]["coordinates"] == pytest.approx([10.7, 59.9, 5])
    assert found.fields["capture_date"].isoformat() == "2024-05-17T12:30:00+02:00"
    assert found.ok
    if format in ("JPEG", "WEBP", "TIFF"):
        assert found.fields["cam_heading"] == 269.5


def test_png_keeps_xmp_in_a_text_chunk(tmp_path: Path) -> None:
    import io

    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", dji(**GIMBAL))
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG", pnginfo=info)
    found = read_metadata(write(tmp_path, "a.png", file.getvalue()))
    assert found.fields["cam_heading"] == 269.5


def test_extended_xmp_is_joined_from_its_segments(tmp_path: Path) -> None:
    import struct

    whole = dji(**GIMBAL).encode()
    cut = len(whole) // 2
    segments = b""
    for offset, part in ((cut, whole[cut:]), (0, whole[:cut])):
        body = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32
        body += struct.pack(">II", len(whole), offset) + part
        segments += b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    raw = photo()
    found = read_metadata(write(tmp_path, "a.jpg", raw[:2] + segments + raw[2:]))
    assert found.fields["cam_heading"] == 269.5


def test_what_is_read_is_what_the_client_sends(tmp_path: Path) -> None:
    found = read(tmp_path, exif=TAKEN, gps=at(59.9, 10.7, 5), xmp=dji(**GIMBAL))
    metadata = found.metadata
    assert metadata is not None
    assert isinstance(metadata.fields, ImageMetadataFields)
    sent = metadata.to_dict()["fields"]
    assert sent["fields_type"] == "image"
    assert sent["capture_date"] == "2024-05-17T12:30:00+02:00"
    assert sent["location"] == {"type": "Point", "coordinates": [10.7, 59.9, 5.0]}
    assert set(found.sources) == set(found.fields)
    assert found.upload_file().metadata == metadata


def test_photos_need_no_library_beyond_the_client(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jpg", photo(exif=TAKEN, gps=at(59.9, 10.7), xmp=dji(**GIMBAL)))
    blocked = [
        "rasterio",
        "laspy",
        "numpy",
        "pyproj",
        "shapely",
        "pandas",
        "geopandas",
        "openpyxl",
        "pyarrow",
        "PIL",
    ]
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({blocked!r}))\n"
        "from pixel_client.imagery import preflight, read_manifest\n"
        "rows = {'type': 'FeatureCollection', 'features': [{'type': 'Feature', 'geometry': None,"
        " 'properties': {'file': 'a.jpg', 'hfov': 60}}]}\n"
        "from pixel_client.imagery.manifest.tables import open_table\n"
        "assert open_table(rows).columns == ('file', 'hfov')\n"
        f"report = preflight([{str(path)!r}], collection='image')\n"
        "print(report.problems, report.rows[0].metadata.fields['cam_heading'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("() 269.5\n", "")
