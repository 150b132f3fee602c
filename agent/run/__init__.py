"""The line: trials one after another, and what is told and left of them."""
