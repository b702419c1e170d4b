"""A photo's metadata: the header's tags, and the fields they become."""
