"""Train, keep the best weights, predict: read it from top to bottom.

    python train.py --data DIR --out OUT [--seconds S] [--fraction F] [--resume]

DIR holds train.csv and, if there is something to predict, predict.csv. OUT gets
predictions.csv, metrics.jsonl, result.json, weights.safetensors, inputs.json and
checkpoint/. Exit codes: 0 done, 3 diverged, 4 out of memory, 5 bad data.
"""

import json
import math
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

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
from model import FusionModel


class ShiftImage:
    """Bytes (B, C, H, W) to the same: shifted by up to `shift` of the side.

    Edges are repeated. `brightness` is the largest relative change of light; `flip`
    mirrors half of the pictures left to right, `vertical` top to bottom, and `quarters`
    swaps the axes of half of them if they are square: with both flips, every turn by
    90 degrees. `contrast` is the largest relative change of distance from the mean.
    """

    def __init__(
        self,
        *,
        shift: float = 0.08,
        flip: bool = False,
        brightness: float = 0.1,
        vertical: bool = False,
        quarters: bool = False,
        contrast: float = 0.0,
    ):
        self.shift, self.flip, self.vertical = shift, flip, vertical
        self.quarters, self.brightness, self.contrast = quarters, brightness, contrast

    def __call__(self, x: Tensor) -> Tensor:
        count, channels, height, width = x.shape
        rows = self._places(count, height, x.device)
        columns = self._places(count, width, x.device)
        if self.flip:
            mirrored = torch.rand(count, 1, device=x.device) < 0.5
            columns = torch.where(mirrored, width - 1 - columns, columns)
        if self.vertical:
            mirrored = torch.rand(count, 1, device=x.device) < 0.5
            rows = torch.where(mirrored, height - 1 - rows, rows)
        if self.quarters and height == width:
            swapped = torch.rand(count, 1, 1, 1, device=x.device) < 0.5
            x = torch.where(swapped, x.transpose(2, 3), x)
        places = (rows[:, :, None] * width + columns[:, None, :]).flatten(1)
        places = places[:, None].expand(-1, channels, -1)  # alike for all channels
        x = x.flatten(2).gather(2, places).unflatten(2, (height, width))
        if self.contrast:
            mean = x.float().mean(dim=(1, 2, 3), keepdim=True)
            change = 2 * torch.rand(count, 1, 1, 1, device=x.device) - 1
            x = mean + (x.float() - mean) * (1 + change * self.contrast)
            x = x.clamp(0, 255).to(torch.uint8)
        if self.brightness:
            light = (
                1
                + (2 * torch.rand(count, 1, 1, 1, device=x.device) - 1)
                * self.brightness
            )
            x = (x.float() * light).clamp(0, 255).to(torch.uint8)
        return x

    def _places(self, count: int, size: int, device: torch.device) -> Tensor:
        """Where each pixel comes from along one axis (B, size)."""
        most = round(self.shift * size)
        offset = torch.randint(-most, most + 1, (count, 1), device=device)
        return (torch.arange(size, device=device) + offset).clamp(0, size - 1)


class JitterSeries:
    """Series (B, T, C) to the same: gain and noise in deviations, shift in shares of T.

    What a shift pushes out at one end comes back at the other. Zeros after the end of
    a short series, and the channel that marks its inside, stay. After Um et al. 2017.
    """

    def __init__(self, *, gain: float = 0.1, noise: float = 0.05, shift: float = 0.1):
        self.gain, self.noise, self.shift = gain, noise, shift

    def __call__(self, x: Tensor) -> Tensor:
        count, steps, channels = x.shape
        gain = 1 + self.gain * torch.randn(count, 1, channels, device=x.device)
        inside = (x != 0).any(dim=2)  # (B, T)
        length = inside.sum(dim=1, keepdim=True).clamp(min=1)
        marks = ((x == 1) == inside[:, :, None]).flatten(0, 1).all(dim=0)  # (C,)
        most = round(self.shift * steps)
        offset = torch.randint(-most, most + 1, (count, 1), device=x.device)
        step = torch.arange(steps, device=x.device).expand(count, steps)
        places = torch.where(step < length, (step + offset) % length, step)
        shifted = x[torch.arange(count, device=x.device)[:, None], places]
        changed = shifted * gain + self.noise * torch.randn_like(x)
        return torch.where(inside[:, :, None] & ~marks, changed, x)


