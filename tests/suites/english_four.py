"""English statements over thirty-two more tables, in `fixtures/english_statements.json`:
variations of the third English list (`BOATYARD`, `CLINIC`), then lists of what else
people type, each read once before anything was mended for it.

The lists had 17 of 28, 18 of 30, 20 of 29, 17 of 30, 18 of 29, 22 of 28, 14 of 22 and
10 of 16 right, 10 with another target without a word. Then mended: figures and times in
names ("half an hour" for `30min`), lists of columns of which only the last word is told,
"the date" and the money, questions about what is left out, "nothing but these",
irregular verbs.
"""

from statement_suite import stored

SEEN, UNCLEAR = stored("english_statements.json")

KNOWN = {
    "r-beauty-again": "inputs",  # "only what is known at the booking": no `booked_on`
    "s-mine-ash": "inputs",  # "who he is"
    "t-lib-damage": "inputs",  # "the person who grades" between a note and its verdict
    "u-kite-inc": "inputs",  # "severity and rescue are part of the incident"
}
"""What is misread, by its fields, and where."""
