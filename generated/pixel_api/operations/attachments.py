# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged attachments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .base import Operations, given

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.attachment_file import AttachmentFile
    from ..models.attachment_resource_type import AttachmentResourceTypeValue
    from ..models.attachment_status import AttachmentStatusValue
    from ..models.record import Record


class AttachmentsOperations(Operations):
    """Operations of the contract tagged attachments."""

    async def list_attachments(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        status: AttachmentStatusValue | None = None,
    ) -> list[Attachment]:
        """List the attachments of a resource.

        Lists the files attached to a project, a data collection or an image.

        Args:
            resource_type: Type of the resource that the attachments belong to. One of `project`,
                `data_collection`, `image`.
            resource_id: Id of that project, data collection or image.
            status: Only attachments whose file is missing (`Pending`) or in place (`Completed`).
                One of `Pending`, `Completed`.

        Returns:
            The attachments.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.attachments.list_attachments import _get_kwargs, _parse_response

        self._check(
            "list_attachments",
            None,
            {"resource_type": resource_type, "resource_id": resource_id, "status": status},
        )
        return await self._send(
            "list_attachments",
            _get_kwargs(resource_type=resource_type, resource_id=resource_id, status=given(status)),
            _parse_response,
        )

    async def create_attachments(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        files: Sequence[AttachmentFile | Mapping[str, Any]],
    ) -> list[Attachment]:
        """Announce files to attach to a resource.

        Announces files to attach; each attachment is `Pending` and has in `upload_file_params` the
        form for its file. Then call `update_attachment` with the status `Completed`. Match the
        attachments by `name`. `add_attachments` does all of this.

        Args:
            resource_type: Type of the resource that the attachments belong to. One of `project`,
                `data_collection`, `image`.
            resource_id: Id of that project, data collection or image.
            files: The files. Their names must differ. At least 1 element.

        Returns:
            The attachments, one per file.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.attachments.create_attachments import _get_kwargs, _parse_response
        from ..models.attachments_create_input import AttachmentsCreateInput

        self._check(
            "create_attachments",
            None,
            {"resource_type": resource_type, "resource_id": resource_id, "files": files},
        )
        return await self._send(
            "create_attachments",
            _get_kwargs(
                resource_type=resource_type,
                resource_id=resource_id,
                body=AttachmentsCreateInput(files=files),
            ),
            _parse_response,
        )

    async def delete_attachment(
        self, resource_type: AttachmentResourceTypeValue, resource_id: int, attachment_id: int
    ) -> Record:
        """Delete an attachment.

        Deletes an attachment with its file. No request is known that brings it back.

        Args:
            resource_type: Type of the resource that the attachments belong to. One of `project`,
                `data_collection`, `image`.
            resource_id: Id of that project, data collection or image.
            attachment_id: Id of the attachment.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.attachments.delete_attachment import _get_kwargs, _parse_response

        self._check(
            "delete_attachment",
            None,
            {
                "resource_type": resource_type,
                "resource_id": resource_id,
                "attachment_id": attachment_id,
            },
        )
        return await self._send(
            "delete_attachment",
            _get_kwargs(
                resource_type=resource_type, resource_id=resource_id, attachment_id=attachment_id
            ),
            _parse_response,
        )

    async def update_attachment(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        attachment_id: int,
        status: AttachmentStatusValue,
    ) -> Attachment:
        """Set the status of an attachment.

        Reports that the file of an attachment is in place. `add_attachments` does this
        automatically.

        Args:
            resource_type: Type of the resource that the attachments belong to. One of `project`,
                `data_collection`, `image`.
            resource_id: Id of that project, data collection or image.
            attachment_id: Id of the attachment.
            status: New status, `Completed` once the file is in place. One of `Pending`,
                `Completed`.

        Returns:
            The attachment.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.attachments.update_attachment import _get_kwargs, _parse_response

        self._check(
            "update_attachment",
            None,
            {
                "resource_type": resource_type,
                "resource_id": resource_id,
                "attachment_id": attachment_id,
                "status": status,
            },
        )
        return await self._send(
            "update_attachment",
            _get_kwargs(
                resource_type=resource_type,
                resource_id=resource_id,
                attachment_id=attachment_id,
                status=status,
            ),
            _parse_response,
        )

    async def move_attachment(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        attachment_id: int,
        new_resource_type: AttachmentResourceTypeValue,
        new_resource_id: int,
    ) -> Attachment:
        """Move an attachment to another resource.

        Moves an attachment to another project, data collection or image.

        Args:
            resource_type: Type of the resource that the attachments belong to. One of `project`,
                `data_collection`, `image`.
            resource_id: Id of that project, data collection or image.
            attachment_id: Id of the attachment.
            new_resource_type: New owner of the attachment. One of `project`, `data_collection`,
                `image`.
            new_resource_id: Id of the resource to move it to.

        Returns:
            The moved attachment.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.attachments.move_attachment import _get_kwargs, _parse_response

        self._check(
            "move_attachment",
            None,
            {
                "resource_type": resource_type,
                "resource_id": resource_id,
                "attachment_id": attachment_id,
                "new_resource_type": new_resource_type,
                "new_resource_id": new_resource_id,
            },
        )
        return await self._send(
            "move_attachment",
            _get_kwargs(
                resource_type=resource_type,
                resource_id=resource_id,
                attachment_id=attachment_id,
                new_resource_type=new_resource_type,
                new_resource_id=new_resource_id,
            ),
            _parse_response,
        )
