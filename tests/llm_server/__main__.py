"""`python -m llm_server --player spool DIR`: serves until it is interrupted."""

import argparse
import json
import os
import signal
import sys
import threading
from pathlib import Path

from llm_server import Faults, Player, Server, replay, scripted, smallest, spool
from llm_server.answer import from_json


def main() -> None:
    """Print the base URL on stdout, serve, print the counters on stderr."""
    options = parser().parse_args()
    faults = Faults(
        {int(number): name for number, name in map(pair, options.fault)},
        rate=options.rate,
        kinds=options.kinds.split(","),
        seed=options.seed,
        most=options.most,
    )
    server = Server(
        player(*options.player, strict=not options.any_answer),
        faults=faults,
        models=options.model or (),
        key=os.environ[options.key_env] if options.key_env else None,
        reject={name: int(status) for name, status in map(pair, options.reject)},
        ignore=options.ignore,
        context=options.context,
        strict=options.strict,
        record=options.record,
        port=options.port,
    )
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with server:
        print(server.url, flush=True)
        stop.wait()
    print(json.dumps(server.stats, indent=1), file=sys.stderr)


def player(kind: str, *place: str, strict: bool = True) -> Player:
    """The player of a name, and of a file or folder where it needs one."""
    if kind == "smallest" and not place:
        return smallest()
    if kind == "spool" and len(place) == 1:
        return spool(place[0], strict)
    if kind == "replay" and len(place) == 1:
        return replay(place[0])
    if kind == "script" and len(place) == 1:
        told = json.loads(Path(place[0]).read_text(encoding="utf-8"))
        return scripted([from_json(t) if isinstance(t, dict) else t for t in told])
    sys.exit("--player is: smallest, spool DIR, replay FILE or script FILE")


def pair(text: str) -> tuple[str, str]:
    """NAME=VALUE."""
    name, sign, value = text.partition("=")
    if not sign:
        sys.exit(f"{text!r} is not NAME=VALUE")
    return name, value


def parser() -> argparse.ArgumentParser:
    """The options; `--help` tells them."""
    p = argparse.ArgumentParser(prog="llm_server", description=__doc__)
    p.add_argument(
        "--player",
        nargs="+",
        default=["smallest"],
        metavar=("KIND", "PLACE"),
        help="smallest, spool DIR, replay FILE, script FILE (a JSON list of answers)",
    )
    p.add_argument(
        "--any-answer", action="store_true", help="spool: allow what a schema forbids"
    )
    p.add_argument("--port", type=int, default=0)
    p.add_argument("--model", action="append", help="a model there is; without: any")
    p.add_argument("--key-env", help="variable that holds the one key to let in")
    p.add_argument("--fault", action="append", default=[], metavar="NUMBER=NAME")
    p.add_argument(
        "--rate", type=float, default=0.0, help="share of requests with a fault"
    )
    p.add_argument("--kinds", default="http500,http429,malformed_json,truncated")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--most", type=int, help="faults at most")
    p.add_argument("--reject", action="append", default=[], metavar="FEATURE=STATUS")
    p.add_argument("--ignore", action="append", default=[], metavar="FEATURE")
    p.add_argument("--context", type=int, help="tokens of prompt and answer")
    p.add_argument("--strict", action="store_true", help="as strict as OpenAI is")
    p.add_argument("--record", help="cassette to append to")
    return p


if __name__ == "__main__":
    main()
