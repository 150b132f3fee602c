"""Files to tables, to a `Profile`, and to the view that the sandbox sees."""
