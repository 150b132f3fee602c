"""Language encoders of Hugging Face transformers, from a folder."""

import copy
import hashlib
import json
from functools import cache
from pathlib import Path

from torch import Tensor, nn


@cache
def language_model(folder: Path) -> tuple:
    """Tokenizer and encoder, which gives (B, T, D); loaded once: that takes seconds."""
    from transformers import AutoModel, AutoTokenizer  # slow to import, so when needed
    from transformers.utils import logging

    logging.disable_progress_bar()
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModel.from_pretrained(folder, local_files_only=True)
    return tokenizer, model.eval()


def fresh_language_model(folder: Path) -> nn.Module:
    """An encoder of its own, to be trained; without the layer that only the task knew
    for which it was made."""
    model = copy.deepcopy(language_model(folder)[1])
    if getattr(model, "pooler", None) is not None:
        model.pooler = None
    return model


def text_width(folder: Path) -> int:
    """D of the encoder in a folder."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    names = ("hidden_size", "dim", "d_model")
    return next(config[name] for name in names if name in config)


def text_key(text: str) -> str:
    """What a text is remembered by; an empty one by nothing."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def shortest_first(rows: list[dict[str, str]], columns: tuple[str, ...]) -> list[str]:
    """The columns by the letters that they have in all `rows`, the fewest first."""
    return sorted(columns, key=lambda c: sum(len(row.get(c) or "") for row in rows))


def shown_texts(row: dict[str, str], columns: list[str]) -> list[str]:
    """What an encoder is shown of a row, a text for each of the columns: all but the
    last by themselves, and at last all of them in one."""
    cells = [(row.get(column) or "").strip() for column in columns]
    return [*cells[:-1], "\n".join(cell for cell in cells if cell)]


def pooled(hidden: Tensor, mask: Tensor, pooling: str) -> Tensor:
    """One vector (B, D) of what is said of the pieces (B, T, D): that of the first for
    "cls", else the mean of those in `mask` (B, T)."""
    if pooling == "cls":
        return hidden[:, 0]
    kept = mask.unsqueeze(2).to(hidden.dtype)
    return (hidden * kept).sum(dim=1) / kept.sum(dim=1).clamp(min=1)
