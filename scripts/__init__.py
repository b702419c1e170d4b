"""The tools that write code: `regen` (the typed package) and `sync` (the synchronous client)."""
