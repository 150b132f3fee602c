"""Blocks: real PyTorch modules whose source is inlined into generated projects."""
