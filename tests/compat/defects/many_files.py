"""More than 200 files in one call."""

import shutil
import tempfile
from pathlib import Path

from _begin import begin, photos

from pixel_client import PixelUploadFile

WITH_1_2_8 = "HTTPStatusError: Client error '400 Bad Request'"
SANDBOX = {"validation_delay": 0.0}

client, where = begin()
with tempfile.TemporaryDirectory() as copies:
    files = []
    for number in range(201):
        path = Path(copies, f"{number:03}.jpg")
        shutil.copy(photos[number % len(photos)], path)
        files.append(PixelUploadFile(file=path))
    images, errors = client.upload_multiple_images(*where, files)
assert errors == []
assert len(images) == 201
