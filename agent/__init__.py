"""Forgeweld's deciding half: words and data in, projects and scores out. No torch."""

__version__ = "0.1.0"
