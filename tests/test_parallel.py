"""Several trials at once here; folders that travel; a history without gaps."""

import os
from pathlib import Path

import pytest
from cluster_toy import begun, drain, work

from agent.cluster import worker
from agent.cluster.node import Mismatch, Order, release
from agent.cluster.node import run as run_on_node
from agent.cluster.parcels import kept, pack, unpack
from agent.errors import RunError, UsageError
from agent.interfaces import placed
from agent.records import Placing
from agent.records.result import running
from agent.run import events, forked, loop, trial
from agent.run.slots import LocalSlots
from sandbox import open_sandbox
from sandbox.base import Limits
from sandbox.forks import NOTE


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run of a tiny regression, not begun."""
    return begun(tmp_path_factory.mktemp("slots"), "tiny")


@pytest.fixture(scope="module")
def sandbox():
    return open_sandbox("auto")


def test_two_at_once_end_each_once_and_one_can_be_cancelled(run, sandbox):
    slots = LocalSlots(sandbox, 2)
    todo = [work(*run, index, seconds) for index, seconds in ((1, 0.1), (2, 600.0))]

    def look(ended):
        if ended:
            slots.cancel(2, "enough")

    ended = drain(slots, todo, look)
    assert [index for index, _ in ended] == [1, 2]
    assert [result.status for _, result in ended] == ["ok", "killed_by_user"]
    assert ended[1][1].reason == "enough"
    assert todo[0].place.predictions.exists()


def test_each_slot_forks_from_its_own_warm_process(run, sandbox):
    """Four trials in two slots: two processes were started, nothing is lent still."""
    run_dir, spec = run[0], run[1].spec
    opened = []

    def warm(slot):
        opened.append(forked.opened(sandbox, run_dir, spec, slot, 2))
        return opened[-1]

    told = []
    slots = LocalSlots(sandbox, 2, warm, lambda *words: told.append(words))
    todo = [work(*run, index, 0.1) for index in (21, 22, 23, 24)]
    ended = drain(slots, todo, lambda ended: None)
    assert sorted((i, r.status) for i, r in ended) == [(i, "ok") for i in range(21, 25)]
    forks = [NOTE in result.isolation.notes for _, result in ended]
    assert all(forks) or not any(forks), "some machines can't: then none is"
    if all(forks):
        assert sorted(one.starts for one in opened) == [1, 1] and not told
    assert not any(one.place.out.is_symlink() for one in todo)
    assert all(one.place.predictions.exists() for one in todo)
    forked.recover(run_dir)
    assert not list(run_dir.glob("forks-*"))


def test_closing_ends_what_runs(run, sandbox):
    slots = LocalSlots(sandbox, 1)
    slots.submit(work(*run, 3, 600.0))
    slots.close()
    assert [(i, r.status) for i, r in slots.poll()] == [(3, "killed_by_user")]


def test_what_a_supervisor_raises_reaches_the_run(run, sandbox):
    slots = LocalSlots(sandbox, 1)
    broken = work(*run, 4, 0.1)
    slots.submit(broken.__class__(**vars(broken) | {"view": Path("/nowhere")}))
    with pytest.raises(ValueError, match="no folder"):
        while True:
            slots.poll()


def test_a_node_runs_the_same_sandbox_on_parcels_alone(run, sandbox, tmp_path):
    """What it goes on from travels with it, and what it made comes back."""
    os.environ["FORGEWELD_STORE"] = str(tmp_path)
    tmp_path.chmod(0o711)
    for folder in tmp_path.parents:
        if str(folder).startswith("/tmp/"):
            folder.chmod(0o711)
    one = work(*run, 5, 0.1)
    counts = []
    for _ in range(2):
        job = trial.order(one.plan, one.place, one.view)
        order = Order(
            release=release(),
            run="tiny",
            job=job.model_dump_json(),
            limits=Limits(wall_s=60, mem_mb=500).model_dump_json(),
            backend=sandbox.name,
            unsafe=False,
        )
        folders = one.place.project, one.view, one.place.out
        parcels = [pack(folder, bytes) for folder in folders]
        answer = run_on_node(order, "n1", *parcels, bytes)
        assert '"status":"ok"' in answer.result, answer.result
        assert answer.made
        one.place.checkpoint.unlink(missing_ok=True)
        fresh = one.place.root / "fresh"
        unpack(answer.made.digest, answer.made.pieces, fresh)
        counts.append((fresh / "checkpoint" / "state.pt").read_text())
        assert not (fresh / "link").exists(), "links stay behind"
        one.place.out.rename(one.place.root / f"old{len(counts)}")
        fresh.rename(one.place.out)
    assert counts == ["1", "2"]
    stored = {p.name for p in tmp_path.glob("*/*/*") if p.suffix != ".lock"}
    assert stored == {parcels[0].digest, parcels[1].digest}
    with pytest.raises(Mismatch):
        run_on_node(Order(**vars(order) | {"release": "x"}), "n1", *parcels, bytes)


def test_a_parcel_is_what_its_digest_says(tmp_path):
    source = tmp_path / "source"
    (source / "a" / "b").mkdir(parents=True)
    (source / "a" / "b" / "file").write_bytes(b"x" * 1000)
    (source / "link").symlink_to("/etc/passwd")
    os.mkfifo(source / "pipe")
    parcel = pack(source, bytes)
    (source / "a" / "b" / "file").touch()
    assert pack(source, bytes) == parcel, "times are no content"
    fetched = []

    def fetch(piece: bytes) -> bytes:
        fetched.append(piece)
        return piece

    for _ in range(2):
        there = kept(tmp_path, parcel, fetch)
    assert len(fetched) == len(parcel.pieces), "fetched once"
    assert {p.name for p in there.rglob("*")} == {"a", "b", "file"}
    with pytest.raises(RunError, match="damaged"):
        unpack(parcel.digest, [*parcel.pieces, b"more"], tmp_path / "bad")
    assert not (tmp_path / "bad").exists()
    assert not list(tmp_path.glob("bad*"))
    (source / "large").write_bytes(b"y" * 5000)
    small = pack(source, bytes, most=2000)
    unpack(small.digest, small.pieces, tmp_path / "small")
    assert not (tmp_path / "small" / "large").exists()


def test_a_history_has_no_gaps(run, tmp_path):
    """Trial 2 ends before trial 1: it is counted once, and 1 is begun anew."""
    _, ready = run
    log = events.EventLog(tmp_path)
    plans = [
        p.model_copy(update={"seed": 7 + i}) for i, p in enumerate(ready.plans[:2])
    ]
    for index, plan in enumerate(plans, 1):
        log.add("trial.started", index, plan=plan.model_dump(mode="json"), digest="")
    done = running(2, plans[1]).model_copy(update={"verdict": "failed"})
    for _ in range(2):  # as a driver killed in between might write it
        log.add("trial.finished", 2, record=done.model_dump(mode="json"))
    seen = list(events.read(log.path))
    history = events.trials(seen)
    assert [(t.index, t.verdict) for t in history] == [(1, "running"), (2, "failed")]
    assert loop.interrupted(seen) == {1: plans[0]}


def test_what_slurm_grants_is_what_ray_may_give():
    given = {"SLURM_CPUS_ON_NODE": "4", "SLURM_GPUS_ON_NODE": "2"}
    told = worker.options(given | {"SLURM_MEM_PER_CPU": "4000"})
    assert told[:2] == ["--num-cpus=4", "--num-gpus=2"]
    memory, objects = (int(o.partition("=")[2]) >> 20 for o in told[2:])
    assert (memory, objects) == (16000 - worker.OWN_MB, worker.OWN_MB // 2)
    told = worker.options({"SLURM_MEM_PER_NODE": "1000"})
    assert told[:2] == ["--num-cpus=1", "--num-gpus=0"] and "524288000" in told[2]
    assert len(worker.options(given | {"SLURM_MEM_PER_NODE": "0"})) == 2, "Ray's guess"


def test_no_slurm_here(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("SLURM_JOB_ID", raising=False)
    with pytest.raises(UsageError, match="no Slurm here") as found:
        placed.told({"cluster": "slurm", "slots": 2})
    assert "no sbatch" in found.value.why
    monkeypatch.setenv("SLURM_JOB_ID", "7")
    with pytest.raises(UsageError, match="no Slurm here") as found:
        placed.told({"cluster": "slurm"})
    assert "no srun" in found.value.why


def test_flags_of_clusters():
    assert placed.told({}) == Placing() and Placing().alone
    told = placed.told({"cluster": "auto", "trial_gpus": 0.25, "slots": 4})
    assert told == Placing(cluster="auto", gpus=0.25, slots=4) and not told.alone
    with pytest.raises(UsageError, match="trial-cpus"):
        placed.told({"trial_cpus": 2.0})
    with pytest.raises(UsageError, match="no cluster"):
        placed.told({"cluster": "somewhere"})
