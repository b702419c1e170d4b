"""Which way the camera looked: heading, pitch and roll, maker by maker."""

from __future__ import annotations

from typing import Literal

from .field_collector import FieldCollector, number, text

__all__ = ["GPS_TAGS", "MAKER_TAGS", "PitchZero", "find_orientation"]

PitchZero = Literal["down", "horizon"]

GPS_TAGS = (16, 17)
_DIRECTION_REF, _DIRECTION = 16, 17
# DJI's maker note: 6-8 the aircraft's pitch, yaw, roll; 9-11 the camera's.
MAKER_TAGS = (7, 9, 10, 11)

_Triple = tuple[float | None, float | None, float | None, str]
"""Heading, pitch (0 at the horizon, -90 straight down) and roll, in degrees; and the source."""


def find_orientation(found: FieldCollector, pitch_zero: PitchZero) -> None:
    """Put `cam_heading`, `cam_pitch` and `cam_roll`, each from the first source that has it.

    The order: a panorama's own pose (GPano), the gimbal (DJI and who copies its names), Skydio,
    Parrot, Pix4D's namespace (Autel, senseFly, Parrot Sequoia, MicaSense), EXIF's image direction,
    DJI's maker note, the heading of the aircraft. `docs/imagery.md` has the reasons.
    """
    for source in (_panorama, _gimbal, _skydio, _parrot, _pix4d, _direction, _maker_note):
        triple = source(found)
        if triple is None:
            continue
        heading, pitch, roll, said = _upright(triple)
        if heading is not None:
            found.put("cam_heading", _compass(heading), said)
        if pitch is not None:
            if pitch_zero == "down":
                found.put("cam_pitch", round(pitch + 90, 6), f"{said}, plus 90°")
            else:
                found.put("cam_pitch", pitch, said)
        if roll is not None:
            found.put("cam_roll", roll, said)
    aircraft = found.by_local_name("FlightYawDegree")
    if aircraft is not None and "cam_heading" not in found.fields:
        said = f"XMP {aircraft[0]}, the aircraft's"
        found.put("cam_heading", _compass(aircraft[1]), said)


def _upright(triple: _Triple) -> _Triple:
    """The same direction without a roll of half a turn, which gimbals write when looking down.

    There yaw and roll turn about nearly the same axis, and some firmware (DJI P1, H20) tells a
    photo with its top to the north as yaw 180, roll 180.
    """
    heading, pitch, roll, said = triple
    if heading is None or pitch is None or roll is None or pitch > -80 or abs(roll) <= 90:
        return triple
    turned = heading + 180 if heading <= 180 else heading - 180
    upright = roll - 180 if roll > 0 else roll + 180
    return turned, round(-180 - pitch, 6), round(upright, 6), f"{said}, roll of {roll:g}° undone"


def _compass(heading: float) -> float:
    """A yaw of -180 to 180 as a heading of 0 to 360; what is beyond a turn stays, to be refused."""
    return round(heading % 360, 6) if -360 <= heading <= 360 else heading


def _panorama(found: FieldCollector) -> _Triple | None:
    if "GPano:ProjectionType" not in found.xmp:
        return None
    heading = found.number("GPano:PoseHeadingDegrees")
    pitch = found.number("GPano:PosePitchDegrees")
    roll = found.number("GPano:PoseRollDegrees")
    return heading, pitch, roll, "XMP GPano pose"


def _gimbal(found: FieldCollector) -> _Triple | None:
    yaw, pitch, roll = (
        found.by_local_name(f"Gimbal{axis}Degree") for axis in ("Yaw", "Pitch", "Roll")
    )
    first = yaw or pitch or roll
    if first is None:
        return None
    flight = found.by_local_name("FlightYawDegree")
    # Some firmware (Mini 2, early M400 with P1) writes three zeros whatever the camera did.
    silent = all(angle is not None and angle[1] == 0 for angle in (yaw, pitch, roll))
    if silent and flight is not None and abs(flight[1]) > 1:
        found.problem(
            "gimbal-not-recorded",
            "its gimbal angles are all 0 while the aircraft's yaw is "
            f"{flight[1]:g}°: the drone did not record them. The heading is the aircraft's, pitch "
            "and roll are left out; give them in a manifest if you know them",
        )
        return None
    said = f"XMP {first[0].partition(':')[0]}:Gimbal angles"
    return (yaw and yaw[1]), (pitch and pitch[1]), (roll and roll[1]), said


def _skydio(found: FieldCollector) -> _Triple | None:
    said = "drone-skydio:CameraOrientationNED"
    angles = [found.number(f"{said}/{axis}") for axis in ("Yaw", "Pitch", "Roll")]
    return None if angles == [None] * 3 else (angles[0], angles[1], angles[2], f"XMP {said}")


def _parrot(found: FieldCollector) -> _Triple | None:
    angles = [found.number(f"drone-parrot:Camera{axis}Degree") for axis in ("Yaw", "Pitch", "Roll")]
    if angles == [None] * 3:
        return None
    return angles[0], angles[1], angles[2], "XMP drone-parrot:Camera angles"


def _pix4d(found: FieldCollector) -> _Triple | None:
    yaw, pitch, roll = (found.number(f"Camera:{axis}") for axis in ("Yaw", "Pitch", "Roll"))
    if yaw is None and pitch is None and roll is None:
        return None
    said = "XMP Camera:Yaw, Pitch, Roll"
    if pitch is not None:
        # The namespace counts from straight down; some Autel models count from the horizon, and
        # then every photo of the ground has a negative pitch (their Make may be just "Camera").
        autel = found.make.startswith(("autel", "camera"))
        if autel and pitch < 0:
            said += " (from the horizon, as Autel writes it)"
        else:
            pitch = round(pitch - 90, 6)
    return yaw, pitch, roll, said


def _direction(found: FieldCollector) -> _Triple | None:
    heading = number(found.tags.gps.get(_DIRECTION))
    reference = text(found.tags.gps.get(_DIRECTION_REF))
    said = "EXIF GPSImgDirection"
    if heading is None:
        heading = found.number("exif:GPSImgDirection")
        reference = found.xmp.get("exif:GPSImgDirectionRef")
        said = "XMP exif:GPSImgDirection"
    if heading is None:
        return None
    return heading, None, None, said + (" (magnetic north)" if reference == "M" else "")


def _maker_note(found: FieldCollector) -> _Triple | None:
    note = found.tags.maker
    if not found.make.startswith("dji") or 9 not in note:
        return None
    pitch, yaw, roll = (number(note.get(tag)) for tag in (9, 10, 11))
    if pitch == yaw == roll == 0 and number(note.get(7)) not in (0, None):
        return None
    return yaw, pitch, roll, "DJI maker note"
