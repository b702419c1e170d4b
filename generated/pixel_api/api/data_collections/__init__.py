# Written by scripts/regen.py from the contract in openapi/. Do not edit: see generated/README.md.
"""Contains endpoint functions for accessing the API"""
