"""Search: which fields there are, filters on them as SQL, and places."""
