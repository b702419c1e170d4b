"""Shared by commands that upload: options, pre-flight checks, plan files, sending, run history."""
