"""Tables of metadata: their rows, and the files they describe."""
