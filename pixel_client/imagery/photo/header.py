"""What the header of a photo holds, whatever its format."""

from __future__ import annotations

import attrs

__all__ = ["PhotoHeader"]


@attrs.define
class PhotoHeader:
    """The header of a photo.

    Attributes:
        format: JPEG, PNG, TIFF or WEBP.
        width: Columns, 0 when unknown.
        height: Rows, 0 when unknown.
        exif: The EXIF block, from its TIFF header on; None where there is none. A TIFF's tags are
            in the file itself.
        xmp: XMP packets, in order of precedence.
        fault: What is wrong with the file as a whole, or None.
        damage: What of its metadata could not be read, a sentence each.
    """

    format: str
    width: int = 0
    height: int = 0
    exif: bytes | None = None
    xmp: list[bytes] = attrs.field(factory=list)
    fault: str | None = None
    damage: list[str] = attrs.field(factory=list)

    def ended(self, fault: str) -> PhotoHeader:
        """This header, with a fault of the file."""
        self.fault = fault
        return self
