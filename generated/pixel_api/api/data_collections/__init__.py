# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Contains endpoint functions for accessing the API"""
