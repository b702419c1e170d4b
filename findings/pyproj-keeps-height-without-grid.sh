#!/usr/bin/env bash
# pyproj 3.7.2, the wheel with PROJ's own data, network off (the default).
#
# Assumed: ellipsoidal heights (EPSG:4979, as satellite receivers give them) cannot be converted to
# heights above sea level (EPSG:5972, ETRS89 / UTM 32N + NN2000) without the grid of the geoid, which
# the wheel does not have: an error, or at least a warning; certainly with only_best=True, or with
# errcheck=True.
# What happens: the height comes back as it was, some 40 m off in southern Norway, while east and
# north are converted. Only allow_ballpark=False raises.
#
# Seen:
#   default                100.00
#   errcheck=True          100.00
#   only_best=True         100.00
#   allow_ballpark=False   ProjError
#   warnings               0
set -euo pipefail

seen='default                100.00
errcheck=True          100.00
only_best=True         100.00
allow_ballpark=False   ProjError
warnings               0'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pyproj==3.7.2

cat > show.py <<'END'
import warnings

from pyproj import Transformer
from pyproj.exceptions import ProjError


def height(how, options, call):
    try:
        transformer = Transformer.from_crs("EPSG:4979", "EPSG:5972", always_xy=True, **options)
        converted = f"{transformer.transform(10.75, 59.91, 100.0, **call)[2]:.2f}"
    except ProjError:
        converted = "ProjError"
    print(f"{how:<22} {converted}")


with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    height("default", {}, {})
    height("errcheck=True", {}, {"errcheck": True})
    height("only_best=True", {"only_best": True}, {})
    height("allow_ballpark=False", {"allow_ballpark": False}, {})
print(f"{'warnings':<22} {len(warned)}")
END
# An empty folder for data of the user's own, which may hold the grid.
now=$(XDG_DATA_HOME="$work/data" PROJ_USER_WRITABLE_DIRECTORY="$work/data" PROJ_NETWORK=OFF \
    env -u PROJ_DATA -u PROJ_LIB venv/bin/python show.py)

printf 'Seen before:\n%s\n\nSeen now:\n%s\n' "$seen" "$now"
[ "$now" = "$seen" ]
