"""Text with holes, and the blocks: data to `agent`, code to `tests`."""
