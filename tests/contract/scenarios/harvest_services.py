"""Harvest services. What they harvest does not exist, so their tasks fail."""

from __future__ import annotations

import time
from typing import Any

from pixel_client import (
    FieldMapsUpdateInput,
    HarvestAuthInfo,
    HarvestFieldMap,
    HarvestFieldMapping,
    HarvestFieldMapUpdate,
    HarvestServiceCreateInput,
    HarvestServiceUpdateInput,
)
from pixel_client.models import ApiKey, Credentials
from scripts.recording.scenario import scenario

from .ground import HARVESTED


@scenario()
def create_harvest_service(pixel: Any, project: int, images: int) -> None:
    """With a user's credentials, and with an API key: neither is written down anywhere."""
    people = pixel.create_harvest_service(
        project,
        images,
        HarvestServiceCreateInput(
            name="Old photos",
            description="From the archive",
            url=HARVESTED,
            auth=HarvestAuthInfo(
                credentials=Credentials(username="kari", password="harvest-me", token_url=HARVESTED)
            ),
            field_mappings=HarvestFieldMapping(
                maps=[HarvestFieldMap(model="image", field_name="name", external_field="TITLE")],
                extra_fields=["OPERATOR"],
            ),
            where_clause="YEAR > 2000",
        ),
    )
    machine = pixel.create_harvest_service(
        project,
        images,
        HarvestServiceCreateInput(
            name="New photos",
            description="From the archive",
            url=HARVESTED,
            auth=HarvestAuthInfo(api_key=ApiKey(api_key="harvest-key", api_key_item_id="item")),
            field_mappings=HarvestFieldMapping(),
        ),
    )
    assert people.id != machine.id


@scenario()
def list_harvest_services(pixel: Any, project: int, images: int, harvest_service: int) -> None:
    (row,) = pixel.list_harvest_services(project, images)
    assert row.id == harvest_service
    assert pixel.list_harvest_services(
        project, images, extended=True, name="old", ids=[harvest_service], offset=0, limit=10
    )
    assert pixel.list_harvest_services(project, images, tags=["nobody's"]) == []


@scenario()
def get_harvest_service(pixel: Any, project: int, images: int, harvest_service: int) -> None:
    assert pixel.get_harvest_service(project, images, harvest_service).id == harvest_service


@scenario()
def update_harvest_service(pixel: Any, project: int, images: int, harvest_service: int) -> None:
    """One field, then all others: of the mappings one is removed and one added."""
    changed = pixel.update_harvest_service(project, images, harvest_service, {"name": "Photos"})
    assert changed.name == "Photos"
    maps = [
        HarvestFieldMapUpdate(operation="remove", model="image", field_name="name"),
        HarvestFieldMapUpdate(
            operation="add", model="image", field_name="cam_heading", external_field="DIR"
        ),
    ]
    changed = pixel.update_harvest_service(
        project,
        images,
        harvest_service,
        HarvestServiceUpdateInput(
            description="New",
            url="https://features.example/FeatureServer/1",
            auth=HarvestAuthInfo(credentials=Credentials(username="ola", password="harvest-it")),
            where_clause="1=1",
            field_mappings=FieldMapsUpdateInput(
                maps=maps, add_extra_fields=["A"], remove_extra_fields=["OPERATOR"]
            ),
        ),
    )
    assert changed["field_mappings"]["extra_fields"] == ["A"]


@scenario()
def delete_harvest_service(pixel: Any, project: int, images: int, harvest_service: int) -> None:
    pixel.delete_harvest_service(project, images, harvest_service)
    assert pixel.list_harvest_services(project, images) == []


@scenario()
def start_harvest_service(pixel: Any, project: int, images: int, harvest_service: int) -> None:
    assert pixel.start_harvest_service(project, images, harvest_service)


@scenario(sandbox={"service_delay": 3.0})
def stop_harvest_service(pixel: Any, project: int, images: int, harvest_service: int) -> None:
    """One that is under way, and one that is not."""
    pixel.start_harvest_service(project, images, harvest_service)
    assert pixel.stop_harvest_service(project, images, harvest_service)
    assert pixel.stop_harvest_service(project, images, harvest_service)


@scenario()
def get_harvest_service_tasks(pixel: Any, project: int, images: int, harvest_service: int) -> None:
    """Until the task has ended, and with every filter at once."""
    pixel.start_harvest_service(project, images, harvest_service)
    for _ in range(100):
        (task,) = pixel.get_harvest_service_tasks(project, images, harvest_service)
        if task["status"] == "failed":
            break
        time.sleep(0.1)
    (same,) = pixel.get_harvest_service_tasks(
        project,
        images,
        harvest_service,
        extended=True,
        name="harvest",
        ids=[task["id"]],
        offset=0,
        limit=10,
        status="failed",
        get_new=False,
    )
    assert same["id"] == task["id"]
    assert (
        pixel.get_harvest_service_tasks(project, images, harvest_service, tags=["nobody's"]) == []
    )
