"""The pages of the reference: what belongs where. The words are those of the docstrings.

Only sources are read. Nothing is imported, so that names for type checkers alone resolve too.
"""
