"""What an upload reports while it runs, and what shows it."""
