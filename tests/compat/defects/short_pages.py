"""A service whose pages are shorter than asked for."""

from _begin import begin, photos

WITH_1_2_8 = "AssertionError: the list is cut short"
SANDBOX = {"page_limit": 2}

client, where = begin()
for photo in photos[:3]:
    client.upload_image(*where, photo)
paged = list(client.paginate_images(*where, page_size=50))
assert len(paged) == 3, "the list is cut short"
