"""Learning rates that fall from the last layer of a pretrained encoder to its first."""

from torch import nn


def group_by_depth(
    model: nn.Module, rates: dict[str, float], decay: float
) -> list[dict]:
    """Groups of the parts of each encoder named in `rates`, after one for all else.

    Its "rate" is a part of the others' rate: 1 for the encoder's new layer, then the
    encoder's own in `rates`, `decay` times as much with each layer down.
    """
    groups = []
    for name, rate in rates.items():
        new, *parts = model.encoders[name].by_depth()
        groups.append({"params": new, "rate": 1.0})
        for depth, params in enumerate(parts):
            groups.append({"params": params, "rate": rate * decay**depth})
    grouped = {id(p) for group in groups for p in group["params"]}
    rest = [p for p in model.parameters() if id(p) not in grouped]
    return [{"params": rest, "rate": 1.0}, *groups]
