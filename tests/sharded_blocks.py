"""Every encoder, fusion and head of the catalogue in parts, each process with its own:
outputs and gradients have to be those of the whole model. Writes what differs."""

import copy
import json
import sys
from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn

from agent.project.sharding import HEADS
from templates.blocks.processes import join_processes
from templates.blocks.sharding import shard
from tests.contract import built
from tests.test_blocks import nets


def far(net: nn.Module) -> str:
    """What is not the same after two steps; nothing if all is."""
    net.encoders = nn.ModuleDict({"one": net.block})  # as a generated model has it
    whole = copy.deepcopy(net)
    shard(net, least=1)
    for model in (net, whole):
        optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
        for _ in range(2):
            optimizer.zero_grad()
            model.loss().backward()
            optimizer.step()
    wrong = []
    for (name, p), (_, q) in zip(
        net.named_parameters(), whole.named_parameters(), strict=True
    ):
        mine = None if p.grad is None else p.grad.full_tensor()
        if (mine is None) != (q.grad is None):
            wrong.append(f"{name} {mine is None}")
        elif mine is not None and not torch.allclose(mine, q.grad, 1e-3, 1e-4):
            wrong.append(name)
    with torch.no_grad():
        ours, theirs = net(), whole()
    if not torch.allclose(ours, theirs, rtol=1e-3, atol=1e-4):
        wrong.append("outputs")
    return " ".join(wrong)


def main() -> None:
    join_processes()
    torch.set_num_threads(1)
    found = {}
    for one in nets():
        block, kind, shape = one.values
        if block.role == "head" and block.name in HEADS:
            continue
        torch.manual_seed(0)
        try:
            found[one.id] = far(built(block, kind, shape).eval())
        except Exception as error:
            found[one.id] = f"{type(error).__name__}: {error}"[:300]
    Path(f"{sys.argv[1]}.{dist.get_rank()}").write_text(json.dumps(found))
    dist.destroy_process_group()


if __name__ == "__main__":
    main()
