"""Pretrained encoders that learn: whole, woken layer by layer, by adapters.

Tiny transformers and timm models with random weights, in folders that the tests make.
"""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import soundfile
import torch
from torch import Tensor, nn

from templates.blocks.depth_groups import group_by_depth
from templates.blocks.encoders.lora_audio import LoraAudio
from templates.blocks.encoders.lora_image import LoraImage
from templates.blocks.encoders.lora_text import LoraText
from templates.blocks.encoders.tuned_audio import TunedAudio
from templates.blocks.encoders.tuned_image import TunedImage
from templates.blocks.encoders.tuned_text import TunedText
from templates.blocks.heads.multiclass import MulticlassHead
from templates.blocks.inputs.pretrained_audio import PretrainedAudio
from templates.blocks.inputs.pretrained_tokens import PretrainedTokens
from templates.blocks.inputs.pretrained_waves import PretrainedWaves
from templates.blocks.sound_models import heard, sound_model
from tests.tiny_encoders import tiny

TEXTS = ["a wet road", "a dry road", "clear evening", "win a prize now"] * 2
PRESENT = torch.ones(8, dtype=torch.bool)


def pieces() -> tuple[Tensor, tuple[int, ...]]:
    """Eight texts as the tokenizer's pieces, and the shape that they have."""
    reader = PretrainedTokens(("a",), encoder=str(tiny("transformers")), length=16)
    rows = [{"a": text} for text in TEXTS]
    reader.fit(rows, Path())
    return reader.load(rows, Path())[0], reader.shape


def pictures() -> tuple[Tensor, tuple[int, ...]]:
    torch.manual_seed(0)
    return torch.randint(0, 256, (8, 3, 48, 48), dtype=torch.uint8), (3, 48, 48)


def recorded(folder: Path) -> list[dict[str, str]]:
    """Eight tones of a quarter of a second to almost a whole one, as rows."""
    rng = np.random.default_rng(0)
    for i in range(8):
        times = np.arange(4000 + 1500 * i) / 16000
        tone = np.sin(2 * np.pi * 300 * 2 ** (i % 4) * times)
        sound = 0.3 * tone + 0.02 * rng.normal(size=len(times))
        soundfile.write(folder / f"{i}.wav", sound, 16000)
    return [{"a": f"{i}.wav"} for i in range(8)]


def waves(which: str) -> tuple[Tensor, tuple[int, ...]]:
    """Eight sounds as an encoder is given them, and the shape that they have."""
    with TemporaryDirectory() as folder:
        rows = recorded(Path(folder))
        reader = PretrainedWaves(("a",), encoder=str(tiny(which)), seconds=1)
        reader.fit(rows, Path(folder))
        return reader.load(rows, Path(folder))[0], reader.shape


SOUNDS = ("waves", "masked", "spectrogram")
CASES = {
    **{
        f"{name}-{which}": (make, which, partial(waves, which))
        for which in SOUNDS
        for name, make in (("tuned_audio", TunedAudio), ("lora_audio", LoraAudio))
    },
    "tuned_text": (TunedText, "transformers", pieces),
    "lora_text": (LoraText, "transformers", pieces),
    "tuned_image": (TunedImage, "timm", pictures),
    "lora_image": (LoraImage, "timm", pictures),
}


class Small(nn.Module):
    """An encoder and a head, as train.py has them."""

    def __init__(self, name: str):
        super().__init__()
        make, library, rows = CASES[name]
        self.x, shape = rows()
        torch.manual_seed(0)
        one = make(shape, encoder=str(tiny(library)), dropout=0.0)
        self.encoders = nn.ModuleDict({"m": one})
        self.head = MulticlassHead(one.dim, 4)

    def loss(self, rows: int = 8) -> Tensor:
        z = self.encoders["m"](self.x[:rows], PRESENT[:rows])
        return self.head.loss(self.head(z), torch.arange(8)[:rows] % 4)


