"""A model cut into parts: each process keeps one of every weight.

For models that don't fit into one device with their gradients and what the optimiser
keeps; what fits is faster with a copy in each process. Zhao et al. 2023 (FSDP).
"""

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.distributed.fsdp import fully_shard, register_fsdp_forward_method
from torch.distributed.tensor import DTensor, distribute_tensor
from torch.utils._pytree import tree_map

from templates.blocks.large_layers import LARGE, large_layers


def shard(model: nn.Module, least: int = LARGE) -> None:
    """Keep one part in n of weights, gradients and optimiser state in each of n
    processes; before the optimiser is made. Gradients are then the processes' mean.

    Large layers are gathered one by one while they compute, the rest of the model for a
    whole step. Each weight is sent three times a step (gathered for the way forward and
    back, its gradient once), where a copy in each process costs two. Here the model is
    still whole. Alone, a process keeps it so.
    """
    if dist.get_world_size() == 1:
        return
    for layer in large_layers(model, least):
        fully_shard(layer, reshard_after_forward=True)
    fully_shard(model, reshard_after_forward=False)
    if hasattr(model, "encode"):
        register_fsdp_forward_method(model, "encode")


def whole(state: dict) -> dict:
    """The tensors of `state` on the CPU of the first process, those of parts gathered
    one after the other; empty in the others. All processes have to call it."""
    first = dist.get_rank() == 0

    def one(value):
        if isinstance(value, DTensor):
            value = value.full_tensor()
        if not isinstance(value, Tensor):
            return value
        return value.detach().cpu().clone() if first else torch.empty(0)

    return tree_map(one, state)


def part(value: Tensor, like: Tensor) -> Tensor:
    """This process's part of a whole tensor, cut as `like` is."""
    if not isinstance(like, DTensor) or value.shape != like.shape:
        return value  # such as a count of steps
    value, mesh = value.to(like.device), like.device_mesh
    return distribute_tensor(value, mesh, like.placements, src_data_rank=None)


def load_parts(model: nn.Module, optimizer, state: dict) -> None:
    """Go on from what `whole` gave of both, in as many processes as there are now."""
    mine = model.state_dict()
    model.load_state_dict({k: part(v, mine[k]) for k, v in state["model"].items()})
    params = [p for group in optimizer.param_groups for p in group["params"]]
    kept = {
        i: {
            k: part(v, params[i]) if isinstance(v, Tensor) else v for k, v in of.items()
        }
        for i, of in state["optimizer"]["state"].items()
    }
    optimizer.load_state_dict({**state["optimizer"], "state": kept})
