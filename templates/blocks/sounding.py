"""Where a padded spectrogram holds sound."""

import torch.nn.functional as F
from torch import Tensor


def sounding(x: Tensor, steps: int) -> Tensor:
    """Which of `steps` equal parts of spectrograms (B, C, mels, frames) hold sound.

    (B, steps) bool: frames that are 0 in every band lie past the end of the sound.
    Where all are, the parts count as if they held sound, so that means stay finite.
    """
    frames = (x != 0).flatten(1, 2).any(dim=1)  # (B, frames)
    frames = frames | ~frames.any(dim=1, keepdim=True)
    return F.adaptive_max_pool1d(frames.float(), steps) > 0
