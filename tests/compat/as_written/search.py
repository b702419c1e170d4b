"""Search by a dict and by a SearchQuery, page through the results, ask what can be searched."""

import sys
from pathlib import Path

from geojson_pydantic import Polygon

from pixel_client import PixelUploadFile, get_client
from pixel_client.models import SearchQuery, SortField

folder = Path(sys.argv[1])
client = get_client()
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])
project = client.create_project("Searched", "one to be found", area, tags=["findme"])
collection = client.create_data_collection(project["id"], "Photos", "", "image")
photos = sorted(folder.glob("*.jpg"))[:3]
images, errors = client.upload_multiple_images(
    project["id"], collection["id"], [PixelUploadFile(file=photo) for photo in photos]
)
assert not errors

info = client.search_info("images")
assert info

ids = [image["id"] for image in images]
by_dict = client.search(
    {
        "on": "images",
        "filter": {
            "and": [
                {"in": [{"var": "id"}, ids]},
                {"or": [{"~": [{"var": "name"}, "photo%"]}, {"==": [{"var": "name"}, "x"]}]},
            ]
        },
        "out_fields": ["id", "name"],
        "sort": [{"field": "name", "direction": "desc"}],
        "limit": 2,
    }
)
assert by_dict["count"] == 2
assert by_dict["total_count"] == 3
names = [result["name"] for result in by_dict["results"]]
assert names == sorted((photo.name for photo in photos), reverse=True)[:2]

query = SearchQuery(
    on="images",
    filter={"in": [{"var": "id"}, ids]},
    sort=[SortField(field="id")],
    out_fields=["id"],
    limit=100,
)
assert client.search(query)["total_count"] == 3
assert [r["id"] for r in client.paginate_search(query, page_size=2)] == sorted(ids)

near = SearchQuery(
    on="projects",
    intersects="POINT (10.5 59.5)",
    filter={"==": [{"var": "id"}, project["id"]]},
)
assert [r["id"] for r in client.search(near)["results"]] == [project["id"]]
far = {
    "on": "projects",
    "intersects": "POINT (0 0)",
    "filter": {"==": [{"var": "id"}, project["id"]]},
}
assert client.search(far)["results"] == []
client.delete_project(project["id"])
