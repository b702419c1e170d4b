# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..types import UNSET, Unset
from .base import Operations, build, given, listed, merged

if TYPE_CHECKING:
    from ..models.analysis_service import AnalysisService
    from ..models.analysis_service_create_update_input import AnalysisServiceCreateUpdateInput
    from ..models.analysis_service_list_params import AnalysisServiceListParams
    from ..models.analysis_service_patch_input import AnalysisServicePatchInput
    from ..models.analysis_task import AnalysisTask
    from ..models.analysis_task_create_input import AnalysisTaskCreateInput
    from ..models.analysis_task_list_params import AnalysisTaskListParams
    from ..models.analysis_task_status_enum import AnalysisTaskStatusEnumValue
    from ..models.record import Record


class AnalysisOperations(Operations):
    """Operations of the contract tagged analysis."""

    async def list_analysis_modules(self) -> list[Record]:
        """List analysis modules.

        Lists the analysis modules that services can use. The format of the response is not
        published.

        Returns:
            The modules.

        Raises:
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.analysis.list_analysis_modules import _get_kwargs, _parse_response

        self._check("list_analysis_modules", None, {})
        return await self._send("list_analysis_modules", _get_kwargs(), _parse_response)

    async def list_analysis_services(
        self,
        params: AnalysisServiceListParams | Mapping[str, Any] | None = None,
        *,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        enabled: bool | None = None,
        offset: int | None = None,
        limit: int | None = None,
        list_input: AnalysisServiceListParams | Mapping[str, Any] | None = None,
    ) -> list[AnalysisService]:
        """List analysis services.

        All filters are optional and combine. A page shorter than `limit` is the last.

        Args:
            params: Query parameters as one object or mapping. Named arguments take precedence.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            enabled: Only services that are enabled (true) or disabled (false).
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.
            list_input: Alias of `params`; the two are mutually exclusive.

        Returns:
            The services.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.analysis.list_analysis_services import _get_kwargs, _parse_response

        params = self._either("list_analysis_services", params=params, list_input=list_input)
        self._check(
            "list_analysis_services",
            params,
            {"name": name, "ids": ids, "enabled": enabled, "offset": offset, "limit": limit},
        )
        return await self._send(
            "list_analysis_services",
            _get_kwargs(
                name=given(name),
                ids=UNSET if ids is None else listed(ids),
                enabled=given(enabled),
                offset=given(offset),
                limit=given(limit),
            ),
            _parse_response,
            params,
        )

    async def create_analysis_service(
        self,
        create_input: AnalysisServiceCreateUpdateInput | Mapping[str, Any] | None = None,
        *,
        name: str | None = None,
        module_name: str | None = None,
        enabled: bool | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> AnalysisService:
        """Create an analysis service.

        Creates an analysis service, which runs one analysis module with a configuration. The module
        cannot be changed later.

        Args:
            create_input: The service to create.
            name: Name of the service. At least 1 character. Takes precedence over `create_input`.
            module_name: Analysis module it runs, one of `list_analysis_modules`. Fixed from then
                on. At least 1 character. Takes precedence over `create_input`.
            enabled: Whether it may run tasks. Default true. Takes precedence over `create_input`.
            config: Settings of the module; they depend on the module. Takes precedence over
                `create_input`.

        Returns:
            The new service.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.analysis.create_analysis_service import _get_kwargs, _parse_response
        from ..models.analysis_service_create_update_input import AnalysisServiceCreateUpdateInput

        create_input = merged(
            create_input,
            {
                "name": given(name),
                "module_name": given(module_name),
                "enabled": given(enabled),
                "config": given(config),
            },
        )
        self._check("create_analysis_service", None, {"create_input": create_input})
        return await self._send(
            "create_analysis_service",
            _get_kwargs(body=build(AnalysisServiceCreateUpdateInput, create_input)),
            _parse_response,
        )

    async def delete_analysis_service(self, service_id: int) -> bool:
        """Delete an analysis service.

        Deletes an analysis service. What happens to its tasks is unknown.

        Args:
            service_id: Id of the analysis service.

        Returns:
            Always True: failures raise.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.analysis.delete_analysis_service import _get_kwargs, _parse_response

        self._check("delete_analysis_service", None, {"service_id": service_id})
        await self._send(
            "delete_analysis_service", _get_kwargs(service_id=service_id), _parse_response
        )
        return True

    async def patch_analysis_service(
        self,
        service_id: int,
        patch_input: AnalysisServicePatchInput | Mapping[str, Any] | None = None,
        *,
        name: str | Unset | None = UNSET,
        enabled: bool | Unset | None = UNSET,
        config: Mapping[str, Any] | Unset | None = UNSET,
    ) -> AnalysisService:
        """Change parts of an analysis service.

        Changes the given fields only. `config` is merged deeply into the present one, so send only
        the changes.

        Args:
            service_id: Id of the analysis service.
            patch_input: The changes.
            name: New name. At least 1 character. Takes precedence over `patch_input`.
            enabled: Whether it may run tasks. Takes precedence over `patch_input`.
            config: Settings to change. The service merges them deeply into the present ones, so
                send only the changes. Takes precedence over `patch_input`.

        Returns:
            The changed service.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.analysis.patch_analysis_service import _get_kwargs, _parse_response
        from ..models.analysis_service_patch_input import AnalysisServicePatchInput

        patch_input = merged(patch_input, {"name": name, "enabled": enabled, "config": config})
        self._check(
            "patch_analysis_service", None, {"service_id": service_id, "patch_input": patch_input}
        )
        return await self._send(
            "patch_analysis_service",
            _get_kwargs(service_id=service_id, body=build(AnalysisServicePatchInput, patch_input)),
            _parse_response,
        )

    async def list_analysis_tasks(
        self,
        service_id: int,
        params: AnalysisTaskListParams | Mapping[str, Any] | None = None,
        *,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        status: AnalysisTaskStatusEnumValue | None = None,
        offset: int | None = None,
        limit: int | None = None,
        list_input: AnalysisTaskListParams | Mapping[str, Any] | None = None,
    ) -> list[AnalysisTask]:
        """List the tasks of an analysis service.

        All filters are optional and combine. A page shorter than `limit` is the last.

        Args:
            service_id: Id of the analysis service.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            status: Only tasks in this state. One of `REVOKED`, `PENDING`, `SCHEDULED`, `RUNNING`,
                `SUCCESS`, `FAILED`.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.
            list_input: Alias of `params`; the two are mutually exclusive.

        Returns:
            The tasks.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.analysis.list_analysis_tasks import _get_kwargs, _parse_response

        params = self._either("list_analysis_tasks", params=params, list_input=list_input)
        self._check(
            "list_analysis_tasks",
            params,
            {
                "service_id": service_id,
                "name": name,
                "ids": ids,
                "status": status,
                "offset": offset,
                "limit": limit,
            },
        )
        return await self._send(
            "list_analysis_tasks",
            _get_kwargs(
                service_id=service_id,
                name=given(name),
                ids=UNSET if ids is None else listed(ids),
                status=given(status),
                offset=given(offset),
                limit=given(limit),
            ),
            _parse_response,
            params,
        )

    async def create_analysis_task(
        self,
        service_id: int,
        params: AnalysisTaskCreateInput | Mapping[str, Any] | None = None,
        *,
        name: str | None = None,
        create_input: AnalysisTaskCreateInput | Mapping[str, Any] | None = None,
    ) -> AnalysisTask:
        """Create an analysis task.

        Creates a task of an analysis service. Start it with `run_analysis_task`.

        Args:
            service_id: Id of the analysis service.
            params: The task to create.
            name: Name of the task. Takes precedence over `params`.
            create_input: Alias of `params`; the two are mutually exclusive.

        Returns:
            The new task.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.analysis.create_analysis_task import _get_kwargs, _parse_response
        from ..models.analysis_task_create_input import AnalysisTaskCreateInput

        params = self._either("create_analysis_task", params=params, create_input=create_input)
        params = merged(params, {"name": given(name)})
        self._check("create_analysis_task", None, {"service_id": service_id, "params": params})
        return await self._send(
            "create_analysis_task",
            _get_kwargs(service_id=service_id, body=build(AnalysisTaskCreateInput, params)),
            _parse_response,
        )

    async def delete_analysis_task(self, service_id: int, task_id: int) -> bool:
        """Delete an analysis task.

        Deletes a task of an analysis service.

        Args:
            service_id: Id of the analysis service.
            task_id: Id of the task.

        Returns:
            Always True: failures raise.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.analysis.delete_analysis_task import _get_kwargs, _parse_response

        self._check("delete_analysis_task", None, {"service_id": service_id, "task_id": task_id})
        await self._send(
            "delete_analysis_task",
            _get_kwargs(service_id=service_id, task_id=task_id),
            _parse_response,
        )
        return True

    async def run_analysis_task(self, service_id: int, task_id: int) -> Record:
        """Run an analysis task.

        Starts a task. It returns at once; follow it with `list_analysis_tasks`.

        Args:
            service_id: Id of the analysis service.
            task_id: Id of the task.

        Returns:
            The task, or the service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.analysis.run_analysis_task import _get_kwargs, _parse_response

        self._check("run_analysis_task", None, {"service_id": service_id, "task_id": task_id})
        return await self._send(
            "run_analysis_task",
            _get_kwargs(service_id=service_id, task_id=task_id),
            _parse_response,
        )

    async def revoke_analysis_task(self, service_id: int, task_id: int) -> Record:
        """Revoke an analysis task.

        Revokes a task that is waiting or running.

        Args:
            service_id: Id of the analysis service.
            task_id: Id of the task.

        Returns:
            The task, or the service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.analysis.revoke_analysis_task import _get_kwargs, _parse_response

        self._check("revoke_analysis_task", None, {"service_id": service_id, "task_id": task_id})
        return await self._send(
            "revoke_analysis_task",
            _get_kwargs(service_id=service_id, task_id=task_id),
            _parse_response,
        )
