"""A run's events -> experiment trackers, for who asks; readers like any other.

Nothing is sent unless a tracker is named; each is told to report nothing of its own.
"""
