"""Every training option, alone and together: projects train and show what is on."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from plans import plan_of, task
from pydantic import ValidationError

from agent.errors import UsageError
from agent.project.render import render
from agent.project.training import misfit
from agent.records import Plan, TrainArgs
from agent.run.trial import write_files

QUIET = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive", "PATH": "/usr/bin:/bin"}
OPTIONS = {
    "adam": ({"optimizer": "adam"}, "torch.optim.Adam("),
    "sgd": ({"optimizer": "sgd"}, "nesterov=True"),
    "muon": ({"optimizer": "muon"}, "Muon(split_matrices("),
    "schedule_free": (
        {"optimizer": "schedule_free", "schedule": "constant"},
        "optimizer.eval()",
    ),
    "one_cycle": ({"schedule": "one_cycle", "warmup": 0.3}, 'group["betas"] = ('),
    "constant": ({"schedule": "constant"}, "then constant"),
    "ema": ({"ema": 0.9}, "average.update_parameters(model)"),
    "soup": ({"soup": 2}, "soup.mix(evaluate)"),
    "accumulate": ({"accumulate": 2}, "(loss / config.accumulate).backward()"),
    "l1": ({"l1": 1e-5}, "config.l1 * sum("),
    "mixup": ({"mixup": 0.2}, "mixup(z, present)"),
    "gce": ({"gce": 0.7}, "robust_loss(model.head.predict(outputs)"),
    "trim": ({"trim": 0.1}, "kept = trim(model.head, outputs, y)"),
    "sampling": ({"sampling": "balanced"}, "torch.multinomial(chance"),
    "aux_loss": ({"aux_loss": 0.3}, "config.aux_loss * sum(alone.values())"),
    "ogm_ge": ({"aux_loss": 0.3, "balance": "ogm_ge"}, "modulate(model.encoders"),
    "gradient_blending": (
        {"balance": "gradient_blending", "blend_every": 1},
        "loss = blend(loss, alone)",
    ),
    "rates": ({"rates": {"the_series": 0.1}}, "RATES = {'the_series': 0.1}"),
    "unfreeze": ({"unfreeze": {"the_series": 1}}, "FROZEN = {'the_series': 1}"),
    "contrast_rows": (
        {"pretrain": "contrast_rows"},
        "pretrain(model, ContrastRows(model), free, config, most)",
    ),
    "align_modalities": (
        {"pretrain": "align_modalities"},
        "pretrain(model, AlignModalities(model), free, config, most)",
    ),
    "epsilon": (
        {"epsilon": 8.0},
        "total += optimizer.learn(x, present, y)",
    ),
    "pseudo": ({"pseudo": 1.0, "sure": 0.6}, "pseudo_labels(model, *free.take("),
}
TOGETHER = {
    "mixed": {
        "optimizer": "muon",
        "ema": 0.9,
        "soup": 3,
        "accumulate": 2,
        "l1": 1e-5,
        "mixup": 0.2,
        "gce": 0.7,
        "sampling": "balanced",
        "aux_loss": 0.3,
        "balance": "ogm_ge",
        "rates": {"the_series": 0.1},
        "unfreeze": {"the_table": 1},
    },
    "trimmed": {
        "optimizer": "sgd",
        "schedule": "one_cycle",
        "ema": 0.9,
        "soup": 3,
        "trim": 0.2,
        "balance": "gradient_blending",
        "blend_every": 2,
        "rates": {"the_series": 0.1, "the_table": 0.5},
        "unfreeze": {"the_series": 2},
    },
    "free": {
        "optimizer": "schedule_free",
        "schedule": "constant",
        "soup": 2,
        "accumulate": 2,
        "mixup": 1.0,
        "aux_loss": 0.3,
        "rates": {"the_series": 0.1},
        "unfreeze": {"the_series": 1},
    },
    "unlabelled": {
        "pretrain": "align_modalities",
        "pseudo": 1.0,
        "ema": 0.9,
        "accumulate": 2,
        "aux_loss": 0.3,
        "mixup": 0.2,
    },
}
EVERY = {name: options for name, (options, _) in OPTIONS.items()} | TOGETHER


def plan_with(options: dict, kind: str = "multiclass") -> tuple:
    spec, profile = task("table series", kind)
    plan = plan_of(spec, profile)
    train = plan.train.model_dump() | {"epochs": 4, "batch_size": 16} | options
    plan = plan.model_copy(update={"train": TrainArgs(**train)})
    return spec, profile, Plan.model_validate(plan.model_dump())


def put(folder: Path, options: dict, kind: str = "multiclass") -> dict[str, str]:
    """Write the project of a plan with these options."""
    files = render(*plan_with(options, kind)).files
    write_files(files, folder)
    return files


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """80 rows of numbers and curves, some of them missing, in three uneven classes."""
    folder = tmp_path_factory.mktemp("data")
    rng = np.random.default_rng(0)
    names = ["row", "table_0", "table_1", "table_2", "series_0"]
    lines = []
    for i in range(80):
        label = (0, 0, 0, 1, 2)[i % 5]
        np.save(folder / f"{i}.npy", rng.normal(label, 1, (12, 2)).astype("float32"))
        curve = f"{i}.npy" if i % 7 else ""
        date = f"2024-{i % 12 + 1:02d}-10"
        number = round(rng.normal(label), 3) if i % 9 else ""
        lines.append([f"r{i}", number, "xyz"[i % 3], date, curve, label])
    for name, rows in (("train", lines[:60]), ("predict", lines[60:])):
        with (folder / f"{name}.csv").open("w", newline="") as file:
            head = [*names, "outcome"] if name == "train" else names
            texts = [[*r[:-1], ("a", "b", "c d")[r[-1]]] for r in rows]
            csv.writer(file).writerows([head, *(t[: len(head)] for t in texts)])
    return folder


FORKS = """\
import json, os, runpy, sys
import numpy, torch, torch._dynamo, safetensors.torch  # once; a training is a fork

