"""Tries one new block against the contract: `python -m templates.try_block CASE OUT`.

CASE is JSON: `file`, `card`, `kinds` (kind, shape and example of each tensor to try it
on). OUT becomes JSON: `{"ok": true, "params"}` or `{"ok": false, "stage", "why"}`. Both
the block and so this answer are foreign; nothing but a slot in the search hangs on it.
"""

import json
import sys
import time
import traceback
from pathlib import Path

import torch

from templates import contract
from templates.blocks.heads import multiclass
from templates.blocks.heads.multiclass import BLOCK as HEAD
from templates.measure import load, parameters

SLOW = 2.0
"""CPU seconds for one step on eight rows beyond which a block is no use."""


def main() -> None:
    """Run every check in turn; the first that fails is the answer."""
    case, out = (Path(name) for name in sys.argv[1:3])
    told = json.loads(case.read_text())
    torch.set_num_threads(1)
    answer = verdict(Path(told["file"]), told["card"], told["kinds"])
    out.write_text(json.dumps(answer))


def verdict(file: Path, card: dict, kinds: list[dict]) -> dict:
    """What became of the block, and in which check it failed, if it did."""
    stage, params = "import", 0
    try:
        make = getattr(load(file), card["class"])
        for kind in kinds:
            case = contract.Case(
                make=make,
                role=card["role"],
                kind=kind["kind"],
                head=getattr(multiclass, HEAD["class"]),
                shape=tuple(kind.get("shape", ())),
                example=kind.get("example", {}),
            )
            for stage, check in contract.CHECKS.items():
                torch.manual_seed(0)
                net = contract.Net(case)
                began = time.process_time()  # others may be at work here
                check(net)
                steps = 300 if stage == "overfit" else 3
                if time.process_time() - began > SLOW * steps:
                    return failed(
                        "slow", f"over {SLOW} s of CPU for a step on eight rows"
                    )
            stage = "export"
            net = contract.Net(case).eval()
            contract.exports(net)
            params = parameters(net.block)
    except AssertionError as error:
        return failed(stage, str(error) or "an assertion of the block failed")
    except Exception as error:
        return failed(stage, f"{type(error).__name__}: {error}\n{frames(file)}")
    return {"ok": True, "params": params}


def failed(stage: str, why: str) -> dict:
    """The answer for a block that breaks the contract."""
    return {"ok": False, "stage": stage, "why": why[:1500]}


def frames(file: Path) -> str:
    """Lines of the block in the traceback under way."""
    found = traceback.extract_tb(sys.exc_info()[2])
    mine = [f for f in found if f.filename == str(file)]
    return "\n".join(f"line {f.lineno}: {f.line}" for f in mine[-3:])


if __name__ == "__main__":
    main()
