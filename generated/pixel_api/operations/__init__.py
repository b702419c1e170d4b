# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""The operations: one class per tag."""
