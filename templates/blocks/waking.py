"""Parts of a pretrained encoder, from the output to the input."""

from torch import nn


def parts_from_top(
    net: nn.Module, layers: nn.Module | None = None
) -> list[list[nn.Parameter]]:
    """The parameters of the last layer, of the one before, and so on; what comes before
    the layers is last. Layers are `layers`, or the longest list of modules in `net`."""
    lists = [m for m in net.modules() if isinstance(m, nn.ModuleList | nn.Sequential)]
    layers = layers or max(lists, key=len)
    inner = {id(p) for p in layers.parameters()}
    names = [name for name, p in net.named_parameters() if id(p) in inner]
    everything = list(net.named_parameters())
    first = next(i for i, (name, _) in enumerate(everything) if name == names[0])
    before = [p for _, p in everything[:first]]
    after = [p for _, p in everything[first:] if id(p) not in inner]
    found = [list(layer.parameters()) for layer in layers]
    found[-1] = found[-1] + after
    return [part for part in (*reversed(found), before) if part]


def wake(parts: list[list[nn.Parameter]], count: int) -> None:
    """Let the first `count` parts learn, and no others (Howard and Ruder 2018)."""
    for i, part in enumerate(parts):
        for p in part:
            p.requires_grad_(i < count)
