"""What was sent is not repeated in the text of an error."""

from pixel_client import ImageUpdateInput, get_client
from pixel_client.exceptions import PixelBadRequestError

WITH_1_2_8 = "AssertionError: the error repeats what was sent"

update = ImageUpdateInput(json_metadata={"owner": "Kari Nordmann"})
said = ""
try:
    get_client().update_image(999, 999, 999, update)
except PixelBadRequestError as error:
    said = str(error)
assert "404" in said
assert "Kari" not in said, "the error repeats what was sent"
