"""File formats that take a library of their own, or a reader of ours: one file each.

Each enters its function into `DECODERS`; a project has the files of those formats that
its data have, and of no others. `agent/data/formats.py` lists them.
"""
