"""Weights averaged along the way."""

from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

BLOCK = {
    "name": "ema",
    "role": "averaging",
    "class": "MovingAverage",
    "kinds": [],
    "summary": "exponential moving average of the weights, which is what is kept",
    "paper": "Polyak & Juditsky 1992",
    "search": {"decay": [0.99, 0.9, 0.999]},
}


class MovingAverage(AveragedModel):
    """A copy of a model whose weights follow it: mean = d * mean + (1 - d) * new.

    d is `decay`, but at most (1 + n) / (10 + n) after n steps, so that a short training
    is not held at its start. Running statistics are averaged as weights are.
    """

    def __init__(self, model: nn.Module, *, decay: float = 0.99):
        def average(mean: Tensor, new: Tensor, steps: Tensor) -> Tensor:
            if not mean.is_floating_point():
                return new  # counters and masks
            share = 1 - ((1 + steps) / (10 + steps)).clamp(max=decay)
            return mean + share * (new - mean)

        super().__init__(model, avg_fn=average, use_buffers=True)
