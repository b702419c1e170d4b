"""Files of the same name in different folders."""

import shutil
import tempfile
from pathlib import Path

from _begin import begin, photos

from pixel_client import PixelUploadFile

WITH_1_2_8 = "ValueError: All files must have unique names"

client, where = begin()
with tempfile.TemporaryDirectory() as flights:
    files = []
    for number in range(2):
        path = Path(flights, f"flight{number}", "DJI_0001.JPG")
        path.parent.mkdir()
        shutil.copy(photos[number], path)
        files.append(PixelUploadFile(file=path))
    images, errors = client.upload_multiple_images(*where, files)
assert errors == []
assert len(images) == 2
