"""What most scripts begin with: a project with a collection of images."""

import sys
from pathlib import Path

from geojson_pydantic import Polygon

from pixel_client import get_client

folder = Path(sys.argv[1])
photos = sorted(folder.glob("*.jpg"))
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])


def begin(kind="image"):
    """A client, and the ids of a project and a collection."""
    client = get_client()
    project = client.create_project("Defect", "", area)
    collection = client.create_data_collection(project["id"], "Files", "", kind)
    return client, (project["id"], collection["id"])
