"""Sounds to what a pretrained sound encoder says of them: (N, D)."""

from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.files import read_files
from templates.blocks.remembering import (
    ENCODERS,
    file_vectors,
    standardised,
    vector_scale,
)
from templates.blocks.sound_models import (
    encoder_input,
    heard,
    sound_model,
    sound_width,
)
from templates.blocks.sounds import read_sound

BLOCK = {
    "name": "pretrained_audio",
    "role": "input",
    "class": "PretrainedAudio",
    "kinds": ["audio"],
    "gives": "embedding",
    "example": {"shape": [384], "value": [384]},
    "requires": ["transformers"],
    "summary": "sounds by a frozen pretrained encoder of Hugging Face transformers",
    "paper": "Baevski et al. 2020",
    "search": {},
}


class PretrainedAudio:
    """Sound columns to float32 (N, D), the vectors of several columns joined end to
    end.

    The encoder lies in `encoders/` beside this file, and is not trained. It is given
    the first `seconds` of a sound, its channels averaged; what it says of them is
    averaged (Baevski et al., "wav2vec 2.0", 2020). Each number is standardised by the
    training rows and clipped to 5 deviations.
    """

    def __init__(
        self, columns: tuple[str, ...], *, encoder: str = "", seconds: int = 10
    ):
        self.columns, self.seconds, self.encoder = columns, seconds, encoder
        self.shape: tuple[int, ...] = (1,)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the scale from the training `rows`."""
        self.restore(vector_scale(*self._vectors(rows, root)))

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, D) and present (N,), False where no sound is."""
        return standardised(*self._vectors(rows, root), self.mean, self.deviation)

    def state(self) -> dict:
        return {"mean": self.mean.tolist(), "deviation": self.deviation.tolist()}

    def restore(self, state: dict) -> None:
        self.mean = np.array(state["mean"], dtype=np.float32)
        self.deviation = np.array(state["deviation"], dtype=np.float32)
        self.shape = self.mean.shape

    def _vectors(
        self, rows: list[dict[str, str]], root: Path
    ) -> tuple[np.ndarray, np.ndarray]:
        """What the encoder says (N, D), NaN-free, and present (N,)."""
        kept, dim = (
            f"heard-{self.encoder}-{self.seconds}",
            sound_width(ENCODERS / self.encoder),
        )
        return file_vectors(rows, self.columns, root, kept, dim, self.encode)

    def encode(self, cells: list[str], root: Path) -> np.ndarray:
        """float32 (N, D), NaN where there is no sound to read; one at a time, each as
        long as it is: a second of padding costs as much as one of sound."""
        folder = ENCODERS / self.encoder
        extractor, net = sound_model(folder)
        read = partial(read_sound, rate=extractor.sampling_rate, seconds=self.seconds)
        found = np.full((len(cells), sound_width(folder)), np.nan, dtype=np.float32)
        rows = [{"cell": cell} for cell in cells]
        for i, sound in enumerate(read_files(read, rows, ("cell",), root)):
            if sound is not None:
                x = torch.from_numpy(encoder_input(folder, sound.mean(axis=0)))
                with torch.inference_mode():
                    found[i] = heard(net, x[None]).numpy()
        return found
