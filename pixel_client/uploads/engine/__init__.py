"""The pipeline of an upload: a module a stage, and the queues between them."""
