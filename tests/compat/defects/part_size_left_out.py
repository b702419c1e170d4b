"""Many files in parts, without a part size."""

from _begin import begin, folder

from pixel_client import PixelUploadFile

WITH_1_2_8 = "AssertionError: multipart_part_size must be provided"

client, where = begin("RGB")
files = [PixelUploadFile(file=folder / "ortho_large.tif")]
rasters, errors = client.upload_multiple_rasters(*where, files, multipart=True)
assert errors == []
assert len(rasters) == 1
