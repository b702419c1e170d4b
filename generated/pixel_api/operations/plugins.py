# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Operations

if TYPE_CHECKING:
    from ..models.plugin import Plugin


class PluginsOperations(Operations):
    """Operations of the contract tagged plugins."""

    async def get_plugins(self) -> list[Plugin]:
        """List the tenant's plug-ins.

        Lists the optional parts of the service that the tenant has. Known names are
        `optimized_raster` (optimised rasters) and `image_service` (ArcGIS image services).

        Returns:
            The plug-ins.

        Raises:
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.plugins.get_plugins import _get_kwargs, _parse_response

        self._check("get_plugins", None, {})
        return await self._send("get_plugins", _get_kwargs(), _parse_response)