for line in sys.stdin:
    words, log = json.loads(line)
    if (child := os.fork()) == 0:
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT), 1)
        os.dup2(1, 2)
        os.chdir(os.path.dirname(words[0]))
        sys.argv, sys.path[0] = words, os.path.dirname(words[0])
        runpy.run_path(words[0], run_name="__main__")
        raise AssertionError("it ends with an exit code")
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def train():
    """`train(project, data, out, *flags)` is `python train.py`: exit code and output,
    without the seconds that importing torch takes."""
    server = subprocess.Popen(
        [sys.executable, "-c", FORKS],
        env=QUIET,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin and server.stdout

    def run(project: Path, data: Path, out: Path, *flags: object) -> tuple[int, str]:
        words = [project / "train.py", "--data", data, "--out", out, *flags]
        log = out.with_suffix(".log")
        line = json.dumps([list(map(str, words)), str(log)])
        print(line, file=server.stdin, flush=True)
        return int(server.stdout.readline()), log.read_text()[-3000:]

    yield run
    server.stdin.close()
    server.wait()


@pytest.mark.parametrize("name", EVERY)
def test_a_project_with_the_option_trains(name, data, train, tmp_path):
    files = put(tmp_path, EVERY[name])
    if name in OPTIONS:
        line = OPTIONS[name][1]
        plain = render(*plan_with({})).files
        flat = " ".join(files["train.py"].split()).replace('"', "'").replace("( ", "(")
        assert line.replace('"', "'") in flat
        assert line not in plain["train.py"]
    code, log = train(tmp_path, data, tmp_path / "out", "--epochs", 2)
    assert code == 0, log
    result = json.loads((tmp_path / "out" / "result.json").read_text())
    assert result["epochs"] == 2 and result["claimed"]["valid_accuracy"] is not None
    assert len((tmp_path / "out" / "predictions.csv").read_text().splitlines()) == 21


def test_every_project_is_clean_under_black_and_ruff(tmp_path):
    for name, options in EVERY.items():
        put(tmp_path / name, options)
    for command in (["black", "--check", "-q", "."], ["ruff", "check", "-q", "."]):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", TOGETHER)
def test_interrupted_training_ends_with_the_same_weights(name, data, train, tmp_path):
    """Twice the same seed, and once cut after the second checkpoint and resumed."""
    put(tmp_path / "project", TOGETHER[name])
    source = tmp_path / "project" / "train.py"
    flags = ("--epochs", 4, "--patience", 99)
    for out in ("whole", "again"):
        assert train(source.parent, data, tmp_path / out, *flags)[0] == 0
    text = source.read_text()
    mark = "        save_checkpoint("
    assert text.count(mark) == 1
    i = text.index("\n", text.index(mark)) + 1
    cut = text[:i] + "        if epoch == 2:\n            sys.exit(9)\n" + text[i:]
    source.write_text(cut)
    assert train(source.parent, data, tmp_path / "cut", *flags)[0] == 9
    source.write_text(text)
    code, log = train(source.parent, data, tmp_path / "cut", *flags, "--resume")
    assert code == 0, log
    whole, again, cut_out = (tmp_path / n for n in ("whole", "again", "cut"))
    for name in ("weights.safetensors", "predictions.csv"):
        wanted = (whole / name).read_bytes()
        assert (again / name).read_bytes() == wanted, name
        assert (cut_out / name).read_bytes() == wanted, name
    lines = [without_time(folder) for folder in (whole, again, cut_out)]
    assert lines[0] == lines[1] == lines[2] and len(lines[0]) == 4


def without_time(out: Path) -> list[dict]:
    rows = [json.loads(x) for x in (out / "metrics.jsonl").read_text().splitlines()]
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows]


