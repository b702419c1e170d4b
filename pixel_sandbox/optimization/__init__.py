"""Creates optimised versions of rasters (COG) and point clouds (COPC)."""
