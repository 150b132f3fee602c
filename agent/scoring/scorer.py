"""The scorer's process: reads predictions, knows hidden labels, answers numbers.

JSON lines on stdin and stdout. The first request opens a run; each later one is
answered with `{"ok": …}`, `{"bad": …}` for predictions that can't be scored, or
`{"failed": …}`. Started by `agent/scoring/score.py`, once per run.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from agent.records import TaskSpec
from agent.scoring import measures
from agent.scoring.ensemble import BAGS, FEW_BAGS
from agent.scoring.hidden import MEMORY, Hidden
from agent.scoring.predictions import BadPredictions


def answer(hidden: Hidden, request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one request after the first."""
    try:
        match request["do"]:
            case "score":
                return {"ok": hidden.score(request["a"], request["part"])}
            case "gain":
                return {"ok": hidden.gain(request["a"], request["b"], request["part"])}
            case "spread":
                return {"ok": hidden.spread(request["a"], request["part"])}
            case "blend":
                return {"ok": hidden.blend(*_asked(request))}
            case "conformal":
                return {"ok": hidden.conformal(request["a"], request["part"])}
            case "constant":
                return {"ok": hidden.constant(request["part"])}
            case other:
                return {"failed": f"unknown request {other!r}"}
    except BadPredictions as error:
        return {"bad": error.what}
    except MemoryError:
        return {"failed": f"scoring took more than {MEMORY // 2**20} MB of memory"}
    except (ValueError, OSError) as error:
        return {"failed": str(error)}


def _asked(request: dict) -> tuple:
    bags = FEW_BAGS if request["quick"] else BAGS
    return request["paths"], request["costs"], request["part"], bags


def main() -> None:
    """Serve requests until stdin closes."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    measures.sk()  # imported before it is asked for, while nobody waits
    hidden = None
    for line in sys.stdin:
        request = json.loads(line)
        if hidden is None:
            try:
                spec = TaskSpec.model_validate(request["spec"])
                hidden = Hidden(Path(request["run"]), spec, tuple(request["classes"]))
                reply = {"ok": {"rows": len(hidden.rows)}}
            except (ValueError, KeyError, OSError) as error:
                reply = {"failed": f"the labels of the run can't be used: {error}"}
        else:
            reply = answer(hidden, request)
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
