"""A part size that S3 does not take is refused before any job is made."""

from _begin import begin, folder

WITH_1_2_8 = "AssertionError: refused only by the service"

client, where = begin("RGB")
refused = ""
try:
    client.upload_raster(
        *where, folder / "ortho_large.tif", multipart=True, multipart_part_size=1024 * 1024
    )
except ValueError as error:
    refused = str(error)
except Exception as error:
    raise AssertionError("refused only by the service") from error
assert "multipart_part_size" in refused
assert client.get_upload_jobs(*where) == []
