"""Validates uploaded files in the background, and turns them into resources."""
