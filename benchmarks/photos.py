"""Pre-flight of many generated photos, files a second and memory: python -m benchmarks.photos."""

from __future__ import annotations

import argparse
import io
import resource
import tempfile
import time
from pathlib import Path

from PIL import Image

from pixel_client.imagery import preflight

AREA = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 61], [10, 61], [10, 59]]]}
EXIF_IFD, GPS_IFD = 0x8769, 0x8825
PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/" drone-dji:AbsoluteAltitude="+120.50" '
    'drone-dji:RelativeAltitude="+80.00" drone-dji:GimbalRollDegree="+0.00" '
    'drone-dji:GimbalYawDegree="{yaw:+.2f}" drone-dji:GimbalPitchDegree="-90.00" '
    'drone-dji:FlightRollDegree="+1.10" drone-dji:FlightYawDegree="+12.00" '
    'drone-dji:FlightPitchDegree="-3.20" drone-dji:CalibratedFocalLength="2857.14"/>'
    "</rdf:RDF></x:xmpmeta>"
)


def make_photos(folder: Path, count: int) -> list[Path]:
    """Photos with the tags that a drone writes; their pixels are noise."""
    pixels = Image.effect_noise((640, 480), 40).convert("RGB")
    paths = []
    for number in range(count):
        tags = Image.Exif()
        for tag, value in {0x010F: "DJI", 0x0110: "FC3582", 0x0132: "2024:05:17 12:30:00"}.items():
            tags[tag] = value
        tags.get_ifd(EXIF_IFD).update(
            {
                0x9003: f"2024:05:17 12:30:{number % 60:02}",
                0x920A: 6.72,
                0xA405: 24,
                0xA002: 4032,
                0xA003: 3024,
            }
        )
        tags.get_ifd(GPS_IFD).update(
            {1: "N", 2: (59, 54, number / 1000), 3: "E", 4: (10, 42, 0), 5: b"\0", 6: 120.5}
        )
        content = io.BytesIO()
        packet = PACKET.format(yaw=number % 360 - 180).encode()
        pixels.save(content, "JPEG", quality=60, exif=tags, xmp=packet)
        path = folder / f"DJI_{number:05}.JPG"
        path.write_bytes(content.getvalue())
        paths.append(path)
    return paths


def main() -> None:
    """Make the photos, look at them, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=1)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = make_photos(Path(folder), told.count)
        before = time.perf_counter()
        report = preflight(
            paths, collection="image", project=AREA, zone="Europe/Oslo", threads=told.threads
        )
        seconds = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{told.count} photos, {told.threads} thread(s): {told.count / seconds:,.0f} a second, "
        f"peak {peak} MB, {len(report.valid)} without errors, {len(report.problems)} problems"
    )


if __name__ == "__main__":
    main()
