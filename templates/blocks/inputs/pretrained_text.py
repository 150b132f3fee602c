"""Texts to what a pretrained language encoder says of them: (N, D)."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.language_models import (
    language_model,
    pooled,
    shortest_first,
    shown_texts,
    text_key,
    text_width,
)
from templates.blocks.remembering import (
    ENCODERS,
    remembered,
    standardised,
    vector_scale,
)

BLOCK = {
    "name": "pretrained_text",
    "role": "input",
    "class": "PretrainedText",
    "kinds": ["text"],
    "gives": "embedding",
    "example": {"shape": [384], "value": [384]},
    "requires": ["transformers"],
    "summary": "texts by a frozen pretrained encoder of Hugging Face transformers",
    "paper": "Reimers and Gurevych 2019",
    "search": {},
}


class PretrainedText:
    """Text columns to float32 (N, D). Several columns are read as one text, and each
    but the longest by itself, too; the vectors are joined end to end.

    The encoder lies in `encoders/` beside this file, and is not trained. A text is cut
    after `length` pieces; what the encoder says of them is averaged (Reimers and
    Gurevych, "Sentence-BERT", 2019), or taken of the first if `pooling` is "cls". Each
    number is standardised by the training rows and clipped to 5 deviations.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        *,
        encoder: str = "",
        length: int = 128,
        pooling: str = "mean",
    ):
        self.columns, self.length, self.pooling = list(columns), length, pooling
        self.encoder = encoder
        self.shape: tuple[int, ...] = (1,)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the order of the columns and the scale from the training `rows`."""
        self.columns = shortest_first(rows, tuple(self.columns))
        scale = vector_scale(*self._vectors(rows, root))
        self.restore({"columns": self.columns, **scale})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, D) and present (N,), False where all is empty."""
        return standardised(*self._vectors(rows, root), self.mean, self.deviation)

    def state(self) -> dict:
        scale = {"mean": self.mean.tolist(), "deviation": self.deviation.tolist()}
        return {"columns": self.columns, **scale}

    def restore(self, state: dict) -> None:
        self.columns = state["columns"]
        self.mean = np.array(state["mean"], dtype=np.float32)
        self.deviation = np.array(state["deviation"], dtype=np.float32)
        self.shape = self.mean.shape

    def _vectors(
        self, rows: list[dict[str, str]], root: Path
    ) -> tuple[np.ndarray, np.ndarray]:
        """What the encoder says (N, D), zeros for empty texts, and present (N,)."""
        texts = [text for row in rows for text in shown_texts(row, self.columns)]
        vectors = remembered(
            [text_key(text) for text in texts],
            root,
            f"texts-{self.encoder}-{self.length}",
            text_width(ENCODERS / self.encoder),
            lambda places: self.encode([texts[i] for i in places]),
        )
        filled = np.array([bool(text) for text in texts], dtype=bool)
        width = len(self.columns) * vectors.shape[1]
        present = filled.reshape(len(rows), len(self.columns)).any(axis=1)
        return vectors.reshape(len(rows), width), present

    def encode(self, texts: list[str]) -> np.ndarray:
        """float32 (N, D), 32 texts of about one length at a time."""
        tokenizer, model = language_model(ENCODERS / self.encoder)
        order = np.argsort([len(text) for text in texts], kind="stable")
        found = np.empty((len(texts), text_width(ENCODERS / self.encoder)), np.float32)
        for some in np.array_split(order, -(-len(order) // 32)):
            batch = tokenizer(
                [texts[i] for i in some],
                truncation=True,
                max_length=self.length,
                padding=True,
                return_tensors="pt",
            )
            with torch.inference_mode():
                hidden = model(**batch).last_hidden_state  # (n, T, D)
            found[some] = pooled(hidden, batch["attention_mask"], self.pooling).numpy()
        return found
