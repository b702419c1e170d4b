"""Looks into the files that were sent, in the background, and turns them into resources."""
