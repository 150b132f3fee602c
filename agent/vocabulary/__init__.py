"""Words: English and Chinese, their forms, what they mean and which mean the same.

Tables and what looks things up in them; nothing here knows of statements.
"""
