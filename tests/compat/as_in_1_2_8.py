"""What a user of pixel-client 1.2.8 writes; runs with either package."""

from __future__ import annotations

import sys
from pathlib import Path

import pixel_client
from pixel_client import ImageMetadataFields, MetadataObject, PixelUploadFile, get_client


def area() -> object:
    """The area of interest, as each package takes it."""
    ring = [(10.0, 59.0), (11.0, 59.0), (11.0, 60.0), (10.0, 60.0), (10.0, 59.0)]
    try:
        from geojson_pydantic import Polygon
    except ImportError:  # 1.2.8 brings it along, this client takes plain GeoJSON too
        return {"type": "Polygon", "coordinates": [ring]}
    return Polygon(type="Polygon", coordinates=[ring])


def main(folder: Path) -> None:
    """Sign in, create a project and a collection, upload every photo of a folder."""
    client = get_client()
    assert client.me()["username"], "sign-in"
    project = client.create_project("Compat", "made by a script", area(), tags=["compat"])
    collection = client.create_data_collection(
        project_id=project["id"],
        name="Photos",
        description="twenty of them",
        data_collection_type="image",
    )
    files = [
        PixelUploadFile(
            file=path,
            metadata=MetadataObject(
                fields=ImageMetadataFields(cam_heading=12.5, image_type="drone"),
                json_metadata={"flight": "A1"},
            ),
        )
        for path in sorted(folder.glob("*.jpg"))
    ]
    images, errors = client.upload_multiple_images(project["id"], collection["id"], files)
    assert not errors, errors
    assert len(images) == len(files) == 20
    assert sorted(i["name"] for i in images) == [f.file.name for f in files]
    listed = client.get_images(project["id"], collection["id"], limit=50)
    assert {i["id"] for i in listed} == {i["id"] for i in images}
    assert [p["id"] for p in client.list_projects(name="Compat")] == [project["id"]]
    print(f"{pixel_client.__name__} {pixel_client.__version__}: {len(images)} images")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
