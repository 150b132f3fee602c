"""Two processes of one training, as `torchrun` starts them, forked from one that has
imported PyTorch already."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from test_training import QUIET

TESTS = Path(__file__).parent
SERVER = """\
import json, os, runpy, socket, sys
import numpy, torch, torch._dynamo, safetensors.torch, torch.distributed.fsdp

def port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]

for line in sys.stdin:
    words, log = json.loads(line)
    told = {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port()),
            "TORCHELASTIC_RUN_ID": "pair", "LOCAL_WORLD_SIZE": "2"}
    children = []
    for rank in "01":
        if (child := os.fork()) == 0:
            os.environ |= told | {"RANK": rank, "LOCAL_RANK": rank}
            os.dup2(os.open(f"{log}.{rank}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            os.dup2(1, 2)
            os.chdir(os.path.dirname(words[0]))
            sys.argv, sys.path[0] = words, os.path.dirname(words[0])
            runpy.run_path(words[0], run_name="__main__")
            sys.exit(0)
        children.append(child)
    ended = [os.waitstatus_to_exitcode(os.waitpid(c, 0)[1]) for c in children]
    print(max(ended, key=abs), flush=True)
"""
Run = Callable[..., tuple[int, str]]


@contextmanager
def pair() -> Iterator[Run]:
    """`run(script, *words)`: the exit code of the worse process, and what both said."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER],
        env={**QUIET, "PYTHONPATH": f"{TESTS}:{TESTS.parent}"},  # for our own scripts
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin and server.stdout

    logs = Path(tempfile.mkdtemp())

    def run(script: Path, *words: object) -> tuple[int, str]:
        log = logs / "said"
        told = [[str(script), *map(str, words)], str(log)]
        print(json.dumps(told), file=server.stdin, flush=True)
        code = int(server.stdout.readline())
        said = (Path(f"{log}.{rank}").read_text()[-3000:] for rank in "01")
        return code, "\n".join(said)

    try:
        yield run
    finally:
        server.stdin.close()
        server.wait()
        shutil.rmtree(logs)
