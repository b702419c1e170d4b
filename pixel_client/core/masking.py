"""What may be printed or written: passwords, keys and presigned requests are masked."""

from pixel_api.masking import without_secrets

__all__ = ["without_secrets"]
