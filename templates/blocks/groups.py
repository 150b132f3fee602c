"""Parameters in groups with learning rates of their own."""

from torch import nn


def group_by_rate(model: nn.Module, rates: dict[str, float]) -> list[dict]:
    """A group for each encoder named in `rates`, after one for everything else.

    Its "rate" is the encoder's learning rate as a part of the others'.
    """
    groups = []
    for name, rate in rates.items():
        params = list(model.encoders[name].parameters())
        groups.append({"params": params, "rate": rate})
    grouped = {id(p) for group in groups for p in group["params"]}
    rest = [p for p in model.parameters() if id(p) not in grouped]
    return [{"params": rest, "rate": 1.0}, *groups]
