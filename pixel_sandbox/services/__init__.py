"""What works on data collections in the background: ArcGIS, harvest and analysis services."""
