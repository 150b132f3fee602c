"""Sound encoders of Hugging Face transformers, from a folder."""

import copy
import json
from functools import cache
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn


@cache
def sound_model(folder: Path) -> tuple:
    """What makes an encoder's input of a sound, and the encoder; loaded once: that
    takes seconds."""
    from transformers import AutoFeatureExtractor, AutoModel  # slow to import
    from transformers.utils import logging

    logging.disable_progress_bar()
    extractor = AutoFeatureExtractor.from_pretrained(folder, local_files_only=True)
    model = AutoModel.from_pretrained(folder, local_files_only=True)
    return extractor, model.eval()


def fresh_sound_model(folder: Path) -> nn.Module:
    """An encoder of its own, to be trained: all of its layers in each step, and no
    frames hidden, which its makers did to have something to predict."""
    model = copy.deepcopy(sound_model(folder)[1])
    model.config.apply_spec_augment, model.config.layerdrop = False, 0.0
    if hasattr(model, "masked_spec_embed"):
        del model.masked_spec_embed
    return model


def sound_width(folder: Path) -> int:
    """D of the encoder in a folder."""
    return json.loads((folder / "config.json").read_text())["hidden_size"]


def sound_layers(net: nn.Module) -> nn.Module:
    """The layers of an encoder behind those that make moments of its input."""
    return net.encoder.layers if hasattr(net, "encoder") else net.layers


def shortest_sound(config) -> int:
    """Samples that an encoder's first moment is made of."""
    if not hasattr(config, "conv_kernel"):
        return 400  # a window of a spectrogram
    count = 1
    layers = zip(config.conv_kernel, config.conv_stride, strict=True)
    for kernel, stride in reversed(list(layers)):
        count = (count - 1) * stride + kernel
    return count


def encoder_input(folder: Path, sound: np.ndarray) -> np.ndarray:
    """Samples (T,) at the encoder's rate as it wants them, float32: waves (1, T), or a
    spectrogram (1, mels, frames) of a length of its own."""
    extractor, model = sound_model(folder)
    missing = max(shortest_sound(model.config) - len(sound), 0)
    padded = np.pad(sound, (0, missing))
    made = extractor(padded, sampling_rate=extractor.sampling_rate, return_tensors="np")
    return np.swapaxes(made["input_values"], 1, -1)


def heard(net: nn.Module, x: Tensor) -> Tensor:
    """What an encoder says (B, D) of `encoder_input`s of one length (B, 1, ...), waves
    being 0 past their ends: the mean over the moments in the sound.

    Encoders that normalise each moment by itself learnt with a mask of what is sound,
    those that normalise over time without one (Baevski et al., "wav2vec 2.0", 2020).
    Those of spectrograms say it all in their first pieces (Gong et al., "AST", 2021).
    """
    x = x.squeeze(1).float()
    if x.dim() == 3:
        return net(x.transpose(1, 2)).pooler_output
    places = torch.arange(x.shape[1], device=x.device)
    ends = ((x != 0) * (places + 1)).amax(dim=1)  # (B,)
    ends = ends.clamp(min=shortest_sound(net.config))
    mask = (places < ends[:, None]).long()
    masked = getattr(net.config, "feat_extract_norm", "layer") == "layer"
    said = net(x, attention_mask=mask if masked else None).last_hidden_state
    moments = net._get_feat_extract_output_lengths(ends)
    known = torch.arange(said.shape[1], device=x.device) < moments[:, None]
    return (said * known[:, :, None]).sum(dim=1) / moments[:, None]
