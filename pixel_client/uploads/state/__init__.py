"""State of uploads: the journal across runs, and the results within one."""
