"""A path as text."""

from _begin import begin, photos

WITH_1_2_8 = "AttributeError: 'str' object has no attribute 'exists'"

client, where = begin()
assert client.upload_image(*where, str(photos[0]))["id"]
