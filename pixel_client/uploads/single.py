"""The client's methods that upload one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.resource_kinds import IMAGE, POINT_CLOUD, RASTER
from .choices import Choices, UploadClient
from .events import UploadEvent
from .files import upload_file
from .launch import upload_one

if TYPE_CHECKING:
    from pixel_api.models import Image, MetadataObject, PointCloud, Raster

__all__ = ["SingleUploadMethods"]


class SingleUploadMethods(UploadClient):
    """Methods that make an image, a raster or a point cloud of a local file."""

    async def upload_image(
        self,
        project_id: int,
        data_collection_id: int,
        file_path: Path | str,
        metadata: MetadataObject | Mapping[str, Any] | None = None,
        support_files: Sequence[Path | str] | None = None,
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> Image:
        """Upload one image and wait until the service has made an image of it.

        Args:
            project_id: The project.
            data_collection_id: A data collection of images.
            file_path: The image's file.
            metadata: `fields` (image fields) and `json_metadata`. Dates may be datetimes or text.
                `metadata` and `support_files` may change places: 1.2.8 had them in either order.
            support_files: Side-car files that belong to it.
            multipart: Send it in parts; needed above 5 GiB.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The image.

        Raises:
            PixelInputError: An argument or a metadata value is wrong; nothing was sent.
            PixelUploadJobError: The file could not be read or sent, or the service refused it. Its
                `path` is the file, its `__cause__` what lies behind it.
            PixelStatusError: The service refused to make or finish the upload job.
            PixelConnectionError: The service could not be reached.
        """
        made: Image = await upload_one(
            self,
            IMAGE,
            (project_id, data_collection_id),
            upload_file(file_path, metadata, support_files),
            Choices(multipart, multipart_part_size, False, progress, on_event),
        )
        return made

    async def upload_raster(
        self,
        project_id: int,
        data_collection_id: int,
        file_path: Path | str,
        metadata: MetadataObject | Mapping[str, Any] | None = None,
        support_files: Sequence[Path | str] | None = None,
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> Raster:
        """Upload one raster and wait until the service has made a raster of it.

        Args:
            project_id: The project.
            data_collection_id: A data collection of rasters (raster, RGB, DTM or DSM).
            file_path: The raster's file.
            metadata: `fields` (raster fields) and `json_metadata`. Dates may be datetimes or text.
                `metadata` and `support_files` may change places: 1.2.8 had them in either order.
            support_files: Side-car files that belong to it (`.tfw`, `.prj`, `.aux.xml`, …).
            multipart: Send it in parts; needed above 5 GiB.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The raster.

        Raises:
            PixelInputError: An argument or a metadata value is wrong; nothing was sent.
            PixelUploadJobError: The file could not be read or sent, or the service refused it. Its
                `path` is the file, its `__cause__` what lies behind it.
            PixelStatusError: The service refused to make or finish the upload job.
            PixelConnectionError: The service could not be reached.
        """
        made: Raster = await upload_one(
            self,
            RASTER,
            (project_id, data_collection_id),
            upload_file(file_path, metadata, support_files),
            Choices(multipart, multipart_part_size, False, progress, on_event),
        )
        return made

    async def upload_point_cloud(
        self,
        project_id: int,
        data_collection_id: int,
        file_path: Path | str,
        metadata: MetadataObject | Mapping[str, Any] | None = None,
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> PointCloud:
        """Upload one point cloud and wait until the service has made a point cloud of it.

        Args:
            project_id: The project.
            data_collection_id: A data collection of point clouds.
            file_path: The LAS or LAZ file.
            metadata: `fields` (point cloud fields) and `json_metadata`. Dates may be datetimes or
                text.
            multipart: Send it in parts; needed above 5 GiB.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The point cloud.

        Raises:
            PixelInputError: An argument or a metadata value is wrong; nothing was sent.
            PixelUploadJobError: The file could not be read or sent, or the service refused it. Its
                `path` is the file, its `__cause__` what lies behind it.
            PixelStatusError: The service refused to make or finish the upload job.
            PixelConnectionError: The service could not be reached.
        """
        made: PointCloud = await upload_one(
            self,
            POINT_CLOUD,
            (project_id, data_collection_id),
            upload_file(file_path, metadata, None),
            Choices(multipart, multipart_part_size, False, progress, on_event),
        )
        return made
