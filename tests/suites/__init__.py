"""Statements with their readings, list by list; the order is that of their names."""