@pytest.mark.parametrize("name", CASES)
def test_it_learns_eight_rows_and_keeps_to_itself(name):
    net = Small(name)
    before = {k: v.clone() for k, v in net.state_dict().items()}
    optimizer = torch.optim.AdamW([{"params": list(net.parameters())}], lr=3e-3)
    first = net.train().loss().item()
    for _ in range(25):
        optimizer.zero_grad()
        loss = net.loss()
        loss.backward()
        optimizer.step()
    assert loss.item() < 0.7 * first
    changed = {k for k, v in net.state_dict().items() if not torch.equal(v, before[k])}
    inner = {k for k in changed if k.startswith("encoders.m.net.")}
    if name.startswith("lora"):
        assert inner and all("lora_" in k for k in inner)
    else:
        assert any("lora_" not in k for k in inner)
    assert not any("running_" in k for k in changed)

    net.eval()
    with torch.no_grad():
        whole = net.encoders["m"](net.x, PRESENT)
        alone = net.encoders["m"](net.x[:1], PRESENT[:1])
        assert torch.allclose(whole[:1], alone, atol=1e-4)
        empty = torch.zeros_like(net.x[:2])
        assert net.encoders["m"](empty, ~PRESENT[:2]).isfinite().all()
    twin = Small(name).eval()
    twin.load_state_dict(net.state_dict())
    with torch.no_grad():
        assert torch.equal(twin.encoders["m"](net.x, PRESENT), whole)


@pytest.mark.parametrize("which", SOUNDS)
def test_what_is_said_of_a_sound_does_not_depend_on_those_beside_it(which, tmp_path):
    """Whether alone, as a frozen encoder hears it, or padded to the longest one."""
    rows = recorded(tmp_path)
    reader = PretrainedAudio(("a",), encoder=str(tiny(which)), seconds=1)
    alone = reader.encode([row["a"] for row in rows], tmp_path)
    assert alone.shape == (8, 32) and len(np.unique(alone[:, 0])) == 8
    x, _ = waves(which)
    with torch.inference_mode():
        beside = heard(sound_model(tiny(which))[1], x).numpy()
    # where moments are normalised over time, only the longest sound is not padded
    same = [7] if which == "waves" else slice(None)
    np.testing.assert_allclose(beside[same], alone[same], atol=1e-3)


def test_of_a_sound_the_first_seconds_are_heard(tmp_path):
    long = [row["a"] for row in recorded(tmp_path)][-1]
    sound, rate = soundfile.read(tmp_path / long)
    reader = PretrainedAudio(("a",), encoder=str(tiny("masked")), seconds=1)
    soundfile.write(tmp_path / "longer.wav", np.tile(sound, 3), rate)
    soundfile.write(tmp_path / "second.wav", np.tile(sound, 3)[:rate], rate)
    found = reader.encode([long, "longer.wav", "second.wav"], tmp_path)
    assert np.array_equal(found[1], found[2])
    assert not np.allclose(found[0], found[1], atol=1e-3)


def test_sounds_that_cannot_be_read_are_absent(tmp_path):
    rows = [*recorded(tmp_path), {"a": ""}, {"a": "broken.wav"}]
    (tmp_path / "broken.wav").write_bytes(b"RIFF no more")
    reader = PretrainedAudio(("a",), encoder=str(tiny("waves")), seconds=1)
    reader.fit(rows[:6], tmp_path)
    values, present = reader.load(rows, tmp_path)
    assert values.shape == (10, 32) and present.tolist() == [True] * 8 + [False] * 2
    assert values.isfinite().all() and not values[8:].any()
    again = PretrainedAudio(("a",), encoder=str(tiny("waves")), seconds=1)
    again.restore(reader.state())
    assert torch.equal(again.load(rows, tmp_path)[0], values)


@pytest.mark.parametrize(
    "name", ["tuned_text", "tuned_image", *(f"tuned_audio-{w}" for w in SOUNDS)]
)
def test_layers_wake_from_the_top_at_rates_that_fall(name):
    net = Small(name)
    one = net.encoders["m"]
    new, *parts = one.by_depth()
    known = {id(p) for part in (new, *parts) for p in part}
    assert known == {id(p) for p in one.parameters()}
    assert sum(map(len, parts)) == len({id(p) for part in parts for p in part})
    for layers in range(len(parts) + 1):
        one.wake(layers)
        awake = [all(p.requires_grad for p in part) for part in parts]
        assert awake == [i < layers for i in range(len(parts))]
        assert all(p.requires_grad for p in new)
    one.wake(1)
    net.loss().backward()
    assert all(p.grad is not None for p in parts[0])
    assert all(p.grad is None for part in parts[1:] for p in part)

    groups = group_by_depth(net, {"m": 0.1}, 0.5)
    rates = [group["rate"] for group in groups]
    assert rates[:2] == [1.0, 1.0]
    assert rates[2:] == pytest.approx([0.1 * 0.5**i for i in range(len(parts))])
    held = [p for group in groups for p in group["params"]]
    assert {id(p) for p in held} == {id(p) for p in net.parameters()}
    assert len(held) == len({id(p) for p in held})