def unimodal_losses(
    heads: nn.ModuleDict,
    z: dict[str, Tensor],
    present: dict[str, Tensor],
    targets: Tensor,
) -> dict[str, Tensor]:
    """Loss of each modality's own head on its features z[m], (B, D) or (B, T, D).

    Rows in which a modality is absent don't count; one that is absent from the whole
    batch has no loss.
    """
    losses = {}
    for name, head in heads.items():
        there = present[name]
        if there.any():
            features = z[name] if z[name].dim() == 2 else z[name].mean(dim=1)
            outputs = head(features[there])
            losses[name] = head.loss(outputs, targets[there])
    return losses


class GradientModulation:
    """On-the-fly gradient modulation, generalisation enhanced (Peng et al. 2022).

    rho_m is the confidence of a modality over the mean of the others'; its encoder's
    gradients are multiplied by k_m = 1 - tanh(alpha * rho_m) where rho_m > 1, and noise
    of their own deviation is added to all. The paper has two modalities and takes the
    probability of the right class from parts of the fused head; here confidence is
    exp(-loss) of the modality's own head, for any number of modalities and any task.
    """

    def __init__(self, *, alpha: float = 0.5):
        self.alpha = alpha

    def coefficients(self, losses: dict[str, Tensor]) -> dict[str, Tensor]:
        """k_m of the modalities that have a loss."""
        sure = {name: (-loss.detach()).exp() for name, loss in losses.items()}
        factors = {}
        for name, score in sure.items():
            others = [value for other, value in sure.items() if other != name]
            if others:
                ratio = score / torch.stack(others).mean().clamp(min=1e-8)
                damped = 1 - torch.tanh(self.alpha * ratio)
                factors[name] = torch.where(ratio > 1, damped, torch.ones_like(ratio))
        return factors

    @torch.no_grad()
    def __call__(self, encoders: nn.ModuleDict, losses: dict[str, Tensor]) -> None:
        """Change the gradients of the encoders in place."""
        for name, factor in self.coefficients(losses).items():
            for p in encoders[name].parameters():
                if p.grad is not None:
                    noise = torch.randn_like(p.grad) * p.grad.std(correction=0)
                    p.grad.mul_(factor).add_(noise)


def accuracy(predictions: Tensor, targets: Tensor) -> float:
    """Share of rows whose most probable class (N, C) is theirs (N,)."""
    return (predictions.argmax(dim=1) == targets).float().mean().item()


CLAIM = "valid_accuracy"  # what this program says of itself; its user measures
SAVE_EVERY = 5.0  # seconds; a checkpoint costs as much as an epoch of a small model


class Diverged(Exception):
    """The loss is no longer a number."""


def learning_rate(config: Config, progress: float) -> float:
    """Linear warm-up, then cosine decay, over the steps or the time given."""
    if progress < config.warmup:
        return config.lr * (0.02 + 0.98 * progress / config.warmup)
    done = min((progress - config.warmup) / (1 - config.warmup), 1.0)
    return config.lr * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))


def hide_modalities(
    present: dict[str, torch.Tensor], chance: float
) -> dict[str, torch.Tensor]:
    """Masks with modalities hidden at random, row by row, but never a row's last one.

    Neverova et al. 2016 (ModDrop): a model that has seen gaps can live with them.
    """
    masks = torch.stack(list(present.values()))  # (M, B)
    kept = masks & (torch.rand(masks.shape, device=masks.device) >= chance)
    kept = torch.where(kept.any(0), kept, masks)
    return dict(zip(present, kept.unbind(0), strict=True))


@torch.inference_mode()
def predict_rows(model: FusionModel, rows: Rows, device: torch.device) -> torch.Tensor:
    """Predictions for all rows, 256 at a time: (N, 2)."""
    model.eval()
    parts = []
    for index in torch.arange(len(rows.ids)).split(256):
        x, present, _ = rows.take(index, device)
        parts.append(model.predict(x, present).cpu())
    return torch.cat(parts)


