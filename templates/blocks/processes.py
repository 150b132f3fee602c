"""Several processes that train one model, each on its part of every batch.

`torchrun` starts them, one per GPU or on several cores; alone, `python` does as well.
"""

import torch
import torch.distributed as dist
from torch import Tensor


def join_processes() -> torch.device:
    """Join the processes that torchrun has started, or be the only one; returns the
    device of this one."""
    cuda = torch.cuda.is_available()
    if dist.is_torchelastic_launched():
        dist.init_process_group("nccl" if cuda else "gloo")
    else:
        dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
    if not cuda:
        return torch.device("cpu")
    device = torch.device("cuda", dist.get_node_local_rank(0))
    torch.cuda.set_device(device)
    return device


def from_first(values: list[float], device: torch.device) -> list[float]:
    """The first process's values in all of them: they have to decide alike."""
    box = torch.tensor(values, dtype=torch.float64, device=device)
    dist.broadcast(box, 0)
    return box.tolist()


def summed(total: Tensor, seen: int) -> tuple[Tensor, int]:
    """Loss and rows of all processes together."""
    box = torch.stack([total.double(), total.new_tensor(seen).double()])
    dist.all_reduce(box)
    return box[0], int(box[1])
