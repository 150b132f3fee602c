"""Trials on the nodes of a Ray cluster; `ray` is imported in `driver` alone, lazily."""
