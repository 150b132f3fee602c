"""Image models of timm, with weights from a folder."""

import copy
import json
import sys
import types
from functools import cache
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

VISION = ("", ".datasets", ".models", ".models.feature_extraction", ".ops")
VISION += (".ops.misc", ".transforms", ".transforms.functional")
"""Of torchvision, which timm imports and needs for none of its models."""


class AnyName(type):
    """A class that has every attribute, each its own name."""

    def __getattr__(cls, name: str) -> str:
        return name


class Absent(types.ModuleType):
    """Stands for a module that is not there while another one imports it."""

    __path__: list[str] = []

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        below = sys.modules.get(f"{self.__name__}.{name}")
        return below or AnyName(name, (), {})


def import_timm():
    """timm, where there is no torchvision, whose wheels fit few builds of torch."""
    names = [f"torchvision{name}" for name in VISION]
    mine = [name for name in names if name not in sys.modules]
    sys.modules.update({name: Absent(name) for name in mine})
    import timm

    for name in mine:  # others shall see that it is not there
        del sys.modules[name]
    return timm


@cache
def timm_model(folder: Path) -> tuple[nn.Module, dict]:
    """The model of `folder`, (B, 3, H, W) to (B, D), and its config.json; loaded once.

    Weights are looked for as model.safetensors, pytorch_model.bin and *.pth. Those
    whose layers are called otherwise are taken in their order, if all shapes agree.
    """
    config = json.loads((folder / "config.json").read_text())
    net = import_timm().create_model(config["architecture"], pretrained=False)
    net.reset_classifier(0)
    weights = image_weights(folder)
    own = net.state_dict()
    if not set(own) <= set(weights):
        weights = dict(zip(own, weights.values(), strict=False))
        for name, value in weights.items():
            if value.shape != own[name].shape:
                raise ValueError(f"{folder}: weights of {name} have another shape")
    net.load_state_dict({name: weights[name] for name in own})
    return net, config


def fresh_timm_model(folder: Path) -> tuple[nn.Module, dict]:
    """As `timm_model`, a model of its own, to be trained."""
    net, config = timm_model(folder)
    return copy.deepcopy(net), config


def normalised(x: Tensor, usual: dict) -> Tensor:
    """Bytes (B, 1 or 3, H, W) as a model wants them, by its pretrained_cfg."""
    mean = torch.tensor(usual["mean"], device=x.device).view(3, 1, 1)
    deviation = torch.tensor(usual["std"], device=x.device).view(3, 1, 1)
    return (x.float() / 255 - mean) / deviation


def image_weights(folder: Path) -> dict[str, Tensor]:
    """The tensors of a folder of weights; ValueError if there are none."""
    if (folder / "model.safetensors").exists():
        return load_file(folder / "model.safetensors")
    for path in (folder / "pytorch_model.bin", *sorted(folder.glob("*.pth"))):
        if path.exists():
            return torch.load(path, map_location="cpu", weights_only=True)
    raise ValueError(f"{folder}: no model.safetensors, pytorch_model.bin or *.pth")
