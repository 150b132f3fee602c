"""What pretrained encoders say of a run's rows, asked once: `view/cache` keeps it.

An own step in the sandbox before the first trial, of inputs alone, for all parts alike.
Trials read it and can't write it, so a frozen encoder costs one pass in a run.
"""

import json
from pathlib import Path

from agent.data import formats
from agent.inline import hoist, inline
from agent.pretrained import carry
from agent.proposers import design
from agent.records import Pretrained, TaskSpec
from agent.run import events, trial
from agent.run.copies import MAX_COPY, copy_checked
from agent.run.decoded import CACHE
from agent.run.loop import Line
from sandbox.base import Job, Mount
from sandbox.quota import remove

DRIVER = Path(__file__).parents[2] / "templates" / "embed.py"
SIZES = {"text": (128, 64, 32), "image": (160, 112, 80), "audio": (10, 5, 2)}
"""Pieces of a text, pixels of a picture's side and seconds of a sound that an encoder
may be shown."""
NAMES = {"text": "texts", "image": "seen", "audio": "heard"}
SHARE, LEAST = {"text": 0.33, "image": 0.2, "audio": 0.2}, 20.0
"""Of the budget's seconds for one encoder, and the fewest seconds."""
MOST = 0.5
"""Part of the budget after which no further encoder is asked: trials need the rest."""
EVENT = "features.frozen"


def usable(line: Line) -> TaskSpec:
    """The line's spec with the encoders that could be asked of every row in time, each
    with the size that it was shown; one event tells of each."""
    kinds = {m.kind for m in design.supported(line.spec)}
    seen = events.read(line.log.path, kind=EVENT)
    known = {e.data["encoder"]: e.data for e in seen}
    kept, spent = [], 0.0
    for one in sorted(line.spec.encoders, key=lambda e: e.kind, reverse=True):
        if one.kind not in kinds or line.stopping():
            continue
        late = spent > MOST * line.spec.budget.seconds
        told = known.get(one.name) or (_late if late else _ask)(line, one)
        spent += told["seconds"]
        if told["fault"] is None:
            seen = {"size": told["size"], "seconds": told["seconds"]}
            kept.append(one.model_copy(update=seen))
    return line.spec.model_copy(update={"encoders": tuple(kept)})


def _columns(line: Line, one: Pretrained) -> list[str]:
    mine = (m for m in design.supported(line.spec) if m.kind == one.kind)
    return [name for modality in mine for name in modality.columns]


def _late(line: Line, one: Pretrained) -> dict:
    """The event of an encoder that is not asked, since others took so long."""
    why = "those before it took half of the time"
    told = {"encoder": one.name, "columns": _columns(line, one), "size": 0}
    told |= {"fault": why, "seconds": 0.0}
    line.log.add(EVENT, **told)
    return told


def _ask(line: Line, one: Pretrained) -> dict:
    """Run the encoder; what came of it, as the event has it."""
    columns = _columns(line, one)
    seconds = max(LEAST, SHARE[one.kind] * line.spec.budget.seconds)
    ask = {
        "kind": one.kind,
        "encoder": one.name,
        "args": {"pooling": one.pooling} if one.kind == "text" else {},
        "columns": columns,
        "sizes": SIZES[one.kind],
        "seconds": seconds,
    }
    readers = formats.readers(line.profile, columns)
    work = line.run_dir / "embedding"
    remove(work)
    trial.write_files(
        {"embed.py": hoist(inline([*readers, str(DRIVER)]))}, work / "code"
    )
    carry.place(line.run_dir, (one,), work / "code")
    (work / "out").mkdir()
    mounts = {
        "code": Mount(path=work / "code"),
        "view": Mount(path=line.run_dir / "view"),
        "out": Mount(path=work / "out", writable=True),
    }
    argv = ("python", "@code/embed.py", "@view", "@out", json.dumps(ask))
    job = Job(argv=argv, mounts=mounts, cwd="out", env=trial.environment())
    limits = trial.allowance(
        2 * seconds + 60, line.spec.constraints.max_memory_mb
    ).model_copy(update={"disk_mb": 2 * MAX_COPY // 10**6})
    result = line.sandbox.run(job, limits, line.stopping)
    fault, size = None, 0
    if result.status == "ok":
        size = _keep(work / "out", line.run_dir / "view" / CACHE, one)
        fault = None if size else "it left no vectors"
    else:
        said = (result.log.head + result.log.tail).strip().splitlines()
        fault = f"{result.reason}: {said[-1][:200] if said else 'it said nothing'}"
    remove(work)
    told = {"encoder": one.name, "columns": columns, "size": size, "fault": fault}
    told["seconds"] = result.wall_s
    if not line.stop_reason:
        line.log.add(EVENT, **told)
    return told


def _keep(out: Path, cache: Path, one: Pretrained) -> int:
    """Copy the vectors into the view; the size that the encoder was shown, 0 if there
    are none."""
    for size in SIZES[one.kind]:
        kept = f"{NAMES[one.kind]}-{one.name}-{size}"
        if (out / f"{kept}.npy").is_file():
            cache.mkdir(exist_ok=True)
            cache.chmod(0o755)
            for name in (f"{kept}.txt", f"{kept}.npy"):
                copy_checked(out / name, cache / f"{name}.part")
                (cache / f"{name}.part").chmod(0o644)
                (cache / f"{name}.part").replace(cache / name)
            return size
    return 0
