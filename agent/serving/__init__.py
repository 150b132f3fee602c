"""Predictions over HTTP: plain standard library, knows nothing of the rest."""
