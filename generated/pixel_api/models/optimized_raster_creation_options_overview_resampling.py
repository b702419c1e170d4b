# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
OptimizedRasterCreationOptionsOverviewResamplingValue = Literal[
    "average", "bilinear", "cubic", "cubic_spline", "gauss", "lanczos", "mode", "nearest", "rms"
]
OptimizedRasterCreationOptionsOverviewResampling = (
    OptimizedRasterCreationOptionsOverviewResamplingValue | str
)


def check_optimized_raster_creation_options_overview_resampling(
    value: str,
) -> OptimizedRasterCreationOptionsOverviewResampling:
    return value
