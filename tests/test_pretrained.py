"""Pretrained encoders: found, refused, fetched; asked once in a run; delivered."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from plans import task

from agent.errors import UsageError
from agent.pretrained import choosing, hub
from agent.pretrained.choosing import Wanted
from agent.pretrained.folders import look
from agent.project.training import misfit
from agent.proposers import design, frozen
from agent.proposers.singles import assembled
from agent.run import events, rundir, trial
from sandbox import open_sandbox
from templates.blocks.language_models import text_key
from templates.blocks.view_cells import view_rows
from tests.hub_server import REVISION
from tests.hub_server import hub as serving
from tests.tiny_encoders import (
    WORDS,
    tiny,
    write_masked_encoder,
    write_text_encoder,
)

NAME = "someone/tiny-words"


@pytest.fixture
def folders(tmp_path, monkeypatch) -> Path:
    """Where fetched encoders go, empty, and no hub but the one that a test starts."""
    monkeypatch.setenv("FORGEWELD_ENCODERS", str(tmp_path / "kept"))
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    return tmp_path


def test_what_a_folder_holds():
    text = look(tiny("transformers"), "folder tiny").record
    assert (text.kind, text.library, text.dim) == ("text", "transformers", 32)
    assert text.license == "apache-2.0" and text.pooling == "mean" and text.mb > 0
    image = look(tiny("timm"), "folder tiny").record
    assert (image.kind, image.library) == ("image", "timm") and image.dim > 8
    assert image.license == "not stated" and image.digest != text.digest
    for which in ("waves", "masked", "spectrogram"):
        sound = look(tiny(which), "folder tiny").record
        assert (sound.kind, sound.library, sound.dim) == ("audio", "transformers", 32)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"model_type": "clap"}, "clap is none of"),
        ({"model_type": "audio-spectrogram-transformer"}, "needs ASTFeatureExtractor"),
    ],
)
def test_a_sound_encoder_that_cannot_be_used_is_refused(tmp_path, change, why):
    folder = shutil.copytree(tiny("waves"), tmp_path / "bad")
    config = json.loads((folder / "config.json").read_text()) | change
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(UsageError) as refused:
        look(folder, "folder bad")
    assert why in (refused.value.why or "")
    (folder / "preprocessor_config.json").unlink()
    with pytest.raises(UsageError):
        look(folder, "folder bad")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda f: shutil.rmtree(f), "no such folder"),
        (lambda f: (f / "config.json").unlink(), "no config.json"),
        (lambda f: (f / "config.json").write_text("{"), "can't be read"),
        (lambda f: (f / "config.json").write_text("[]"), "no settings"),
        (lambda f: (f / "model.safetensors").unlink(), "no weights"),
        (lambda f: [p.unlink() for p in f.glob("tokenizer*")], "none of tokenizer"),
        (
            lambda f: (f / "config.json").write_text(
                json.dumps({"model_type": "x", "auto_map": {}, "hidden_size": 9})
            ),
            "code of its own",
        ),
        (lambda f: (f / "config.json").write_text("{}"), "no model_type"),
    ],
)
def test_a_bad_folder_is_refused_with_the_reason(tmp_path, change, why):
    folder = shutil.copytree(tiny("transformers"), tmp_path / "bad")
    change(folder)
    with pytest.raises(UsageError) as refused:
        look(folder, "folder bad")
    assert why in (refused.value.why or "")


@pytest.mark.parametrize("write", [write_text_encoder, write_masked_encoder])
def test_the_hub_is_asked_for_size_and_license_before_anything_is_fetched(
    folders, monkeypatch, write
):
    source = write(folders / "source")
    (source / "README.md").write_text("---\nlicense: apache-2.0\n---\n# tiny\n")
    with serving(NAME, source) as (address, asked):
        monkeypatch.setenv("HF_ENDPOINT", address)
        with pytest.raises(UsageError) as refused:
            hub.fetch(NAME, consent=False)
        assert "MB, license apache-2.0" in (refused.value.why or "")
        assert not any("/resolve/" in line for line in asked)

        found = hub.fetch(NAME, consent=True)
        assert found.record.source == f"hub {NAME} {REVISION[:12]}"
        assert found.record.name == "tiny-words"
        assert found.record.license == "apache-2.0"
        for name, path in found.files.items():
            assert path.read_bytes() == (source / name).read_bytes()
        with pytest.raises(UsageError, match="no model"):
            hub.fetch("someone/else", consent=True)
        before = len(asked)
        again = choosing.named(NAME)
        assert again.record == found.record and len(asked) == before


def test_without_a_network_it_says_so_and_plans_without(folders, toy_spec):
    with pytest.raises(hub.Unreachable):
        hub.fetch(NAME, consent=True)
    found, told = choosing.chosen(Wanted(names=(NAME,), download=True), toy_spec)
    assert not any(one.record.name == "tiny-words" for one in found)
    assert "the hub can't be reached" in told[0] and "at hand are" in told[1]


def test_nothing_half_fetched_is_ever_used(folders, monkeypatch):
    source = write_text_encoder(folders / "source")
    with serving(NAME, source) as (address, _):
        monkeypatch.setenv("HF_ENDPOINT", address)
        info = hub._asked(NAME)
        (source / "model.safetensors").unlink()  # gone while it is fetched
        monkeypatch.setattr(hub, "_asked", lambda name: info)
    with pytest.raises(hub.Unreachable):
        hub.fetch(NAME, consent=True)
    assert hub.kept(NAME) is None


def test_names_that_are_nowhere(folders, toy_spec):
    with pytest.raises(UsageError, match="no encoder"):
        choosing.named("nowhere")
    found, _ = choosing.chosen(Wanted(forbidden=True), toy_spec)
    assert found == ()


@pytest.fixture
def toy_spec():
    return task("text table", "binary")[0]


# ---- one run from its sentence to its end ------------------------------------------


@pytest.fixture(scope="module")
def worded(toy, tmp_path_factory) -> Path:
    """The toy with a remark, a shorter heading and a hum of its own for each row; one
    file of sound is broken, and one row has none."""
    folder = tmp_path_factory.mktemp("worded") / "data"
    shutil.copytree(toy, folder)
    rng = np.random.default_rng(0)
    (folder / "hums").mkdir()
    for name in ("train.csv", "test.csv"):
        with (folder / name).open(newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            row["remark"] = " ".join(rng.choice(WORDS, 7))
            row["heading"] = " ".join(rng.choice(WORDS, 3))
            times = np.arange(rng.integers(2000, 9000)) / 16000
            row["hum"] = f"hums/{row['key']}.wav"
            hum = 0.3 * np.sin(2 * np.pi * rng.integers(100, 900) * times)
            soundfile.write(folder / row["hum"], hum, 16000)
        (folder / rows[0]["hum"]).write_bytes(b"RIFF no more")
        rows[1]["hum"] = ""
        with (folder / name).open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.fixture(scope="module")
def run_dir(worded, tmp_path_factory) -> Path:
    """A run with a tiny encoder of texts, of pictures and of sounds."""
    from test_bad_input import forgeweld

    home = tmp_path_factory.mktemp("pretrained")
    say = "Predict whether there is an alarm, from picture, hum, remark and heading."
    folders = (tiny("transformers"), tiny("timm"), tiny("masked"))
    words = [word for folder in folders for word in ("--encoder", folder)]
    more = ("--name", "tiny", "--minutes", 4, "--trials", 2, "--single", "--json")
    more += ("--on-missing", "mask")
    done = forgeweld("run", say, "--data", worded, *words, *more, cwd=home)
    assert done.returncode == 0, done.stderr
    return home / "generated" / "tiny"


def test_each_encoder_is_asked_once_in_a_run(run_dir):
    seen = list(events.read(run_dir / "events.jsonl"))
    asked = [e.data for e in seen if e.type == "features.frozen"]
    assert len(asked) == 3 and all(a["fault"] is None for a in asked), asked
    for kept in (run_dir / "view" / "cache").glob("*.npy"):
        names = kept.with_suffix(".txt").read_text().splitlines()
        vectors = np.load(kept)
        assert len(names) == len(vectors) == len(set(names))
        assert np.isfinite(vectors).all()
    done = events.trials(seen)
    assert all(t.failure is None for t in done), [t.note for t in done]
    first = {b.input.block for b in done[0].plan.branches}
    assert {"pretrained_text", "pretrained_image", "pretrained_audio"} <= first
    spec = rundir.load(run_dir).spec
    assert {e.license for e in spec.encoders} == {"apache-2.0", "not stated"}


def test_texts_side_by_side_are_read_as_one(run_dir):
    """The shorter one alone, and both together; all of it was asked beforehand."""
    rows = view_rows(run_dir / "view", "train.csv")
    rows += view_rows(run_dir / "view", "predict.csv")
    kept = next((run_dir / "view" / "cache").glob("texts-*.txt"))
    known = set(kept.read_text().split())
    for row in rows:
        both = f"{row['heading']}\n{row['remark']}"
        assert {text_key(row["heading"]), text_key(both)} <= known
        assert text_key(row["remark"]) not in known
    states = json.loads((run_dir / "trials" / "1" / "out" / "inputs.json").read_text())
    orders = [s["columns"] for s in states.values() if "mean" in s and "columns" in s]
    assert ["heading", "remark"] in orders


def test_what_is_delivered_predicts_by_itself(run_dir, worded, tmp_path):
    project = tmp_path / "project"
    shutil.copytree(run_dir / "project", project)
    for name in ("picture", "hum", "remark", "heading"):
        assert name in (project / "data.py").read_text()
    assert "apache-2.0" in (project / "README.md").read_text()
    assert {p.name for p in (project / "encoders").iterdir()}
    out = tmp_path / "said.csv"
    # in an environment that knows nothing of Forgeweld's folders
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    command = [sys.executable, "predict.py", "--input", worded / "test.csv"]
    subprocess.run([*command, "--output", out], cwd=project, env=env, check=True)
    with out.open() as file:
        again = [row["alarm"] for row in csv.DictReader(file)]
    with (run_dir / "predictions.csv").open() as file:
        assert again == [row["alarm"] for row in csv.DictReader(file)]


@pytest.mark.heavy
@pytest.mark.parametrize("mode", ["gradual", "lora"])
def test_an_encoder_learns_in_a_trial(run_dir, mode):
    """The project of such a plan, in the sandbox."""
    run = rundir.load(run_dir)
    done = events.trials(list(events.read(run_dir / events.FILE)))
    size = {"text": 32, "image": 80, "audio": 1}
    known = [e.model_copy(update={"size": size[e.kind]}) for e in run.spec.encoders]
    spec = run.spec.model_copy(update={"encoders": tuple(known)})
    modalities = design.asked_with(spec)
    base = design.plan(spec, run.profile, modalities, name="late fusion", reason="")
    parent = done[0].model_copy(update={"plan": base})
    plans = [p for p in frozen.tuned(spec, 90, parent) if p.name.endswith(mode)]
    assert len(plans) == 3  # one for each encoder, in turn
    blocks = {b.encoder.block for p in plans for b in p.branches}
    wanted = frozen.ADAPTED if mode == "lora" else frozen.TUNED
    assert set(wanted.values()) <= blocks
    for plan in plans:
        place = trial.Places(run_dir / "trials" / plan.name.replace(" ", "-"))
        train = plan.train.model_copy(update={"epochs": 3})  # not the time: it may lack
        few = plan.model_copy(update={"seconds": 90.0, "train": train})
        trial.prepare(spec, run.profile, few, place)
        result = trial.run(open_sandbox(), spec, few, place, run_dir / "view")
        assert result.status == "ok", result.log.tail
        assert place.predictions.exists() and trial.claimed(place).epochs >= 2


def test_moves_on_an_encoder_that_learns_can_be_written(run_dir):
    """Others learn beside it, in ways of their own; none takes its place unasked."""
    run = rundir.load(run_dir)
    done = events.trials(list(events.read(run_dir / events.FILE)))
    modalities = design.asked_with(run.spec)
    base = design.plan(run.spec, run.profile, modalities, name="late fusion", reason="")
    frozen_one = done[0].model_copy(update={"plan": base})
    tuned = next(iter(frozen.tuned(run.spec, 90, frozen_one)))
    parent = frozen_one.model_copy(update={"plan": tuned})
    deep = set(tuned.train.wake)
    assert deep and not misfit(run.spec, tuned)
    following = list(frozen.tuned(run.spec, 90, parent))
    assert {n for p in following for n in p.train.wake} > deep
    for plan in following:
        assert deep <= set(plan.train.wake) and not misfit(run.spec, plan)
    alone = [
        design.plan(run.spec, run.profile, (one,), name=one.name, reason="")
        for one in modalities
    ]
    singles = [done[0].model_copy(update={"plan": plan}) for plan in alone]
    assert {b.modality for plan in alone for b in plan.branches} >= deep
    for plan in assembled(run.spec, (*singles, parent), parent):
        assert not misfit(run.spec, plan)
