# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Contains methods for accessing the API"""
