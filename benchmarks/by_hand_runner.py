"""A script as people write it by hand: a PyTorch fusion network, tuned by Optuna.

    python by_hand_runner.py --data DIR --target COL --task binary|multiclass|regression
        --time-limit S --out preds.csv [--seed N]

Words by an embedding bag, pictures by a small CNN, numbers and categories by an MLP,
side by side into a head; a held-out sixth stops each training early and judges it; TPE
with a median pruner until the time ends, the best network predicts. It is for
`peers.py`, which has the other systems' runners, and needs nothing of Forgeweld.
"""

import argparse
import re
import time
import zlib
from pathlib import Path

import numpy as np
import optuna
import pandas as pd
import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F

WORDS, LONGEST, SIDE, EPOCHS, PATIENCE, BATCH = 20_000, 128, 64, 60, 6, 64
KEPT = 0.1
"""Part of the time for reading and for the predictions at the end."""
PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".webp")


def kinds(table: pd.DataFrame, target: str) -> dict[str, list[str]]:
    """Columns by what they hold, as far as their cells tell."""
    found = {"number": [], "category": [], "text": [], "image": []}
    for name in table.columns.drop(target):
        cells = table[name].dropna()
        if pd.api.types.is_numeric_dtype(cells):
            found["number"].append(name)
            continue
        words = cells.astype(str)
        if words.str.lower().str.endswith(PICTURES).mean() > 0.9:
            found["image"].append(name)
        elif words.str.split().str.len().mean() > 3 or len(set(words)) > 50:
            found["text"].append(name)
        else:
            found["category"].append(name)
    return found


def tensors(data: Path, table: pd.DataFrame, train: pd.DataFrame, by: dict) -> dict:
    """Inputs of a table, scaled and coded as the training table has it."""
    parts = []
    for name in by["number"]:
        mean = train[name].mean()
        spread = np.nanstd(train[name].to_numpy(float), ddof=1) or 1.0
        column = ((table[name] - mean) / spread).fillna(0.0)
        parts += [column, table[name].isna()]
    for name in by["category"]:
        known = train[name].astype(str).value_counts().index[:50]
        parts += [table[name].astype(str) == cell for cell in known]
    made = {}
    if parts:
        stacked = np.stack([np.asarray(part, dtype=np.float32) for part in parts], 1)
        made["table"] = torch.from_numpy(stacked).clamp(-5, 5)
    if by["text"]:
        joined = table[by["text"]].fillna("").astype(str).agg(" ".join, axis=1)
        made["text"] = torch.tensor([codes(text) for text in joined])
    if by["image"]:
        cells = table[by["image"][0]]
        made["image"] = torch.from_numpy(np.stack([pixels(data, c) for c in cells]))
    return made


def codes(text: str) -> list[int]:
    """The numbers of a text's first words, 0 where there are none left."""
    words = re.findall(r"\w+", text.lower())[:LONGEST]
    found = [1 + zlib.crc32(word.encode()) % (WORDS - 1) for word in words]
    return found + [0] * (LONGEST - len(found))


def pixels(data: Path, cell: object) -> np.ndarray:
    """A picture (3, side, side); grey where there is none."""
    if not isinstance(cell, str):
        return np.full((3, SIDE, SIDE), 127, dtype=np.uint8)
    with Image.open(data / cell) as image:
        small = np.array(image.convert("RGB").resize((SIDE, SIDE)))
    return small.transpose(2, 0, 1)


class Network(nn.Module):
    """An encoder for each input, their vectors side by side, a head."""

    def __init__(self, inputs: dict, outputs: int, width: int, dropout: float):
        super().__init__()
        self.parts = nn.ModuleDict()
        if "table" in inputs:
            columns = inputs["table"].shape[1]
            self.parts["table"] = nn.Sequential(
                nn.Linear(columns, width), nn.ReLU(), nn.Linear(width, width)
            )
        if "text" in inputs:
            self.parts["text"] = nn.EmbeddingBag(WORDS, width, padding_idx=0)
        if "image" in inputs:
            layers, channels = [], 3
            for more in (16, 32, 64, 64):
                layers += [nn.Conv2d(channels, more, 3, 2, 1), nn.BatchNorm2d(more)]
                layers, channels = [*layers, nn.ReLU()], more
            self.parts["image"] = nn.Sequential(
                *layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, width)
            )
        self.head = nn.Sequential(
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(width * len(self.parts), width),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(width, outputs),
        )

    def forward(self, inputs: dict) -> torch.Tensor:
        """Logits or values (rows, outputs)."""
        if "image" in inputs:
            inputs = {**inputs, "image": inputs["image"].float() / 255 - 0.5}
        vectors = [part(inputs[name]) for name, part in self.parts.items()]
        return self.head(torch.cat(vectors, 1))