@torch.no_grad()
def head_outputs(
    model: FusionModel, rows: Rows, index: torch.Tensor, device: torch.device
) -> tuple[torch.Tensor, torch.Tensor]:
    """The head's outputs for the rows `index`, and their targets."""
    model.eval()
    outputs, targets = [], []
    for part in index.split(256):
        x, present, y = rows.take(part, device)
        outputs.append(model(x, present))
        targets.append(y)
    return torch.cat(outputs), torch.cat(targets)


@torch.inference_mode()
def validate(
    model: FusionModel, rows: Rows, index: torch.Tensor, device: torch.device
) -> tuple[float, float]:
    """Mean loss and accuracy on the rows `index`."""
    outputs, targets = head_outputs(model, rows, index, device)
    loss = torch.zeros((), device=device)
    for part, y in zip(outputs.split(256), targets.split(256), strict=True):
        loss += model.head.loss(part, y) * len(y)
    return loss.item() / len(index), accuracy(model.head.predict(outputs), targets)


def milliseconds(model: FusionModel, rows: Rows, device: torch.device) -> float:
    """Median time to predict one row alone, over 20 rows, once their files are read."""
    times = []
    for i in range(min(20, len(rows.ids))):
        begin = time.perf_counter()
        one = rows.take(torch.tensor([i]), device)
        with torch.no_grad():
            model.predict(*one[:2]).cpu()
        times.append(1000 * (time.perf_counter() - begin))
    return sorted(times)[len(times) // 2]


def save_checkpoint(path: Path, model, optimizer, state: dict) -> None:
    """Write both and `state` so that a kill leaves the old checkpoint or the new one."""
    state |= {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
    state["rng"] = torch.get_rng_state()
    state["cuda_rng"] = torch.cuda.get_rng_state_all()
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").replace(path)


def report(path: Path, history: list[dict]) -> None:
    """Write a line per epoch, and print the last one."""
    path.write_text("".join(json.dumps(line) + "\n" for line in history))
    print(*(f"{key} {value:.5g}" for key, value in history[-1].items()), flush=True)


def train(model, optimizer, rows, fit_index, valid_index, config, args, seconds):
    """Train until patience, epochs or `seconds` end; returns best, history and why.

    `best` holds the weights of the epoch with the lowest validation loss.
    """
    device = next(model.parameters()).device
    augment_camera = ShiftImage()
    augment_vibration = JitterSeries()
    modulate = GradientModulation(alpha=config.alpha)
    # ---- go on from where an interrupted training stopped ----------------------
    best = {"score": -math.inf, "epoch": 0, "weights": {}, "metric": None}
    history, spent, stopped = [], 0.0, "epochs"
    begun, saved = 0, -math.inf  # epoch from which patience counts; last checkpoint
    checkpoint = args.out / "checkpoint" / "state.pt"
    if args.resume and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True, map_location=device)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["rng"].cpu())
        torch.cuda.set_rng_state_all([s.cpu() for s in state["cuda_rng"]])
        best, history, spent = state["best"], state["history"], state["spent"]
        # with more time than before the rate has risen again: patience starts anew
        begun = state["begun"] if state["given"] == args.seconds else len(history)

    steps_per_epoch = math.ceil(len(fit_index) / config.batch_size)
    begin = time.monotonic() - spent
    for epoch in range(len(history) + 1, config.epochs + 1):
        # ---- one pass over the training rows -----------------------------------
        model.train()
        total, seen = torch.zeros((), device=device), 0
        order = fit_index[torch.randperm(len(fit_index))]
        for i, batch in enumerate(order.split(config.batch_size)):
            elapsed = (time.monotonic() - begin) / seconds
            if elapsed >= 1.0 and seen:
                break  # out of time: what has been learnt is kept
            if len(batch) < 2 and seen:
                break  # a single last row has no statistics
            progress = max((epoch - 1 + i / steps_per_epoch) / config.epochs, elapsed)
            rate = learning_rate(config, progress)
            for group in optimizer.param_groups:
                group["lr"] = rate
            x, present, y = rows.take(batch, device)
            x["camera"] = augment_camera(x["camera"])
            x["vibration"] = augment_vibration(x["vibration"])
            present = hide_modalities(present, config.modality_dropout)
            z = model.encode(x, present)
            alone = unimodal_losses(model.solo, z, present, y)
            loss = model.head.loss(model.head(model.fusion(z, present)), y)
            loss = loss + config.aux_loss * sum(alone.values())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            if progress < 0.5:  # later every encoder learns as it can
                modulate(model.encoders, alone)
            torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip)
            optimizer.step()
            total += loss.detach() * len(batch)
            seen += len(batch)

        # ---- keep the best weights ---------------------------------------------
        train_loss = total.item() / seen
        valid_loss, metric = validate(model, rows, valid_index, device)
        if not math.isfinite(train_loss + valid_loss):
            raise Diverged(f"epoch {epoch}: loss {train_loss} / {valid_loss}")
        score = -valid_loss
        if score > best["score"]:
            weights = {k: v.cpu().clone() for k, v in model.state_dict().items()}
            best = {
                "score": score,
                "epoch": epoch,
                "weights": weights,
                "metric": metric,
            }

        # ---- report and save ---------------------------------------------------
        spent = time.monotonic() - begin
        line = {
            "epoch": epoch,
            "seconds": round(spent, 3),
            "lr": optimizer.param_groups[0]["lr"],
            "train_loss": train_loss,
            "valid_loss": valid_loss,
            CLAIM: metric,
        }
        history.append(line)
        waited = epoch - max(best["epoch"], begun)
        over = waited >= config.patience or spent >= seconds
        if over or epoch == config.epochs or spent - saved >= SAVE_EVERY:
            saved = spent
            state = {"given": args.seconds, "begun": begun, "spent": spent}
            state |= {"best": best, "history": history}
            save_checkpoint(checkpoint, model, optimizer, state)
        report(args.out / "metrics.jsonl", history)
        if over:
            stopped = "time" if waited < config.patience else "patience"
            break
    return best, history, stopped


