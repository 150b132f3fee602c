"""The layers of a model that are worth handling one by one."""

from torch import nn

LARGE = 1_000_000  # parameters; below, one message more costs more than it spares


def large_layers(model: nn.Module, least: int = LARGE) -> list[nn.Module]:
    """Members of a model's lists of modules (its encoders, their layers, …) that have
    `least` parameters beside those of the large layers in them; inner ones first."""
    found, taken = [], set()
    lists = (nn.ModuleList, nn.ModuleDict)
    for module in reversed(list(model.modules())):
        if not isinstance(module, (*lists, nn.Sequential)):
            continue
        for layer in module.children():
            own = {p for p in layer.parameters() if p not in taken}
            runs = not isinstance(layer, lists)  # a list isn't called, its members are
            if runs and layer not in found and sum(p.numel() for p in own) >= least:
                found.append(layer)
                taken |= own
    return found
