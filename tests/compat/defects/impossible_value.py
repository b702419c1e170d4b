"""A camera that looks in a direction that does not exist."""

from _begin import begin, photos

from pixel_client import ImageMetadataFields, ImageUpdateInput

WITH_1_2_8 = "AssertionError: sent as it is"

client, where = begin()
image = client.upload_image(*where, photos[0])
refused = ""
try:
    update = ImageUpdateInput(fields=ImageMetadataFields(cam_heading=99999))
    client.update_image(*where, image["id"], update)
except ValueError as error:
    refused = str(error)
except Exception as error:
    raise AssertionError("sent as it is") from error
assert "cam_heading" in refused, "sent as it is"
