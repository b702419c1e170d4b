"""The commands, one module per group; each has `add_commands`, which `main` calls."""
