"""Mutation testing: small changes to the code, of which the tests should notice nearly all."""
