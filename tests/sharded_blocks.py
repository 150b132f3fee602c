"""Every encoder, fusion and head of the catalogue in parts, each process with its own:
outputs and gradients have to be those of the whole model. Writes what differs."""

import copy
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn

from agent.project.sharding import HEADS
from templates.blocks.processes import join_processes
from templates.blocks.sharding import shard
from tests.contract import built
from tests.test_blocks import nets
from tests.test_pretrained_modes import CASES, PRESENT, Small
from tests.tiny_encoders import tiny


class Pretrained(Small):
    """An encoder with weights of its own, called as a generated model is."""

    def forward(self):
        return self.head(self.encoders["m"](self.x, PRESENT))

    def loss(self):
        return self.head.loss(self(), torch.arange(8) % 4)


def ours(block, kind, shape) -> nn.Module:
    """An own block, its encoder in a list as a generated model has it."""
    net = built(block, kind, shape)
    net.encoders = nn.ModuleDict({"one": net.block})
    return net


def models() -> Iterator[tuple[str, Callable[[], nn.Module]]]:
    """All of them by name; made when they are wanted."""
    for one in nets():
        if one.values[0].role != "head" or one.values[0].name not in HEADS:
            yield str(one.id), partial(ours, *one.values)
    for name in CASES:
        yield name, partial(Pretrained, name)


def far(net: nn.Module) -> str:
    """What is not the same after two steps; nothing if all is."""
    whole = copy.deepcopy(net)
    shard(net, least=1)
    for model in (net, whole):
        optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
        for _ in range(2):
            optimizer.zero_grad()
            model.loss().backward()
            optimizer.step()
    wrong = []
    pairs = zip(net.named_parameters(), whole.parameters(), strict=True)
    for (name, p), q in pairs:
        mine = None if p.grad is None else p.grad.full_tensor()
        if (mine is None) != (q.grad is None):
            wrong.append(f"{name} {mine is None}")
        elif mine is not None and not torch.allclose(mine, q.grad, 1e-3, 1e-4):
            wrong.append(name)
    with torch.no_grad():
        same = torch.allclose(net(), whole(), rtol=1e-3, atol=1e-4)
    return " ".join(wrong if same else [*wrong, "outputs"])


def main() -> None:
    for _, library, _ in CASES.values():
        tiny(library)  # together, transformers lets the first process alone write
    join_processes()
    torch.set_num_threads(1)
    found = {}
    for name, make in models():
        if sys.argv[2:] and not name.startswith(tuple(sys.argv[2:])):
            continue
        torch.manual_seed(0)
        try:
            found[name] = far(make().eval())
        except Exception as error:
            found[name] = f"{type(error).__name__}: {error}"[:300]
    Path(f"{sys.argv[1]}.{dist.get_rank()}").write_text(json.dumps(found))
    dist.destroy_process_group()


if __name__ == "__main__":
    main()
