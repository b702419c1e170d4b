"""A logger that the user switched off stays so."""

import logging

from _begin import begin, photos

WITH_1_2_8 = "AssertionError: the logger was switched on"

logging.getLogger("httpx").disabled = True
client, where = begin()
client.upload_image(*where, photos[0])
assert logging.getLogger("httpx").disabled, "the logger was switched on"
