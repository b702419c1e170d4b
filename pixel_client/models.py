"""Models of the contract under their public names, loaded when first asked for.

With them the inputs of uploads, `MetadataFieldsType` (any of the three kinds of metadata fields),
and the enumerations of states as classes of members.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pixel_api.models as api
from pixel_api import enums

from .uploads.attachments import PixelAttachmentUpload as PixelAttachmentUpload
from .uploads.inputs.input_file import PixelUploadFile as PixelUploadFile

if TYPE_CHECKING:
    from pixel_api.enums import *  # noqa: F403

    # The classes above stand for two of these names.
    from pixel_api.models import *  # type: ignore[assignment]  # noqa: F403

    MetadataFieldsType: TypeAlias = (
        ImageMetadataFields | RasterMetadataFields | PointCloudMetadataFields  # noqa: F405
    )

__all__ = ["MetadataFieldsType", "PixelAttachmentUpload", "PixelUploadFile"]
_NAMES = {*api.__all__, *enums.__all__, *__all__}
# For `import *`: what callers make. Image, Polygon, UploadFile would hide those of other packages.
_MADE = ("Params", "Input", "Object", "Fields", "Options", "Info", "Mapping", "Map", "Update")
__all__ += sorted(name for name in _NAMES if name.endswith(_MADE))
if TYPE_CHECKING:  # checkers take this as the list of what may be imported by name
    __all__ += api.__all__


def __getattr__(name: str) -> Any:
    if name == "MetadataFieldsType":
        return api.ImageMetadataFields | api.RasterMetadataFields | api.PointCloudMetadataFields
    return getattr(enums if name in enums.__all__ else api, name)


def __dir__() -> list[str]:
    return sorted(_NAMES)
