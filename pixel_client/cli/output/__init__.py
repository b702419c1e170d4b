"""Everything printed; `writer` has `Output`, which uses tables, formats, progress and maps."""
