"""Optimised versions of rasters (COG) and point clouds (COPC), really made."""
