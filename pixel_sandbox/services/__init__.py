"""Background services on data collections: ArcGIS, harvest and analysis services."""
