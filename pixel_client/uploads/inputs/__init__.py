"""Which files are uploaded: scanning, names, parts, hashes. No network, no database."""
