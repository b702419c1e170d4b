"""The kinds of resources that files become."""

from __future__ import annotations

import attrs

__all__ = ["Kind"]


@attrs.frozen
class Kind:
    """A sort of resource that files become.

    Attributes:
        resource: The service's word for it, as in a finished upload job's result.
        getter: The operation that reads such resources back.
    """

    resource: str
    getter: str

    @property
    def words(self) -> str:
        """The name as people write it."""
        return self.resource.replace("_", " ")


IMAGE = Kind("image", "get_images")


RASTER = Kind("raster", "get_rasters")


POINT_CLOUD = Kind("point_cloud", "get_point_clouds")


KINDS = {
    "image": IMAGE,
    "raster": RASTER,
    "RGB": RASTER,
    "DTM": RASTER,
    "DSM": RASTER,
    "point_cloud": POINT_CLOUD,
}
"""What a data collection takes, by its type."""