def outputs(network: Network, inputs: dict) -> torch.Tensor:
    """What it says of all rows, in batches."""
    network.eval()
    rows = len(next(iter(inputs.values())))
    with torch.inference_mode():
        batches = torch.arange(rows).split(512)
        return torch.cat([network(taken(inputs, batch)) for batch in batches])


def taken(inputs: dict, rows: torch.Tensor) -> dict:
    """The inputs of some rows."""
    return {name: tensor[rows] for name, tensor in inputs.items()}


def train(
    trial: optuna.Trial, inputs: dict, target, rows, held, loss, until
) -> tuple[float, Network]:
    """(loss on the held-out rows, the network as it then was) of one training."""
    width = trial.suggest_categorical("width", [32, 64, 128, 256])
    dropout = trial.suggest_float("dropout", 0.0, 0.5)
    count = 1 if target.dtype == torch.float32 else int(target.max()) + 1
    network = Network(inputs, count, width, dropout)
    optimizer = torch.optim.AdamW(
        network.parameters(),
        lr=trial.suggest_float("lr", 1e-4, 1e-2, log=True),
        weight_decay=trial.suggest_float("weight_decay", 1e-5, 1e-1, log=True),
    )
    best, state, since = float("inf"), {}, 0
    for epoch in range(EPOCHS):
        network.train()
        for batch in rows[torch.randperm(len(rows))].split(BATCH):
            if len(batch) < 2:
                continue
            optimizer.zero_grad()
            loss(network(taken(inputs, batch)), target[batch]).backward()
            optimizer.step()
            if time.monotonic() > until:
                break
        now = float(loss(outputs(network, taken(inputs, held)), target[held]))
        since = 0 if now < best else since + 1
        if now < best:
            kept = network.state_dict().items()
            best, state = now, {name: value.clone() for name, value in kept}
        trial.report(now, epoch)
        if since >= PATIENCE or time.monotonic() > until:
            break
        if trial.should_prune():
            break
    network.load_state_dict(state)
    return best, network


def search(inputs: dict, target: torch.Tensor, loss, until: float, seed: int) -> tuple:
    """(the best network, trainings) when the time has ended."""
    drawn = torch.randperm(len(target))
    held, rows = drawn[: len(target) // 6], drawn[len(target) // 6 :]
    found: dict = {"value": float("inf")}

    def objective(trial: optuna.Trial) -> float:
        value, network = train(trial, inputs, target, rows, held, loss, until)
        if value < found["value"]:
            found.update(value=value, network=network)
        return value

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(
        sampler=optuna.samplers.TPESampler(seed=seed),
        pruner=optuna.pruners.MedianPruner(n_warmup_steps=5),
    )
    study.optimize(objective, timeout=max(1.0, until - time.monotonic()))
    return found["network"], len(study.trials)


def squares(said: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Mean squared error of values (rows, 1)."""
    return F.mse_loss(said[:, 0], wanted)


def main() -> None:
    """Read, search until the time ends, predict."""
    begin = time.monotonic()
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--task", required=True)
    parser.add_argument("--time-limit", type=float, default=300.0)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    until = begin + (1 - KEPT) * args.time_limit
    known, asked = (pd.read_csv(args.data / f"{n}.csv") for n in ("train", "test"))
    by, cells = kinds(known, args.target), known[args.target]
    inputs = tensors(args.data, known, known, by)
    if args.task == "regression":
        mean, spread = cells.mean(), cells.std()
        target = torch.tensor(((cells - mean) / spread).to_numpy(dtype=np.float32))
        network, count = search(inputs, target, squares, until, args.seed)
        said = outputs(network, tensors(args.data, asked, known, by))
        table = pd.DataFrame({"pred": said[:, 0].numpy() * spread + mean})
    else:
        classes = sorted(cells.unique())
        target = torch.tensor([classes.index(cell) for cell in cells])
        network, count = search(inputs, target, F.cross_entropy, until, args.seed)
        said = outputs(network, tensors(args.data, asked, known, by)).softmax(1).numpy()
        table = pd.DataFrame({"pred": [classes[i] for i in said.argmax(1)]})
        for at, name in enumerate(classes):
            table[f"proba_{name}"] = said[:, at]
    table.to_csv(args.out, index=False)
    print(f"{count} trials in {time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main()
