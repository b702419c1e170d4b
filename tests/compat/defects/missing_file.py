"""One path of several that does not exist."""

from _begin import begin, folder, photos

from pixel_client import PixelUploadFile

WITH_1_2_8 = "FileNotFoundError"

client, where = begin()
files = [PixelUploadFile(file=path) for path in (photos[0], folder / "gone.jpg", photos[1])]
images, errors = client.upload_multiple_images(*where, files)
assert len(images) == 2
assert [error.path for error in errors] == [folder / "gone.jpg"]
