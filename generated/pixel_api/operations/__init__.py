# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""The operations, a class a tag."""