@pytest.mark.parametrize(
    "kind", ["regression", pytest.param("binary", marks=pytest.mark.heavy)]
)
def test_projects_of_other_tasks_pass_their_own_tests(kind, tmp_path):
    options = {"mixup": 0.2, "aux_loss": 0.3, "balance": "ogm_ge", "ema": 0.9}
    put(tmp_path, options, kind)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env=QUIET,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_a_plain_plan_shows_no_option():
    """Names of what only options bring are in no file of a plan without them."""
    files = render(*plan_with({})).files
    text = "".join(files[n] for n in ("train.py", "config.py", "model.py"))
    for word in (
        "average",
        "soup",
        "mixup",
        "robust",
        "alone",
        "solo",
        "encode(",
        "free",
        "unlabelled.csv",
    ):
        assert word not in text, word
    assert "accumulate" not in text and "RATES" not in text and "FROZEN" not in text


@pytest.mark.parametrize("name", EVERY)
def test_functions_of_a_project_stay_readable(name):
    files = render(*plan_with(EVERY[name])).files
    assert files["train.py"].count("\n") < 700
    config = files["config.py"]
    options = EVERY[name]
    for option in ("accumulate", "l1", "ema", "soup", "mixup", "gce", "aux_loss"):
        assert (f"    {option}: " in config) == (option in options), option


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"optimizer": "schedule_free"}, "needs schedule constant"),
        (
            {"optimizer": "schedule_free", "schedule": "constant", "ema": 0.9},
            "averages by itself",
        ),
        ({"optimizer": "muon", "schedule": "one_cycle"}, "turns one momentum"),
        ({"schedule": "one_cycle", "warmup": 0.0}, "warmup above 0"),
        ({"soup": 1}, "2 and more"),
        ({"mixup": 0.2, "trim": 0.1}, "mixed row"),
        ({"balance": "ogm_ge"}, "needs aux_loss"),
        ({"balance": "gradient_blending", "aux_loss": 0.1}, "aux_loss 0"),
        ({"alpha": 0.1}, "alpha is for"),
        ({"blend_every": 2}, "blend_every is for"),
        ({"unfreeze": {"the_table": 60}, "epochs": 60}, "less than all"),
        ({"rates": {"the_table": 0.0}}, "above 0"),
        ({"rates": {"smell": 0.1}}, "not smell"),
        ({"ema": 1.0}, "less than 1"),
        ({"accumulate": 0}, "greater than"),
        ({"sure": 0.7}, "is for pseudo"),
        ({"pretrain": "contrast_rows", "rates": {"the_table": 0.1}}, "knows no rates"),
    ],
)
def test_contradictions_are_refused(options, says):
    with pytest.raises(ValidationError, match=says):
        plan_with(options)


def test_a_plan_is_refused_for_its_head_or_its_lack_of_modalities():
    _, _, plan = plan_with({})
    weighed = plan.head.model_copy(update={"args": {"balance": 0.5}})
    for options, update, says in (
        ({"gce": 0.7}, {"head": weighed}, "gce ignores"),
        ({"sampling": "balanced"}, {"head": weighed}, "twice"),
        ({"modality_dropout": 0.1}, {"branches": plan.branches[:1]}, "two modalities"),
        ({"aux_loss": 0.1}, {"branches": plan.branches[:1]}, "two modalities"),
        (
            {"pretrain": "align_modalities"},
            {"branches": plan.branches[:1]},
            "two modalities",
        ),
        ({"pretrain": "contrast_rows"}, {"processes": 2}, "one process"),
    ):
        train = {"modality_dropout": 0.0} | options
        changed = plan.train.model_copy(update=train)
        copy = plan.model_copy(update={**update, "train": changed})
        with pytest.raises(ValidationError, match=says):
            Plan.model_validate(copy.model_dump())


@pytest.mark.parametrize(
    ("kind", "options", "says"),
    [
        ("regression", {"gce": 0.7}, "gce is for binary"),
        ("regression", {"sampling": "balanced"}, "not for regression"),
        ("survival", {"mixup": 0.2}, "not for survival"),
        ("survival", {"trim": 0.2}, "not for survival"),
        ("retrieval", {"aux_loss": 0.2}, "retrieval has none"),
        ("retrieval", {"pretrain": "contrast_rows"}, "not for retrieval"),
        ("regression", {"pseudo": 1.0}, "not for regression"),
    ],
)
def test_options_that_the_task_cannot_use_are_refused(kind, options, says):
    spec, profile, plan = plan_with(options)
    update = {"kind": kind}
    if kind == "retrieval":
        update["target"] = spec.modalities[-1].columns
    spec = spec.model_copy(update=update)
    assert says in (misfit(spec, plan) or "")
    with pytest.raises(UsageError, match="do not fit") as caught:
        render(spec, profile, plan)
    assert says in caught.value.why
