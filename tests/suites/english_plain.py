"""Two hundred English statements over thirty more tables, in
`fixtures/plain_statements.json`: variations of the thirtieth list (`CAR` to `BLOOD`),
then six lists of what else people type.

The six had 17 of 30, 16 of 30, 21 of 30, 15 of 30, 16 of 30 and 15 of 23 right when
they were first read, 13 with another target without a word. Then mended: questions for
yes or no and for a number, and two asked as one; "nothing else" after a list of inputs;
verdicts before a list or on a question; values, owners and words of time that name no
column; irregular verbs.
"""

from statement_suite import stored

SEEN, UNCLEAR = stored("plain_statements.json")

KNOWN = {
    "plain-taxi-fare": "inputs",  # "no duration" for `ride_minutes`, or `pickup_hour`
    "plain-laun-min": "inputs",  # "sensors only (sound + vibration)"
    "plain-green-germ": "refused",  # "does a seed come up"
    "plain-cheese-return": "inputs",  # "written on return"
    "plain-coffee-sour": "inputs",  # "score and note": one word for three columns
    "plain-farm-lame": "inputs",  # "nothing the vet did"
    "plain-metal-quality": "inputs",  # "the claim" for two columns, of a question
    "plain-law-amount": "refused",  # "settle for, in euros"
}
"""What is misread, by its fields, and where."""
