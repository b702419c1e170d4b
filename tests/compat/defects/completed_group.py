"""Waiting for a group job that is complete at the first look."""

from _begin import begin, photos

from pixel_client import PixelUploadFile

WITH_1_2_8 = "UnboundLocalError"
SANDBOX = {"validation_delay": 0.3}

client, where = begin()
client.upload_multiple_images(*where, [PixelUploadFile(file=photo) for photo in photos[:2]])
assert client.wait_for_group_job(1)["completed"]
