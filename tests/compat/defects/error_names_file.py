"""A photo that is none: which one it was."""

import tempfile
from pathlib import Path

from _begin import begin, photos

from pixel_client import PixelUploadFile

WITH_1_2_8 = "AttributeError: 'PixelUploadJobError' object has no attribute 'path'"

client, where = begin()
with tempfile.TemporaryDirectory() as other:
    broken = Path(other, "broken.jpg")
    broken.write_bytes(photos[0].read_bytes()[:500])
    files = [PixelUploadFile(file=path) for path in (photos[1], broken, photos[2])]
    images, errors = client.upload_multiple_images(*where, files)
assert [image["name"] for image in images] == [photos[1].name, photos[2].name]
assert [error.path for error in errors] == [broken]
