"""`pixel services`, `pixel optimize` and `pixel attachments`."""

from __future__ import annotations

import enum
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from .command import confirmed, group, register
from .failures import CommandError
from .output import columns
from .places import CollectionOption, ProjectOption, Yes, find_collection, find_project
from .resources import each
from .session import Session

__all__ = ["add_commands"]

_COLUMNS = columns("id# name status description created=created_at")
_OPTIMISED = columns("id# raster#=raster_id point_cloud#=point_cloud_id profile status")
_ATTACHED = columns("id# name status description created=created_at")

Service = Annotated[int, typer.Argument(metavar="ID", help="Id of the service.")]


class ServiceType(enum.StrEnum):
    """A sort of service on an ArcGIS server."""

    IMAGE = "Image"
    FEATURE = "Feature"


Kind = Annotated[ServiceType, typer.Option("--type", "-t", help="Sort of service.")]


def _arcgis(app: typer.Typer) -> None:
    """The commands of services on an ArcGIS server."""
    pixel = "pixel services arcgis"
    own = group("arcgis", "Services on an ArcGIS server.")

    def listed(session: Session, kind: Kind) -> None:
        """List services."""
        session.output.items(session.client.list_arcgis_services(kind.value), _COLUMNS)

    def one(verb: str, text: str) -> Callable[..., None]:
        def act(session: Session, number: Service, kind: Kind) -> None:
            found = getattr(session.client, f"{verb}_arcgis_service")(kind.value, number)
            session.output.item(found)

        act.__doc__ = text
        return act

    def delete(session: Session, number: Service, kind: Kind, yes: Yes = False) -> None:
        """Delete a service; the data it shows stay."""
        confirmed(session, f"Delete the {kind.value} service {number}?", yes)
        session.client.delete_arcgis_service(kind.value, number)
        session.output.say(f"Deleted service {number}.")

    example = "--type Image"
    register(own, "list", listed, f"{pixel} list {example}")
    for verb, name, text in (
        ("get", "show", "Show a service."),
        ("start", "start", "Start a service, and wait until it runs."),
        ("stop", "stop", "Stop a service, and wait until it has stopped."),
        ("refresh", "refresh", "Bring a service up to date with its data, and wait for it."),
    ):
        register(own, name, one(verb, text), f"{pixel} {name} 4 {example}")
    register(own, "delete", delete, f"{pixel} delete 4 {example} --yes")
    app.add_typer(own)


def _harvest(app: typer.Typer) -> None:
    """The commands of services that fetch from elsewhere."""
    own = group("harvest", "Services that fetch from other systems.")
    pixel, within = "pixel services harvest", "-p 'E18 Vest' -c Flight1"

    def where(session: Session, project: str, collection: str) -> tuple[int, int]:
        found = find_project(session.client, project)
        return found.id, find_collection(session.client, found, collection).id

    def listed(session: Session, project: ProjectOption, collection: CollectionOption) -> None:
        """List the services of a data collection."""
        place = where(session, project, collection)
        session.output.items(session.client.list_harvest_services(*place), _COLUMNS)

    def tasks(
        session: Session, number: Service, project: ProjectOption, collection: CollectionOption
    ) -> None:
        """List what a service has done."""
        place = where(session, project, collection)
        found = session.client.get_harvest_service_tasks(*place, number)
        session.output.items(found, columns("id# name status created=created_at"))

    def one(verb: str, text: str) -> Callable[..., None]:
        def act(
            session: Session, number: Service, project: ProjectOption, collection: CollectionOption
        ) -> None:
            place = where(session, project, collection)
            found = getattr(session.client, f"{verb}_harvest_service")(*place, number)
            session.output.item(found)

        act.__doc__ = text
        return act

    def delete(
        session: Session,
        number: Service,
        project: ProjectOption,
        collection: CollectionOption,
        yes: Yes = False,
    ) -> None:
        """Delete a service; what it fetched stays."""
        place = where(session, project, collection)
        confirmed(session, f"Delete the harvest service {number}?", yes)
        session.client.delete_harvest_service(*place, number)
        session.output.say(f"Deleted service {number}.")

    register(own, "list", listed, f"{pixel} list {within}")
    register(own, "tasks", tasks, f"{pixel} tasks 3 {within}")
    for verb, name, text in (
        ("get", "show", "Show a service."),
        ("start", "start", "Start a service."),
        ("stop", "stop", "Stop a service."),
    ):
        register(own, name, one(verb, text), f"{pixel} {name} 3 {within}")
    register(own, "delete", delete, f"{pixel} delete 3 {within} --yes")
    app.add_typer(own)


def optimize(
    session: Session,
    project: ProjectOption,
    collection: CollectionOption,
    ids: Annotated[
        list[int] | None, typer.Argument(metavar="ID…", help="Only these; by default all.")
    ] = None,
    profile: Annotated[str | None, typer.Option(help="Compression of rasters, a profile.")] = None,
) -> None:
    """Make optimised versions of rasters (COG) or point clouds (COPC), and wait for them."""
    client = session.client
    within = find_project(client, project)
    target = find_collection(client, within, collection)
    kind = target.data_collection_type
    if kind == "image":
        raise CommandError(f"{target.name!r} holds images; rasters and point clouds are optimised.")
    if kind == "point_cloud":
        if profile is not None:
            raise CommandError("--profile is for rasters only.")
        session.output.items(
            client.optimize_point_clouds(within.id, target.id, ids or None), _OPTIMISED
        )
    else:
        session.output.items(
            client.optimize_rasters(within.id, target.id, ids or None, profile), _OPTIMISED
        )


class Of(enum.StrEnum):
    """What attachments belong to."""

    PROJECT = "project"
    COLLECTION = "collection"
    IMAGE = "image"


Owner = Annotated[Of, typer.Argument(help="What they belong to.")]
OwnerId = Annotated[int, typer.Argument(metavar="ID", help="Its id.")]


def _owner(of: Of) -> Any:
    return "data_collection" if of is Of.COLLECTION else of.value


def attached(session: Session, of: Owner, number: OwnerId) -> None:
    """List the attachments of a project, a data collection or an image."""
    session.output.items(session.client.list_attachments(_owner(of), number), _ATTACHED)


def attach(
    session: Session,
    of: Owner,
    number: OwnerId,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files.")],
) -> None:
    """Attach files to a project, a data collection or an image."""
    made = session.client.add_attachments(_owner(of), number, files)
    session.output.items(made, _ATTACHED)


def detach(
    session: Session,
    of: Owner,
    number: OwnerId,
    attachments: Annotated[list[int], typer.Argument(metavar="ATTACHMENT…", help="Their ids.")],
    yes: Yes = False,
) -> int:
    """Delete attachments."""
    confirmed(session, f"Delete {len(attachments)} attachments?", yes)
    delete = session.client.delete_attachment
    return each(
        session, "Deleted attachment", attachments, lambda one: delete(_owner(of), number, one)
    )


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    services = group("services", "Services on an ArcGIS server, and those that harvest.")
    _arcgis(services)
    _harvest(services)
    app.add_typer(services)
    register(
        app,
        "optimize",
        optimize,
        "pixel optimize -p 'E18 Vest' -c Ortho",
        "pixel optimize 31 32 -p 7 -c Scans --json",
    )
    own = group("attachments", "Attachments: list, add, delete.")
    register(own, "list", attached, "pixel attachments list project 7")
    register(own, "add", attach, "pixel attachments add image 31 note.pdf sketch.png")
    register(own, "delete", detach, "pixel attachments delete image 31 5 --yes")
    app.add_typer(own)
