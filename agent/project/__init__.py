"""A `Plan` to the files of a standalone project."""
