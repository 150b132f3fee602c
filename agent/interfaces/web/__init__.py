"""The page and its interface over HTTP: readers of the same runs, on loopback."""
