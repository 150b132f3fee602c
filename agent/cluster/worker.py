"""A node of Slurm joins a run: `python -I -m agent.cluster.worker HOST:PORT`.

It keeps `ray start --block`, with what Slurm has granted, which ends soon after the
run's head has gone.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping

OWN_MB = 2048
"""Of what Slurm grants, for Ray's own processes and for objects on their way."""
PATIENCE_S = 20
"""Seconds for the run to answer, and in which a node notices that it no longer does."""


def options(env: Mapping[str, str]) -> list[str]:
    """What Ray may give to trials, by the environment of a job or step of Slurm."""
    cores = int(env.get("SLURM_CPUS_ON_NODE") or 1)
    gpus = env.get("SLURM_GPUS_ON_NODE") or "0"
    found = [f"--num-cpus={cores}", f"--num-gpus={gpus}"]
    granted = int(env.get("SLURM_MEM_PER_NODE") or 0)
    granted = granted or cores * int(env.get("SLURM_MEM_PER_CPU") or 0)
    if granted:  # else Ray's own guess: 70 % of the machine
        own = min(OWN_MB, granted // 2)
        found += [f"--memory={granted - own << 20}"]
        found += [f"--object-store-memory={own // 2 << 20}"]
    return found


def folder() -> tempfile.TemporaryDirectory[str]:
    """For what one Ray node keeps. Ray's own is one for all: two nodes that start in it
    at once take each other's sockets. Its path is short, as those of sockets must be.
    """
    place = os.environ.get("RAY_TMPDIR", "/tmp")
    return tempfile.TemporaryDirectory(prefix="fw-", dir=place)


def main(address: str) -> int:
    """Be Ray's worker node until the run's head has gone, or Slurm ends it; the exit
    code is Ray's. Ends with a sentence if the run does not answer."""
    import ray.scripts.scripts  # pyright: ignore[reportMissingImports]  # noqa: F401

    from agent.cluster import node

    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), PATIENCE_S).close()
    except OSError as error:
        sys.exit(f"no run answers at {address}: {error}; it has ended, or can't be")
    print(f"sources {node.release()} join {address}", flush=True)
    start = [sys.executable, "-I", "-m", "ray.scripts.scripts", "start", "--block"]
    start += [f"--address={address}", "--log-style=record", "--log-color=false"]
    soon = {
        "RAY_gcs_rpc_server_reconnect_timeout_s": str(PATIENCE_S),
        "RAY_GRACEFUL_SHUTDOWN_DRAIN_TIMEOUT_S": "0",
    }
    with folder() as place:
        start += [f"--temp-dir={place}", *options(os.environ)]
        ray = subprocess.Popen(start, env=os.environ | soon)
        for end in (signal.SIGTERM, signal.SIGUSR1):  # of scancel; of Step.end
            signal.signal(end, lambda *_: ray.terminate())
        return ray.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
