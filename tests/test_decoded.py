"""Media decoded once per run: the same tensors, from files that trials can't write."""

import csv
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from plans import plan_of, task

from agent.run import decoded, events
from sandbox import NoSandbox, open_sandbox
from templates.blocks.inputs.image import ImageInput
from templates.blocks.inputs.video import VideoInput


@pytest.fixture(scope="module")
def sandbox():
    try:
        return open_sandbox("auto")
    except NoSandbox as error:
        pytest.skip(str(error))


@pytest.fixture
def run_dir(tmp_path) -> Path:
    """A view with pictures and clips: most alike, some grey, broken or not there."""
    run_dir = tmp_path / "run"
    media = run_dir / "view" / "media"
    media.mkdir(parents=True)
    rng = np.random.default_rng(0)
    rows = []
    for i in range(12):
        mode, shape = ("L", (20, 30)) if i == 4 else ("RGB", (20, 30, 3))
        pixels = rng.integers(0, 256, shape, dtype=np.uint8)
        Image.fromarray(pixels, mode).save(media / f"{i}.png")
        np.save(media / f"{i}.npy", rng.integers(0, 256, (9, 16, 16, 3), np.uint8))
        picture, clip = f"media/{i}.png", f"media/{i}.npy"
        rows.append({"row": f"r{i}", "image_0": picture, "video_0": clip})
    (media / "5.png").write_bytes(b"no picture")
    (media / "6.npy").write_bytes(b"no clip")
    rows[7] |= {"image_0": "", "video_0": ""}
    for name, part in (("train", rows[:8]), ("predict", rows[8:])):
        with (run_dir / "view" / f"{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0], "outcome"])
            writer.writeheader()
            writer.writerows({**row, "outcome": "no"} for row in part)
    for path in (tmp_path, run_dir, run_dir / "view", *run_dir.rglob("*")):
        path.chmod(0o755)
    return run_dir


def read(run_dir: Path, inputs) -> list[torch.Tensor]:
    view, found = run_dir / "view", []
    for name in ("train.csv", "predict.csv"):
        with (view / name).open(newline="") as file:
            rows = list(csv.DictReader(file))
        if name == "train.csv":
            inputs.fit(rows, view)
        found += inputs.load(rows, view)
    return found


def told(log: events.EventLog) -> list[dict]:
    return [e.data for e in events.read(log.path) if e.type == "media.decoded"]


def test_inputs_read_the_same_with_and_without_it(run_dir, sandbox):
    spec, profile = task("image video", "binary")
    plan, log = plan_of(spec, profile), events.EventLog(run_dir)
    makes = []
    for name, cls in (("the_image", ImageInput), ("the_video", VideoInput)):
        branch = next(b for b in plan.branches if b.modality == name)
        column = name.removeprefix("the_") + "_0"
        makes.append(lambda c=cls, n=column, a=branch.input.args: c((n,), **a))
    before = [read(run_dir, make()) for make in makes]
    decoded.ensure(run_dir, spec, profile, plan, sandbox, log, least=1)
    kept = {fact["name"]: fact for fact in told(log)}
    assert len(kept) == 2 and not any(fact["fault"] for fact in kept.values()), kept
    cache = run_dir / "view" / decoded.CACHE
    for path in (run_dir / "view" / "media").iterdir():
        if path.name not in ("4.png", "5.png", "6.npy"):
            path.write_bytes(b"not read again")
    for make, tensors in zip(makes, before, strict=True):
        for was, now in zip(tensors, read(run_dir, make()), strict=True):
            assert torch.equal(was, now)
    assert not any(path.stat().st_mode & 0o022 for path in cache.iterdir())
    decoded._tried.clear()
    decoded.ensure(run_dir, spec, profile, plan, sandbox, log, least=1)
    assert len(told(log)) == 2, "it is made once"


def test_it_is_not_made_where_it_would_not_pay_or_fit(run_dir, sandbox, monkeypatch):
    log = events.EventLog(run_dir)
    for kinds in ("table text", "image video"):
        spec, profile = task(kinds, "binary")
        decoded.ensure(run_dir, spec, profile, plan_of(spec, profile), sandbox, log)
    assert told(log) == []
    decoded._tried.clear()
    monkeypatch.setattr(decoded, "SHARE", 0.0)
    decoded.ensure(
        run_dir, spec, profile, plan_of(spec, profile), sandbox, log, least=1
    )
    assert all("MB free" in fact["fault"] for fact in told(log))
    assert not (run_dir / "view" / decoded.CACHE).exists()


def test_media_that_cannot_be_read_leave_no_cache(run_dir, sandbox):
    for path in (run_dir / "view" / "media").iterdir():
        path.write_bytes(b"")
    spec, profile = task("image", "binary")
    log = events.EventLog(run_dir)
    decoded.ensure(
        run_dir, spec, profile, plan_of(spec, profile), sandbox, log, least=1
    )
    (fact,) = told(log)
    assert "none of the first files can be read" in fact["fault"]
    assert not list((run_dir / "view").rglob("pictures*"))
