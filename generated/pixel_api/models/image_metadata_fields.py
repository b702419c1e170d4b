# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import HasGeoInterface, Model, Parser, date_time, number
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime

    from ..models.geometry import Geometry


@_attrs_define(eq=False, repr=False, init=False)
class ImageMetadataFields(ModelDict):
    """Metadata of an image. Omitted fields are not set, or unchanged."""

    fields_type: Literal["image"] = "image"
    """ Discriminator for the fields of an image. Always `image`. """
    image_type: str | Unset = UNSET
    """ Kind of image. The values the service knows are not published. """
    name: str | Unset = UNSET
    """ Name of the image. On upload the default is the file's name. """
    location: Geometry | Unset = UNSET
    """ Position of the camera, a GeoJSON geometry (usually a Point) in WGS 84. """
    cam_heading: float | Unset = UNSET
    """ Viewing direction of the camera, in degrees, -360 to 360. Usually clockwise from north; the service's
    convention is not published. """
    cam_pitch: float | Unset = UNSET
    """ Pitch of the camera in degrees, -180 to 180. """
    cam_roll: float | Unset = UNSET
    """ Roll of the camera in degrees, -180 to 180. """
    hfov: float | Unset = UNSET
    """ Horizontal field of view in degrees, above 0, at most 360. """
    vfov: float | Unset = UNSET
    """ Vertical field of view in degrees, above 0, at most 360. """
    far_dist: float | Unset = UNSET
    """ Farthest distance the image shows, 0 or more. Probably in metres, like `cam_height`. """
    near_dist: float | Unset = UNSET
    """ Nearest distance the image shows, 0 or more. Probably in metres, like `cam_height`. """
    capture_date: datetime.datetime | Unset = UNSET
    """ Capture date. Give a time zone; without one the service chooses it. """
    cam_height: float | Unset = UNSET
    """ Height of the camera in metres. """
    img_rotation: float | Unset = UNSET
    """ Rotation of the image. The unit is not published; degrees are likely. """
    cam_orientation: str | Unset = UNSET
    """ Orientation of the camera, as a text. Its form is not published. """
    focal_length: float | Unset = UNSET
    """ Focal length, above 0. The unit is not published; millimetres are likely. """
    radial: str | Unset = UNSET
    """ Radial lens distortion, as a text. Its form is not published. """

    _names: ClassVar[dict[str, str]] = {
        "fields_type": "fields_type",
        "image_type": "image_type",
        "name": "name",
        "location": "location",
        "cam_heading": "cam_heading",
        "cam_pitch": "cam_pitch",
        "cam_roll": "cam_roll",
        "hfov": "hfov",
        "vfov": "vfov",
        "far_dist": "far_dist",
        "near_dist": "near_dist",
        "capture_date": "capture_date",
        "cam_height": "cam_height",
        "img_rotation": "img_rotation",
        "cam_orientation": "cam_orientation",
        "focal_length": "focal_length",
        "radial": "radial",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "location": Model("geometry", "Geometry"),
        "capture_date": date_time,
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "cam_heading": number,
        "cam_pitch": number,
        "cam_roll": number,
        "hfov": number,
        "vfov": number,
        "far_dist": number,
        "near_dist": number,
        "cam_height": number,
        "img_rotation": number,
        "focal_length": number,
    }
    _required: ClassVar[frozenset[str]] = frozenset({"fields_type"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {"fields_type": ("image",)}

    def __init__(
        self,
        *,
        fields_type: Literal["image"] = "image",
        image_type: str | None | Unset = UNSET,
        name: str | None | Unset = UNSET,
        location: Geometry | Mapping[str, Any] | HasGeoInterface | None | Unset = UNSET,
        cam_heading: float | None | Unset = UNSET,
        cam_pitch: float | None | Unset = UNSET,
        cam_roll: float | None | Unset = UNSET,
        hfov: float | None | Unset = UNSET,
        vfov: float | None | Unset = UNSET,
        far_dist: float | None | Unset = UNSET,
        near_dist: float | None | Unset = UNSET,
        capture_date: datetime.datetime | str | None | Unset = UNSET,
        cam_height: float | None | Unset = UNSET,
        img_rotation: float | None | Unset = UNSET,
        cam_orientation: str | None | Unset = UNSET,
        focal_length: float | None | Unset = UNSET,
        radial: str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "fields_type": fields_type,
                "image_type": image_type,
                "name": name,
                "location": location,
                "cam_heading": cam_heading,
                "cam_pitch": cam_pitch,
                "cam_roll": cam_roll,
                "hfov": hfov,
                "vfov": vfov,
                "far_dist": far_dist,
                "near_dist": near_dist,
                "capture_date": capture_date,
                "cam_height": cam_height,
                "img_rotation": img_rotation,
                "cam_orientation": cam_orientation,
                "focal_length": focal_length,
                "radial": radial,
            }
        )
