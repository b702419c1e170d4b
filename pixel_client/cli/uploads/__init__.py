"""What commands that upload share: preflight, sending, run history."""