def main(config: Config, args) -> None:
    """One training, from files to predictions."""
    # ---- set-up ----------------------------------------------------------------
    start = time.monotonic()
    torch.manual_seed(config.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
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
    rows.move(device)

    # ---- model and optimiser -----------------------------------------------------
    model = FusionModel({name: reader.shape for name, reader in inputs.items()})
    model = model.to(device)
    model.head.fit(rows.y[fit_index].to(device))
    for head in model.solo.values():
        head.fit(rows.y[fit_index].to(device))
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=config.lr, weight_decay=config.weight_decay, fused=True
    )

    # ---- training, with time left for the predictions ----------------------------
    seconds = math.inf
    if args.seconds:
        once = time.monotonic()
        validate(model, rows, valid_index[:256], device)
        once = (time.monotonic() - once) / len(valid_index[:256])
        reserve = 0.5 + 1.5 * once * (len(wanted.ids) if wanted else 0)
        seconds = max(args.seconds - reserve - (time.monotonic() - start), 0.1)
    best, history, stopped = train(
        model, optimizer, rows, fit_index, valid_index, config, args, seconds
    )

    # ---- results -----------------------------------------------------------------
    model.load_state_dict(best["weights"])
    save_file(best["weights"], args.out / "weights.safetensors")
    if wanted is not None:
        predictions = predict_rows(model, wanted, device)
        write_predictions(args.out / "predictions.csv", wanted.ids, predictions)
    result = {
        "claimed": {CLAIM: best["metric"]},
        "params": sum(p.numel() for p in model.parameters()),
        "latency_ms": round(milliseconds(model.eval(), rows, device), 3),
        "epochs": len(history),
        "best_epoch": best["epoch"],
        "stopped": stopped,
        "patched": count_patches(rows, *([wanted] if wanted else [])),
        "spared": sum(getattr(one, "spared", 0.0) for one in inputs.values()),
        "seconds": round(time.monotonic() - start, 2),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "device": str(device),
        "torch": torch.__version__,
        "config": asdict(config),
    }
    (args.out / "result.json").write_text(json.dumps(result, indent=1) + "\n")
    print("---", *(f"{key}: {value}" for key, value in result.items()), sep="\n")


def run() -> int:
    """`main`, with an exit code for each failure that has one."""
    try:
        main(*parse_args())
    except Diverged as error:
        print(f"diverged in {error}")
        return 3
    except (MemoryError, torch.OutOfMemoryError) as error:
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
