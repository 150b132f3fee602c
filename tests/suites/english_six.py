"""A hundred and three everyday English statements over twenty-one more tables, in
`fixtures/everyday_statements.json`: three lists of what else people type, each read
before anything was mended for it.

They had 28 of 39, 31 of 39 and 20 of 25 right at that reading, six with another target
without a word. Then mended: a question's form tells apart the columns that its words
name; a name like `label` alone answers no question of another form; a mention's own
word is no order ("the share who skip"); letters of words in a row are no unit; persons
are no dates; classes are listed in other forms of their words; what only says when is
not left out; "whether" behind a question asks for nothing.
"""

from statement_suite import stored

SEEN, UNCLEAR = stored("everyday_statements.json")

KNOWN = {
    "b-for-5": "inputs",  # "who surveyed it" for a `ranger`
    "c-pond-2": "inputs",  # "chosen because of the disease - so not an input"
}
"""What is misread, by its fields, and where."""
