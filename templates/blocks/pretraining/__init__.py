"""Ways to learn from rows alone, before any target is looked at."""
