"""Words and the columns of a table to a `TaskSpec`."""

import re

# Some 1,800 patterns read a statement. `re` keeps 512 of them, and so compiles the
# others again and again: a third of the time of reading.
re._MAXCACHE = 4096  # type: ignore[attr-defined]
