"""The files that the scripts in as_written/ work with."""

from __future__ import annotations

from pathlib import Path

from pixel_sandbox import samples

PHOTOS = 6


def make(folder: Path) -> None:
    """Photos with side-cars, rasters with theirs, point clouds, and documents."""
    for number in range(PHOTOS):
        photo = samples.make_jpeg(folder / f"photo_{number}.jpg", seed=number)
        photo.with_suffix(".xmp").write_text(f"<x:xmpmeta>{number}</x:xmpmeta>")
    for number in (1, 2):
        ortho = samples.make_geotiff(folder / f"ortho_{number}.tif", seed=number)
        ortho.with_suffix(".tfw").write_text("0.1\n0\n0\n-0.1\n597000\n6643000\n")
        ortho.with_suffix(".prj").write_text("EPSG:25832")
        samples.make_las(folder / f"scan_{number}.laz", points=1000, seed=number)
    samples.make_geotiff(folder / "ortho_large.tif", size=(2000, 1200), seed=9)
    (folder / "notes.txt").write_text("seen from the road")
    (folder / "permit.pdf").write_bytes(b"%PDF-1.4 a permit")
