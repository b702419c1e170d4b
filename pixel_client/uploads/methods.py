"""The client's upload methods: for whole folders, for several files and for one."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..core.resource_kinds import IMAGE, POINT_CLOUD, RASTER
from .arguments import PATIENCE_SECONDS, UploadArguments
from .attachments import AttachmentMethods
from .events.types import UploadEvent
from .inputs.input_file import PixelUploadFile, as_upload_files, upload_file
from .inputs.scan import Source, as_sources
from .report import UploadOutcome, UploadReport
from .upload import upload_many, upload_one, upload_sources

if TYPE_CHECKING:
    from pixel_api.models import Image, MetadataObject, PointCloud, Raster

__all__ = ["UploadMethods"]


class UploadMethods(AttachmentMethods):
    """Methods that make images, rasters, point clouds and attachments of local files."""

    async def upload(
        self,
        project_id: int,
        data_collection_id: int,
        sources: Source | Iterable[Source],
        *,
        multipart: bool | None = None,
        multipart_part_size: int | None = None,
        prefix_folder: bool = False,
        side_cars: bool = True,
        journal: os.PathLike[str] | str | bool = True,
        reupload: bool | datetime.datetime | Literal["missing"] = False,
        patience: float = PATIENCE_SECONDS,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> UploadReport[Any]:
        """Upload files and whole folders, and go on where an earlier call was cut short.

        The data collection's type decides what the files become. What is done is written to a
        journal, so after a crash, Ctrl-C or a power cut the same call goes on: what is there is
        skipped, what was hashed is not hashed again, and no resource is made twice. A file that
        fails never costs the others.

        Args:
            project_id: The project.
            data_collection_id: A data collection of any type.
            sources: One or several of: a file, a folder (with all below it), a pattern of either
                such as `flight*` or `flight*/**/*.JPG`, a `PixelUploadFile`. Of a folder, files of
                other kinds and hidden ones are passed over.
            multipart: Send all files in parts, or none; by default those above 100 MiB.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts.
            prefix_folder: Put the folder's name in front of each name: `flight1_DJI_0001.JPG`.
            side_cars: Send with each file the side-cars beside it (`.tfw`, `.prj`, `.aux.xml`,
                `.ovr`, …), unless its `support_files` are given. When it cannot be told whose a
                side-car is, the files it fits fail.
            journal: True for a journal in your state folder, one for each data collection; a path
                for one of your own, of this data collection only; False for none.
            reupload: Send files again that the journal knows as uploaded: all (True); those
                uploaded before a moment, so that the same call can be made again when it was cut
                short; or those only whose resource the data collection no longer lists
                ("missing"), because it was deleted or moved.
            patience: Seconds to wait for a network, a service or an S3 that is down for all.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            A row for every file. When the run had to stop before its end (a quota, a permission, a
            password that was changed), its `stopped` says why and the files that are left are
            `pending`.

        Raises:
            PixelInputError: An argument is wrong; nothing was sent.
            PixelJournalError: The journal is in use by another upload, or cannot be read.
            PixelStatusError: The data collection cannot be read.
            PixelConnectionError: The service could not be reached.
        """
        return await upload_sources(
            self._upload_target(project_id, data_collection_id),
            as_sources(sources),
            UploadArguments(
                multipart=multipart,
                part_size=multipart_part_size,
                prefix_folder=prefix_folder,
                progress=progress,
                on_event=on_event,
                side_cars=side_cars,
                journal=journal,
                reupload=reupload,
                patience=patience,
            ),
        )

    async def upload_multiple_images(
        self,
        project_id: int,
        data_collection_id: int,
        files: Sequence[PixelUploadFile | Path | str],
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        prefix_folder: bool = False,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> UploadOutcome[Image]:
        """Upload many images and wait until the service has made images of them.

        A file that fails never costs the others. Files of the same name are fine: they go to the
        service in calls of their own.

        Args:
            project_id: The project.
            data_collection_id: A data collection of images.
            files: Paths, or a `PixelUploadFile` each. An empty list uploads nothing.
            multipart: Send files in parts; needed above 5 GiB. Support files always go in one body.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            prefix_folder: Put the folder's name in front of each name: `flight1_DJI_0001.JPG`.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The images and the errors, as a pair of lists in the order of `files`; its `rows` say
            what became of each file.

        Raises:
            PixelInputError: An argument is wrong; nothing was sent. What is wrong with a single
                file, its metadata included, is an error in its row.
        """
        return await upload_many(
            self._upload_target(project_id, data_collection_id),
            IMAGE,
            as_upload_files(files),
            UploadArguments(
                multipart=multipart,
                part_size=multipart_part_size,
                prefix_folder=prefix_folder,
                progress=progress,
                on_event=on_event,
            ),
        )

    async def upload_multiple_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        files: Sequence[PixelUploadFile | Path | str],
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        prefix_folder: bool = False,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> UploadOutcome[Raster]:
        """Upload many rasters and wait until the service has made rasters of them.

        A file that fails never costs the others. Files of the same name are fine: they go to the
        service in calls of their own.

        Args:
            project_id: The project.
            data_collection_id: A data collection of rasters (raster, RGB, DTM or DSM).
            files: Paths, or a `PixelUploadFile` each. An empty list uploads nothing.
            multipart: Send files in parts; needed above 5 GiB. Support files always go in one body.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            prefix_folder: Put the folder's name in front of each name: `flight1_DJI_0001.JPG`.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The rasters and the errors, as a pair of lists in the order of `files`; its `rows` say
            what became of each file.

        Raises:
            PixelInputError: An argument is wrong; nothing was sent. What is wrong with a single
                file, its metadata included, is an error in its row.
        """
        return await upload_many(
            self._upload_target(project_id, data_collection_id),
            RASTER,
            as_upload_files(files),
            UploadArguments(
                multipart=multipart,
                part_size=multipart_part_size,
                prefix_folder=prefix_folder,
                progress=progress,
                on_event=on_event,
            ),
        )

    async def upload_multiple_point_clouds(
        self,
        project_id: int,
        data_collection_id: int,
        files: Sequence[PixelUploadFile | Path | str],
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        prefix_folder: bool = False,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> UploadOutcome[PointCloud]:
        """Upload many point clouds and wait until the service has made point clouds of them.

        A file that fails never costs the others. Files of the same name are fine: they go to the
        service in calls of their own.

        Args:
            project_id: The project.
            data_collection_id: A data collection of point clouds.
            files: Paths, or a `PixelUploadFile` each. An empty list uploads nothing.
            multipart: Send files in parts; needed above 5 GiB. Support files always go in one body.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            prefix_folder: Put the folder's name in front of each name: `flight1_DJI_0001.JPG`.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The point clouds and the errors, as a pair of lists in the order of `files`; its `rows`
            say what became of each file.

        Raises:
            PixelInputError: An argument is wrong; nothing was sent. What is wrong with a single
                file, its metadata included, is an error in its row.
        """
        return await upload_many(
            self._upload_target(project_id, data_collection_id),
            POINT_CLOUD,
            as_upload_files(files),
            UploadArguments(
                multipart=multipart,
                part_size=multipart_part_size,
                prefix_folder=prefix_folder,
                progress=progress,
                on_event=on_event,
            ),
        )

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
            self._upload_target(project_id, data_collection_id),
            IMAGE,
            upload_file(file_path, metadata, support_files),
            UploadArguments(
                multipart=multipart,
                part_size=multipart_part_size,
                progress=progress,
                on_event=on_event,
            ),
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
            self._upload_target(project_id, data_collection_id),
            RASTER,
            upload_file(file_path, metadata, support_files),
            UploadArguments(
                multipart=multipart,
                part_size=multipart_part_size,
                progress=progress,
                on_event=on_event,
            ),
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
            self._upload_target(project_id, data_collection_id),
            POINT_CLOUD,
            upload_file(file_path, metadata, None),
            UploadArguments(
                multipart=multipart,
                part_size=multipart_part_size,
                progress=progress,
                on_event=on_event,
            ),
        )
        return made
