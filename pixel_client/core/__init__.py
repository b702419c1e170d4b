"""Modules that know neither the service nor the network."""
