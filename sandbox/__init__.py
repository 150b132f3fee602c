"""Runs and measures untrusted programs. Knows nothing of `agent`."""
