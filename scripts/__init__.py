"""The tools that write code of this project: `regen` (the typed package) and `sync` (the sync client)."""
