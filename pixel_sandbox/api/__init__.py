"""The API of the sandbox: one room a tag."""
