"""Builds the reference pages of the documentation from the docstrings.

Sources are parsed, not imported, so that names for type checkers only resolve too.
"""
