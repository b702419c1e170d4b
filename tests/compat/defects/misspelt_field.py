"""A metadata field that does not exist."""

from pixel_client import ImageMetadataFields

WITH_1_2_8 = "AssertionError: the field is dropped without a word"

refused = False
try:
    ImageMetadataFields(cam_headng=12.5)
except (TypeError, ValueError):
    refused = True
assert refused, "the field is dropped without a word"
