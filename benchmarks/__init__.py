"""What this client costs, measured against others on one machine: `make bench`."""
