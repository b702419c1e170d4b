# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged search."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any

from .base import Operations, build, merged, start_of

if TYPE_CHECKING:
    from ..models.record import Record
    from ..models.search_on import SearchOnValue
    from ..models.search_query import SearchQuery
    from ..models.search_results import SearchResults


class SearchOperations(Operations):
    """Operations of the contract tagged search."""

    async def search_info(self, on: SearchOnValue) -> Record:
        """Get the searchable fields.

        Returns the output fields, the filterable fields and the capabilities of a search. The
        format of the response is not published.

        Args:
            on: What to search. One of `images`, `rasters`, `point_clouds`, `projects`,
                `data_collections`.

        Returns:
            Output fields, filterable fields and capabilities.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.search.search_info import _get_kwargs, _parse_response

        self._check("search_info", None, {"on": on})
        return await self._send("search_info", _get_kwargs(on=on), _parse_response)

    async def search(self, search_query: SearchQuery | Mapping[str, Any]) -> SearchResults:
        """Search.

        Searches images, rasters, point clouds, projects or data collections in all projects you may
        see: by place (`intersects`, WKT in EPSG:4326), by field (`filter`), by full text
        (`search`), or by all together. It only reads. At most `limit` results come (100 unless you
        say otherwise); `total_count` is the number of all results.

        Args:
            search_query: The search.

        Returns:
            The results.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.search.search import _get_kwargs, _parse_response
        from ..models.search_query import SearchQuery

        self._check("search", None, {"search_query": search_query})
        return await self._send(
            "search", _get_kwargs(body=build(SearchQuery, search_query)), _parse_response
        )

    def paginate_search(
        self, search_query: SearchQuery | Mapping[str, Any], page_size: int = 100
    ) -> AsyncIterator[Record]:
        """Iterate over all results of `search`, page by page.

        Each page is requested when the one before is used up. Searches images, rasters, point
        clouds, projects or data collections in all projects you may see: by place (`intersects`,
        WKT in EPSG:4326), by field (`filter`), by full text (`search`), or by all together. It only
        reads.

        Args:
            search_query: The search. Its `limit` is ignored.
            page_size: Number of elements per request. At least 1. Default: 100.

        Yields:
            Each `Record`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """

        async def fetch(page: Mapping[str, Any]) -> list[Record]:
            answer = await self.search(search_query=merged(search_query, page))
            return answer.results

        return self._paginate("paginate_search", fetch, page_size, None, start_of(search_query))
