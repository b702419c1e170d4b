"""S3 says SlowDown once."""

from _begin import begin, photos

from pixel_client import PixelUploadFile

WITH_1_2_8 = "HTTPStatusError: Server error '503 Service Unavailable'"
FAULTS = [("POST", "/s3/", 503)]

client, where = begin()
images, errors = client.upload_multiple_images(*where, [PixelUploadFile(file=photos[0])])
assert errors == []
assert len(images) == 1
