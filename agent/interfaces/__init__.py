"""Readers and writers of one run directory; no logic of their own."""
