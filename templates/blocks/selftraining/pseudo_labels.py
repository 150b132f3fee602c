"""Guesses of targets that nobody knows, taken for true where the model is sure."""

import torch
from torch import Tensor, nn

from templates.blocks.corrupting import swap_places

BLOCK = {
    "name": "pseudo_labels",
    "role": "selftraining",
    "class": "PseudoLabels",
    "kinds": ["binary", "multiclass", "ordinal"],
    "summary": "a changed row is to get the class that the whole row surely has",
    "paper": "Sohn et al. 2020",
    "search": {"sure": [0.9, 0.8, 0.95], "share": [0.2, 0.4]},
}


class PseudoLabels:
    """FixMatch (Sohn et al. 2020): the model guesses the class of a row, and learns to
    give it to the row with a `share` of its places swapped.

    Only guesses with a probability of at least `sure` count, but the mean is over all
    rows: the fewer are sure, the less they weigh.
    """

    def __init__(self, *, sure: float = 0.9, share: float = 0.2):
        self.sure, self.share = sure, share

    def __call__(
        self, model: nn.Module, x: dict[str, Tensor], present: dict[str, Tensor]
    ) -> Tensor:
        """Mean loss over a batch of rows without a target."""
        model.eval()
        with torch.no_grad():
            chance, guess = model.predict(x, present).max(dim=1)
        model.train()
        changed = {name: swap_places(value, self.share) for name, value in x.items()}
        outputs, kept = model(changed, present), chance >= self.sure
        if not kept.any():
            return outputs.sum() * 0
        return model.head.loss(outputs[kept], guess[kept]) * kept.float().mean()
