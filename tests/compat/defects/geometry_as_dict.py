"""An area as plain GeoJSON."""

from pixel_client import get_client

WITH_1_2_8 = "AttributeError: 'dict' object has no attribute '__geo_interface__'"

ring = [[10, 59], [11, 59], [11, 60], [10, 60], [10, 59]]
project = get_client().create_project("GeoJSON", "", {"type": "Polygon", "coordinates": [ring]})
assert project["id"]
