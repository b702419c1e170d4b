"""Masks passwords, keys and presigned requests in what is printed or written."""

from pixel_api.masking import without_secrets

__all__ = ["without_secrets"]
