"""report.html and report.pdf: readers of a finished run; nothing here trains."""
