"""`--slots`, `--cluster`: where trials run, from flags to `run.json`."""

from pathlib import Path

from agent.errors import UsageError
from agent.records import Placing
from agent.run import rundir


def told(flags: dict) -> Placing:
    """What the flags say. Raises UsageError if they don't go together."""
    cluster = flags.get("cluster")
    asked = {"cpus": "trial_cpus", "gpus": "trial_gpus", "memory_mb": "trial_memory"}
    given = {to: flags[name] for to, name in asked.items() if flags.get(name)}
    if given and not cluster:
        name = asked[next(iter(given))].replace("_", "-")
        raise UsageError(
            f"--{name} is what a trial asks a cluster for",
            why="no --cluster is named",
            fix="add --cluster auto, or leave it out",
        )
    if cluster == "slurm":
        from agent.cluster import slurm

        slurm.check(flags.get("slots"))
    elif cluster and cluster != "auto" and ":" not in cluster:
        raise UsageError(
            f"no cluster {cluster!r}",
            why="it is auto, ray://HOST:PORT, HOST:PORT or slurm",
            fix="ray start --head on one machine, then --cluster auto there",
        )
    given |= {"processes": flags["processes"]} if flags.get("processes") else {}
    return Placing(cluster=cluster, slots=flags.get("slots"), **given)


def remember(run_dir: Path, placing: Placing) -> None:
    """Let a run have its places whenever it goes on."""
    run = rundir.load(run_dir)
    if placing != run.placing and rundir.pid(run_dir) is None:
        rundir.write(run_dir, run.model_copy(update={"placing": placing}))
