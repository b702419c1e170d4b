"""The public surface differs from that of 1.2.8 in what docs/migrating.md says, and only so."""

from __future__ import annotations

import copy
import importlib
import subprocess
import sys
from typing import Any

import pytest

from . import exactly, migrating
from .surfaces import surface_differences

PACKAGE = [
    "get_client",
    "PixelApiSettings",
    "PixelClient",
    "PixelClientAsync",
    "PixelClientKwargs",
    "ListParams",
    "DataCollectionListParams",
    "RasterListParams",
    "PointCloudListParams",
    "AnalysisServiceListParams",
    "AnalysisTaskListParams",
    "PixelUploadFile",
    "PixelAttachmentUpload",
    "MetadataObject",
    "ImageMetadataFields",
    "RasterMetadataFields",
    "PointCloudMetadataFields",
    "MetadataFieldsType",
    "RasterInfo",
    "NearblackOptions",
    "ImageUpdateInput",
    "RasterUpdateInput",
    "PointCloudUpdateInput",
    "OIDCUserCreateInput",
    "OIDCUserUpdateInput",
    "ArcgisServiceCreateInput",
    "ArcgisServiceUpdateInput",
    "ArcgisServiceCreateOptions",
    "ArcGISFeatureServiceOptions",
    "ArcGISFeatureServiceImageLayerOptions",
    "ArcGISFeatureServiceProjectLayerOptions",
    "ArcGISImageServiceOptions",
    "ArcGISImageServiceWMSOptions",
    "HarvestServiceCreateInput",
    "HarvestServiceUpdateInput",
    "HarvestFieldMapping",
    "HarvestFieldMap",
    "HarvestFieldMapUpdate",
    "FieldMapsUpdateInput",
    "HarvestAuthInfo",
    "AnalysisServiceCreateUpdateInput",
    "AnalysisServicePatchInput",
    "AnalysisTaskCreateInput",
]
MODELS = [
    "SearchQuery",
    "SortField",
    "SearchResults",
    "ApiKey",
    "Credentials",
    "HarvestTaskListParams",
    "OptimizedPointCloudListParams",
    "PixelStatusEnum",
    "AnalysisTaskStatusEnum",
]
TYPES = ["AttachmentResourceType", "DataCollectionType", "OverviewResampling"]
ERRORS = ["PixelBadRequestError", "PixelUploadJobError", "PixelMultipleUploadJobError"]
BESIDE = {"get_client", "PixelApiSettings", "PixelClient", "PixelClientAsync", "PixelClientKwargs"}
NAMES = [
    *(("pixel_client", name) for name in PACKAGE),
    *(("pixel_client.models", name) for name in PACKAGE if name not in BESIDE),
    *(("pixel_client.models", name) for name in MODELS),
    *(("pixel_client.exceptions", name) for name in ERRORS),
    *(("pixel_client.types", name) for name in TYPES),
    ("pixel_client.settings", "PixelApiSettings"),
]


@pytest.mark.parametrize(("module", "name"), NAMES, ids=lambda part: part)
def test_a_public_name_is_importable(module: str, name: str) -> None:
    assert getattr(importlib.import_module(module), name) is not None
    scope: dict[str, Any] = {}
    exec(f"from {module} import {name}", scope)
    assert name in scope


@pytest.mark.parametrize("module", ["pixel_client", "pixel_client.models"])
def test_a_star_import_brings_the_names_of_1_2_8_and_hides_none_of_others(module: str) -> None:
    others = ["Geometry", "Image", "Job", "Polygon", "Project", "Record", "UploadFile", "User"]
    scope: dict[str, Any] = dict.fromkeys(others)
    exec(f"from {module} import *", scope)
    expected = {name for name in PACKAGE if module == "pixel_client" or name not in BESIDE}
    assert expected - set(scope) == set()
    assert [name for name in others if scope[name] is not None] == []


def test_every_module_is_an_attribute_of_the_package() -> None:
    code = "import pixel_client as p; p.types.DataCollectionType, p.settings, p.exceptions"
    subprocess.run([sys.executable, "-c", f"{code}; p.models.SearchQuery"], check=True)


def test_the_surface_differs_exactly_as_documented() -> None:
    found = surface_differences(exactly.snapshot(), exactly.ours())
    problem = migrating.disagreement(migrating.SURFACE, found)
    assert not problem, problem


def test_the_snapshot_is_of_all_95_methods_and_both_clients() -> None:
    clients = exactly.snapshot()["clients"]
    methods = [set(client) - {"__init__"} for client in clients.values()]
    assert methods[0] == methods[1]
    assert len(methods[0]) == 95  # from_settings is one


def change(surface: dict[str, Any], method: str, number: int, to: list[str] | None) -> None:
    """Change a parameter of a method on both clients, or take it away."""
    for client in surface["clients"].values():
        client[method][number : number + 1] = [] if to is None else [to]


@pytest.mark.parametrize(
    ("number", "to", "what"),
    [
        (1, None, "argument data_collection_id"),
        (1, ["collection_id", "positional_or_keyword", "required"], "argument data_collection_id"),
        (1, ["data_collection_id", "keyword_only", "required"], "argument data_collection_id"),
        (2, ["image_id", "positional_or_keyword", "None"], "argument image_id"),
        (0, ["collection", "positional_or_keyword", "required"], "more arguments"),
    ],
)
def test_a_changed_parameter_is_a_difference(number: int, to: list[str] | None, what: str) -> None:
    ours = copy.deepcopy(exactly.snapshot())
    assert surface_differences(exactly.snapshot(), ours) == set()
    change(ours, "get_image", number, to)
    found = surface_differences(exactly.snapshot(), ours)
    assert ("get_image", what) in {(d.where, d.what) for d in found}


def test_swapped_parameters_are_a_difference() -> None:
    ours = copy.deepcopy(exactly.snapshot())
    for client in ours["clients"].values():
        client["get_image"].reverse()
    found = surface_differences(exactly.snapshot(), ours)
    assert {d.what for d in found} == {"place of project_id", "place of image_id"}


def test_swapped_arguments_of_an_exception_are_a_difference() -> None:
    ours = copy.deepcopy(exactly.snapshot())
    name = "exceptions.PixelUploadJobError"
    ours["types"][f"pixel_client.{name}"]["order"] = ["status", "job_id"]
    found = {(d.where, d.what, d.after) for d in surface_differences(exactly.snapshot(), ours)}
    assert found == {
        (name, "place of job_id", "2"),
        (name, "place of status", "1"),
        (name, "place of detail", "-"),
    }


def test_a_difference_of_one_client_names_it() -> None:
    ours = copy.deepcopy(exactly.snapshot())
    del ours["clients"]["PixelClient"]["me"]
    (found,) = surface_differences(exactly.snapshot(), ours)
    assert (found.where, found.what) == ("PixelClient.me", "method")
