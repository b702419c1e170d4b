# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Model, Parser

if TYPE_CHECKING:
    from ..models.arcgis_service import ArcgisService
    from ..models.job_reference import JobReference


@_attrs_define(eq=False, repr=False, init=False)
class ArcgisServiceJob(ModelDict):
    """An ArcGIS service and the job that works on it."""

    job: JobReference | None
    """ The job to wait for; null when nothing has to be done. """
    arcgis_service: ArcgisService
    """ The service as it was when the job was started. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {"job": "job", "arcgis_service": "arcgis_service"}
    _parsers: ClassVar[dict[str, Parser]] = {
        "job": Model("job_reference", "JobReference"),
        "arcgis_service": Model("arcgis_service", "ArcgisService"),
    }
    _required: ClassVar[frozenset[str]] = frozenset({"job", "arcgis_service"})
    _nullable: ClassVar[frozenset[str]] = frozenset({"job"})
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        job: JobReference | Mapping[str, Any] | None,
        arcgis_service: ArcgisService | Mapping[str, Any],
    ) -> None:
        self._fill({"job": job, "arcgis_service": arcgis_service})
