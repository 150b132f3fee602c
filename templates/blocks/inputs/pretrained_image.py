"""Pictures to what a pretrained image encoder says of them: (N, D)."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.files import read_files
from templates.blocks.pictures import picture_bytes, read_picture
from templates.blocks.remembering import (
    ENCODERS,
    file_vectors,
    standardised,
    vector_scale,
)
from templates.blocks.timm_models import normalised, timm_model

BLOCK = {
    "name": "pretrained_image",
    "role": "input",
    "class": "PretrainedImage",
    "kinds": ["image"],
    "gives": "embedding",
    "example": {"shape": [384], "value": [384]},
    "requires": ["timm"],
    "summary": "pictures by a frozen pretrained encoder of timm",
    "paper": "Wightman 2019",
    "search": {},
}


class PretrainedImage:
    """Image columns to float32 (N, D), the vectors of several columns joined end to
    end.

    The encoder lies in `encoders/` beside this file, and is not trained; pictures are
    shown to it in colour at `size` x `size`. Each number is standardised by the
    training rows and clipped to 5 deviations.
    """

    def __init__(self, columns: tuple[str, ...], *, encoder: str = "", size: int = 112):
        self.columns, self.size, self.encoder = columns, size, encoder
        self.shape: tuple[int, ...] = (1,)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn the scale from the training `rows`."""
        self.restore(vector_scale(*self._vectors(rows, root)))

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, D) and present (N,), False where no picture is."""
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
        config = json.loads((ENCODERS / self.encoder / "config.json").read_text())
        kept, dim = f"seen-{self.encoder}-{self.size}", config["num_features"]
        return file_vectors(rows, self.columns, root, kept, dim, self.encode)

    def encode(self, cells: list[str], root: Path) -> np.ndarray:
        """float32 (N, D), NaN where there is no picture to read; 32 at a time."""
        net, config = timm_model(ENCODERS / self.encoder)
        net.eval()
        found = np.full((len(cells), config["num_features"]), np.nan, dtype=np.float32)
        for start in range(0, len(cells), 32):
            some = [{"cell": cell} for cell in cells[start : start + 32]]
            read = partial(read_picture, size=self.size)
            places, pictures = [], []
            for i, picture in enumerate(read_files(read, some, ("cell",), root)):
                if picture is not None:
                    low, high = float(picture.min()), float(picture.max()) + 1e-6
                    planes = picture_bytes(picture, 3, low, high)
                    if planes is not None:
                        places.append(start + i)
                        pictures.append(planes.repeat(3 // len(planes), axis=0))
            if pictures:
                x = torch.from_numpy(np.stack(pictures))
                with torch.inference_mode():
                    z = net(normalised(x, config["pretrained_cfg"]))
                found[places] = z.numpy()
        return found
