"""Features, a learner, predictions: read it from top to bottom.

    python train.py --data DIR --out OUT [--seconds S] [--fraction F]

DIR holds train.csv and, if there is something to predict, predict.csv. OUT gets
predictions.csv, metrics.jsonl, result.json, weights.safetensors and inputs.json.
Exit codes: 0 done, 4 out of memory, 5 bad data.
"""

import json
import math
import resource
import sys
import time
from dataclasses import asdict

import torch
from safetensors.torch import save_file
from torch import Tensor

from config import Config, parse_args
from data import (
    BadData,
    Rows,
    count_patches,
    has_target,
    keeping,
    load_rows,
    make_inputs,
    read_rows,
    split_validation,
    write_predictions,
)
from model import ClassicalModel, take_rows


def accuracy(predictions: Tensor, targets: Tensor) -> float:
    """Share of rows whose most probable class (N, C) is theirs (N,)."""
    return (predictions.argmax(dim=1) == targets).float().mean().item()


CLAIM = "valid_accuracy"  # what this program says of itself; its user measures


def predict_rows(model: ClassicalModel, rows: Rows) -> torch.Tensor:
    """Predictions for all rows: (N, 2)."""
    return model.learner.predict(model.parts(rows.x, rows.present))


def main(config: Config, args) -> None:
    """One training, from files to predictions."""
    # ---- set-up ----------------------------------------------------------------
    start = time.monotonic()
    end = start + (args.seconds or math.inf)
    torch.manual_seed(config.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    # ---- data: everything that is learnt from rows is learnt from fit_index ------
    csv_rows = [row for row in read_rows(args.data / "train.csv") if has_target(row)]
    csv_rows = csv_rows[: max(8, round(args.fraction * len(csv_rows)))]
    if len(csv_rows) < 2:
        raise BadData(f"{len(csv_rows)} rows with a target: too few to learn from")
    fit_index, valid_index = split_validation(csv_rows, config.valid_share, config.seed)
    inputs = keeping(make_inputs(), args.data, args.out)  # rows are read once in a run
    for reader in inputs.values():
        reader.fit([csv_rows[i] for i in fit_index.tolist()], args.data)
    rows = load_rows(inputs, csv_rows, args.data)
    wanted = None
    if (args.data / "predict.csv").exists():
        wanted = load_rows(inputs, read_rows(args.data / "predict.csv"), args.data)
    states = {name: reader.state() for name, reader in inputs.items()}
    (args.out / "inputs.json").write_text(json.dumps(states))

    # ---- features of every modality, side by side ---------------------------------
    model = ClassicalModel({name: reader.shape for name, reader in inputs.items()})
    model.keep_features(args.data, args.out)
    model.fit_features(
        {name: x[fit_index] for name, x in rows.x.items()},
        {name: mask[fit_index] for name, mask in rows.present.items()},
    )
    parts = model.parts(rows.x, rows.present)
    wanted_parts = model.parts(wanted.x, wanted.present) if wanted else {}

    # ---- the learner: half of the time that is left to choose, half for all rows ---
    begin = time.monotonic()
    half = begin + max(0.45 * (end - begin), 0.5)
    fit, valid = fit_index.numpy(), valid_index.numpy()
    chosen = model.learner.search(parts, rows.y, fit, valid, half, config.seed)
    stopped = "time" if time.monotonic() > half else "patience"
    said = model.learner.predict(take_rows(parts, valid))
    metric = accuracy(said, rows.y[valid_index])
    if config.all_rows and time.monotonic() < end:
        model.learner.fit(parts, rows.y, end)

    # ---- results -----------------------------------------------------------------
    weights = model.state()
    save_file(weights, args.out / "weights.safetensors")
    if wanted is not None:
        predictions = model.learner.predict(wanted_parts)
        write_predictions(args.out / "predictions.csv", wanted.ids, predictions)
    spent = round(time.monotonic() - start, 3)
    line = {"epoch": 1, "seconds": spent, **chosen, CLAIM: metric}
    (args.out / "metrics.jsonl").write_text(json.dumps(line) + "\n")
    print(*(f"{key} {value:.5g}" for key, value in line.items()), flush=True)
    result = {
        "claimed": {CLAIM: metric},
        "params": model.learner.params,
        "epochs": 1,
        "best_epoch": 1,
        "stopped": stopped,
        "chosen": chosen,
        "columns": {name: part.shape[1] for name, part in parts.items()},
        "patched": count_patches(rows, *([wanted] if wanted else [])),
        "spared": sum(
            getattr(one, "spared", 0.0)
            for one in [*inputs.values(), *model.features.values()]
        ),
        "seconds": spent,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "device": "cpu",
        "torch": torch.__version__,
        "config": asdict(config),
    }
    (args.out / "result.json").write_text(json.dumps(result, indent=1) + "\n")
    print("---", *(f"{key}: {value}" for key, value in result.items()), sep="\n")


def run() -> int:
    """`main`, with an exit code for each failure that has one."""
    try:
        main(*parse_args())
    except MemoryError as error:
        print(f"out of memory: {error}")
        return 4
    except RuntimeError as error:
        if "allocate memory" not in str(error):
            raise
        print(f"out of memory: {error}")
        return 4
    except BadData as error:
        print(f"bad data: {error}")
        return 5
    return 0


if __name__ == "__main__":
    sys.exit(run())
