"""What an upload remembers: the journal across runs, and the results within one."""
