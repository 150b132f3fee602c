"""Words and the columns of a table to a `TaskSpec`."""
