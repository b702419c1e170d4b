"""The commands that are one request: their table, their bodies, and what they answer."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from pixel_api.operations.every import PixelOperations
from pixel_client import PixelClient
from pixel_client.cli.commands import analyses, attachments, resources, services, users
from pixel_client.cli.errors import CommandError
from pixel_client.cli.main import app
from pixel_client.cli.requests.request_body import Body, field_option
from pixel_client.cli.requests.request_commands import CommandGroup, RequestCommand

from .conftest import Run
from .test_commands import commands


def rows() -> Iterator[tuple[CommandGroup, RequestCommand]]:
    groups = [services.ARCGIS, services.HARVEST, analyses.ANALYSIS, analyses.TASKS]
    groups += [attachments.ATTACHMENTS, users.USERS, users.PLUGINS]
    groups += [resources._command_group(kind) for kind in resources.RESOURCES]
    for group in groups:
        for row in group.commands:
            yield group, row


@pytest.mark.parametrize(
    ("group", "row"), [pytest.param(*r, id=f"{r[0].name} {r[1].name}") for r in rows()]
)
def test_a_row_calls_a_method_with_arguments_that_it_has(
    group: CommandGroup, row: RequestCommand
) -> None:
    taken = inspect.signature(getattr(PixelClient, row.method)).parameters
    takes = [*group.parameters, *row.parameters, *([row.key] if row.key else [])]
    given = {take.argument or take.name for take in takes if take.argument is not None}
    if row.body is not None:
        given.add(row.body.argument)
    assert given <= set(taken)
    needed = {n for n, p in taken.items() if p.default is p.empty and n != "self"}
    assert needed <= given


# Operations that no command calls by their name, and what does it instead.
ELSEWHERE = {
    "create_upload_jobs": "pixel upload",
    "create_multipart_upload_jobs": "pixel upload",
    "finish_upload_job": "pixel upload",
    "finish_upload_jobs": "pixel upload",
    "create_attachments": "pixel attachments add",
    "create_optimized_rasters": "pixel optimize",
    "create_optimized_point_clouds": "pixel optimize",
}


def test_every_operation_has_a_command() -> None:
    folder = Path(str(inspect.getfile(services))).parents[1]
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    text += "\n".join(row.method for _, row in rows())
    text += " ".join(f"{v}_{kind.name}" for kind in resources.RESOURCES for v in ("move", "update"))
    missing = []
    for name, _ in inspect.getmembers(PixelOperations, inspect.isfunction):
        if name.startswith("_") or name in ELSEWHERE:
            continue
        spelled = {name, name.replace("get_", "paginate_"), name.replace("list_", "paginate_")}
        if not any(each in text for each in spelled):
            missing.append(name)
    assert missing == []


# --- bodies

BODY = Body(
    "update_input",
    [field_option("name", str, "--name", "fields.name", "")],
    {"fields": {"fields_type": "image"}},
)


def read(
    source: Path | None = None, pairs: list[str] | None = None, name: str | None = None
) -> object:
    return BODY.read({"source": source, "pairs": pairs, "name": name})


def test_a_body_is_a_file_with_pairs_and_options_over_it(tmp_path: Path) -> None:
    file = tmp_path / "image.yaml"
    file.write_text("fields:\n  name: a\n  capture_date: 2024-05-01\njson_metadata: {by: ola}\n")
    told = read(file, ["json_metadata.run=3", "fields.hfov=70.5", 'add_tags=["x"]'], "b")
    assert told == {
        "fields": {
            "fields_type": "image", "name": "b", "capture_date": "2024-05-01", "hfov": 70.5,
        },
        "json_metadata": {"by": "ola", "run": 3},
        "add_tags": ["x"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": "a",\n "x": }', "line 2, column 7"),
        ("name: [1,\nb: 2", "line 2"),
        ("[1, 2]", "must contain an object"),
        ("just words", "must contain an object"),
        ("", "must contain an object"),
    ],
)
def test_a_file_that_is_no_object_is_told_where_it_is_wrong(
    tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "body.yaml"
    file.write_text(text)
    with pytest.raises(CommandError, match=said):
        read(file)


def test_what_cannot_be_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="FIELD=VALUE"):
        read(pairs=["name"])
    with pytest.raises(CommandError, match="name is not an object"):
        read(pairs=["name=1", "name.x=2"])
    with pytest.raises(CommandError, match=r"--name, --set FIELD=VALUE or --from FILE"):
        read()
    with pytest.raises(CommandError, match="No such file"):
        read(tmp_path / "none.json")
    (tmp_path / "latin.json").write_bytes(b'{"name": "bl\xe5b\xe6r"}')
    with pytest.raises(CommandError, match="UTF-8"):
        read(tmp_path / "latin.json")


# --- against a sandbox


def test_images_are_edited_and_their_metadata_shown(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path
) -> None:
    first = client.upload_image(*place, photos / "DJI_0000.JPG")
    where = ("-p", str(place[0]), "-c", "Photos")
    done = pixel(
        "images", "edit", str(first.id), "999999", *where, "--name", "north.JPG",
        "--set", "json_metadata.reviewed=yes", "--json",
    )  # fmt: skip
    assert done.returncode == 3
    assert "999999" in done.stderr
    (changed,) = json.loads(done.stdout)
    assert (changed["id"], changed["name"]) == (first.id, "north.JPG")
    assert client.get_image(*place, first.id)["json_metadata"]["reviewed"] == "yes"
    assert pixel("images", "metadata", str(first.id), *where, "--json").returncode == 0
    wrong = pixel("images", "edit", str(first.id), *where, "--set", "fields.cam_heding=3")
    assert wrong.returncode == 2
    assert "cam_heding" in wrong.stderr
    assert "cam_heading" in wrong.stderr


def test_projects_and_collections_are_renamed(pixel: Run, place: tuple[int, int]) -> None:
    project = str(place[0])
    done = pixel("projects", "edit", project, "--name", "New name", "--json")
    assert json.loads(done.stdout)["name"] == "New name"
    done = pixel("collections", "edit", "Photos", "-p", project, "--name", "P2", "--json")
    assert json.loads(done.stdout)["name"] == "P2"
    assert pixel("projects", "edit", project).returncode == 2


def test_arcgis_services_from_creation_to_deletion(pixel: Run, place: tuple[int, int]) -> None:
    kind = ("--type", "Feature")
    layer = "options.feature_service_options.image_layer.include_fields"
    made = pixel(
        "services", "arcgis", "create", *kind, "--name", "Shown", "--description", "",
        "--set", f"data_collection_ids=[{place[1]}]", "--set", f'{layer}=["name"]', "--json",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    number = str(json.loads(made.stdout)["id"])
    edited = pixel("services", "arcgis", "edit", number, *kind, "--description", "Of May", "--json")
    assert json.loads(edited.stdout)["description"] == "Of May"
    both = pixel("services", "arcgis", "start", number, "999999", *kind)
    assert both.returncode == 3
    assert f"Started ArcGIS service {number}." in both.stderr
    wrong = pixel("services", "arcgis", "create", *kind, "--name", "x", "--set", "optoins={}")
    assert wrong.returncode == 2
    assert "optoins" in wrong.stderr
    asked = pixel("services", "arcgis", "delete", number, *kind)
    assert asked.returncode == 2
    assert f"Delete ArcGIS service {number}?" in asked.stderr
    assert pixel("services", "arcgis", "delete", number, *kind, "-y").returncode == 0
    assert pixel("services", "arcgis", "show", number, *kind).returncode == 1


def test_harvest_services_never_show_their_passwords(
    pixel: Run, place: tuple[int, int], tmp_path: Path
) -> None:
    where = ("-p", str(place[0]), "-c", "Photos")
    file = tmp_path / "harvest.yaml"
    file.write_text(
        "name: Roads\ndescription: ''\nurl: https://example.com/photos\n"
        "auth: {credentials: {username: ola, password: Hush-9-hush}}\n"
        "field_mappings: {extra_fields: [road]}\n"
    )
    made = pixel("services", "harvest", "create", *where, "--from", str(file), "--json")
    assert made.returncode == 0, made.stderr
    number = str(json.loads(made.stdout)["id"])
    shown = made.stdout + made.stderr
    for verb in (("show",), ("start",), ("stop",), ("tasks",), ("edit", "--name", "Roads 2")):
        done = pixel("services", "harvest", verb[0], number, *where, *verb[1:], "--json", "-v")
        assert done.returncode == 0, done.stderr
        shown += done.stdout + done.stderr
    listed = pixel("services", "harvest", "list", *where)
    assert "Roads 2" in listed.stdout
    file.write_text(file.read_text().replace("url:", "ulr:"))
    wrong = pixel("services", "harvest", "create", *where, "--from", str(file), "-v")
    assert wrong.returncode == 2
    assert "ulr" in wrong.stderr
    assert "Hush" not in shown + listed.stdout + wrong.stdout + wrong.stderr
    gone = pixel("services", "harvest", "delete", number, *where, "--yes")
    assert gone.returncode == 0, gone.stderr


def test_analyses_and_their_tasks(pixel: Run) -> None:
    modules = json.loads(pixel("services", "analysis", "modules", "--json").stdout)
    made = pixel(
        "services", "analysis", "create", "--name", "Cracks", "--module", modules[0]["name"],
        "--set", "config.threshold=0.5", "--json",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    number = str(json.loads(made.stdout)["id"])
    edited = pixel(
        "services", "analysis", "edit", number, "--disabled", "--set", "config.size=3", "--json"
    )
    told = json.loads(edited.stdout)
    assert (told["enabled"], told["config"]) == (False, {"threshold": 0.5, "size": 3})
    listed = pixel("services", "analysis", "list", "--disabled", "--jsonl").stdout
    assert int(number) in [json.loads(line)["id"] for line in listed.splitlines()]
    assert pixel("services", "analysis", "edit", number, "--enabled").returncode == 0
    of = ("--service", number)
    task = pixel("services", "tasks", "create", *of, "--name", "a", "--set", "params.x=1", "--json")
    assert task.returncode == 0, task.stderr
    first = str(json.loads(task.stdout)["id"])
    for verb in (("run",), ("list",), ("revoke",), ("delete", "--yes")):
        ids = (first,) if verb[0] != "list" else ()
        done = pixel("services", "tasks", verb[0], *ids, *of, *verb[1:], "--json")
        assert done.returncode in (0, 1), done.stderr  # one that has run cannot be taken back
        assert "Traceback" not in done.stderr
    assert pixel("services", "analysis", "delete", number, "--yes").returncode == 0


def test_users_are_created_and_changed_and_their_password_never_shown(
    pixel: Run, tmp_path: Path
) -> None:
    file = tmp_path / "ola.json"
    about = {"first_name": "Ola", "last_name": "Nordmann", "email": "ola@example.com"}
    file.write_text(json.dumps(about))
    asked = pixel("users", "create", "--from", str(file), "--type", "viewer")
    assert asked.returncode == 2
    assert "password" in asked.stderr
    file.write_text(json.dumps(about | {"password": "Hush-9-hush"}))
    made = pixel("users", "create", "--from", str(file), "--type", "viewer", "--json", "-v")
    assert made.returncode == 0, made.stderr
    assert "Hush" not in made.stdout + made.stderr
    number = str(json.loads(made.stdout)["id"])
    changed = pixel("users", "edit", number, "--type", "creator", "--enabled", "--json")
    assert json.loads(changed.stdout)["user_type"] == "creator"
    assert pixel("users", "gdo", "--json").returncode == 0
    assert pixel("plugins", "list").returncode == 0


def test_attachments_are_moved(pixel: Run, place: tuple[int, int], tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("windy", encoding="utf-8")
    of = ("project", str(place[0]))
    (made,) = json.loads(pixel("attachments", "add", *of, str(note), "--json").stdout)
    number = str(made["id"])
    folder = tmp_path / "notes"
    (folder / "c.txt").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "[1].txt"):
        (folder / name).write_text("calm", encoding="utf-8")
    for pattern, names in (("?.txt", ["a.txt", "b.txt"]), ("[1].txt", ["[1].txt"])):
        more = json.loads(pixel("attachments", "add", *of, str(folder / pattern), "--json").stdout)
        assert [each["name"] for each in more] == names
    none = pixel("attachments", "add", *of, str(folder / "*.pdf"))
    assert (none.returncode, "No file matches" in none.stderr) == (2, True)
    edited = pixel("attachments", "edit", *of, number, "--status", "Completed", "--json")
    assert json.loads(edited.stdout)[0]["status"] == "Completed"
    moved = pixel(
        "attachments", "move", *of, number, "--to", "collection", "--to-id", str(place[1])
    )
    assert moved.returncode == 0, moved.stderr
    there = pixel("attachments", "list", "collection", str(place[1]), "--jsonl").stdout
    assert json.loads(there)["id"] == int(number)


def test_every_command_reads_as_group_and_verb() -> None:
    verbs = {path.split()[-1] for path in commands(get_command(app))}
    top = {path for path in commands(get_command(app)) if " " not in path}
    assert verbs - top == {
        "add", "create", "delete", "edit", "gdo", "group", "list", "metadata", "modules", "move",
        "refresh", "restore", "revoke", "run", "show", "start", "stop", "tag", "tasks",
    }  # fmt: skip


def test_lists_and_searches_are_written_for_other_programs(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path, tmp_path: Path
) -> None:
    client.upload_multiple_images(*place, [photos / "DJI_0000.JPG", photos / "DJI_0001.JPG"])
    where = ("-p", str(place[0]), "-c", "Photos")
    table = tmp_path / "photos.parquet"
    done = pixel("images", "list", *where, "--geoparquet", str(table))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "Wrote 2 to" in done.stderr
    assert table.read_bytes()[:4] == b"PAR1"
    import geopandas

    areas = tmp_path / "areas.parquet"
    done = pixel("projects", "list", "--geoparquet", str(areas))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    frame = geopandas.read_parquet(areas)
    assert frame[frame.id == place[0]].geometry.iloc[0].bounds == (10.5, 59.7, 11.0, 60.1)
    shown = json.loads(pixel("projects", "list", "--geojson").stdout)["features"]
    assert {each["geometry"]["type"] for each in shown} == {"Polygon"}
    folder = tmp_path / "stac"
    found = pixel("search", "images", "--where", "name ~ DJI%", "--stac", str(folder))
    assert found.returncode == 0, found.stderr
    assert json.loads((folder / "collection.json").read_text())["type"] == "Collection"
    for both in (("--stac", str(folder), "--geoparquet", str(table)), ("--stac", "x", "--json")):
        refused = pixel("images", "list", *where, *both)
        assert refused.returncode == 2
        assert "mutually exclusive" in refused.stderr
    again = pixel("images", "list", *where, "--stac", str(folder))
    assert again.returncode == 2
    assert "empty" in again.stderr
