"""Ways to learn from guesses of targets that nobody knows."""
