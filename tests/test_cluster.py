"""A real Ray cluster of three nodes on this machine; `make test-cluster`."""

import os
import re
import signal
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from cluster_toy import begun, drain, hidden_labels, work
from test_bad_input import forgeweld

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(1800)]
TRIALS, WAIT = 12, 10.0


@contextmanager
def cluster(store: Path, count: int = 3):
    """`count` nodes with room for one trial each; their parcels lie below `store`."""
    os.environ["FORGEWELD_STORE"] = str(store)
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    for folder in (store, *store.parents):
        if folder.stat().st_uid == os.getuid() and folder != folder.parent:
            folder.chmod(folder.stat().st_mode | 0o011)
    import ray
    from ray.cluster_utils import Cluster

    room = {"num_cpus": 1, "memory": 2 << 30, "object_store_memory": 100 << 20}
    found = Cluster(
        initialize_head=True, head_node_args={**room, "include_dashboard": False}
    )
    try:
        yield found, [found.add_node(**room) for _ in range(count - 1)]
    finally:
        ray.shutdown()
        found.shutdown()


class Watch:
    """Follows the files on the nodes: what was read there, and which node works."""

    def __init__(self, store: Path, secrets: list[str]):
        self.store, self.found, self.files = store, "", 0
        self.secret = re.compile("|".join(map(re.escape, secrets)).encode())
        self._seen: set[Path] = set()

    def look(self) -> None:
        found = [Path(top) / f for top, _, files in os.walk(self.store) for f in files]
        for path in found:
            if path not in self._seen and not path.is_symlink():
                try:
                    hit = self.secret.search(path.read_bytes())
                except FileNotFoundError:  # a trial has ended meanwhile
                    continue
                self._seen.add(path)
                self.found += f"{path}: {hit.group().decode()}\n" if hit else ""
        self.files = len(self._seen)

    def works(self, node: str) -> bool:
        """Whether a trial runs on a node."""
        return any(self.store.glob(f"*/*-{node[:12]}/trial-*/out"))


def test_twelve_trials_survive_the_loss_of_a_node(tmp_path):
    """Each ends once, though one node of three is killed while it works; a driver that
    is gone leaves nothing running; the ratio to one slot is printed."""
    from agent.cluster.driver import RaySlots
    from agent.records import Placing
    from agent.run.slots import LocalSlots
    from sandbox import open_sandbox

    run_dir, ready = begun(tmp_path / "home", "lossy")
    sandbox = open_sandbox("auto")
    store = tmp_path / "nodes"
    store.mkdir()
    watch = Watch(store, hidden_labels(run_dir))
    with cluster(store) as (nodes, (second, _)):
        placing = Placing(cluster=nodes.address)
        slots = RaySlots(placing, sandbox.name, "lossy", unsafe=False)
        assert slots.size() == 3
        drain(slots, [work(run_dir, ready, 90 + i, 0.1) for i in range(3)], bool)
        begin = time.monotonic()
        todo = [work(run_dir, ready, i, WAIT) for i in range(1, TRIALS + 1)]
        ended = drain(slots, todo, lambda _: watch.look())
        whole = time.monotonic() - begin
        assert [r.status for _, r in ended] == ["ok"] * TRIALS

        killed: list[float] = []

        def kill(done) -> None:
            watch.look()
            if not killed and len(done) >= 2 and watch.works(second.unique_id_hex):
                nodes.remove_node(second, allow_graceful=False)
                killed.append(time.monotonic())

        second.unique_id_hex = second._node_id
        again = [work(run_dir, ready, i, 6.0) for i in range(21, 21 + TRIALS)]
        ended = drain(slots, again, kill)
        assert killed, "no trial ever ran on the node to be killed"
        assert sorted(i for i, _ in ended) == list(range(21, 21 + TRIALS))
        assert [r.status for _, r in ended] == ["ok"] * TRIALS
        for one in again:
            assert f"{one.index}" in one.place.predictions.read_text()
            assert one.place.checkpoint.read_text() == "1", "one rung each"
        slots.submit(work(run_dir, ready, 50, 600.0))
        while not slots.cancel(50, "enough") and not (done := slots.poll()):
            time.sleep(0.05)
        assert [(i, r.status) for i, r in done] == [(50, "killed_by_user")]
        slots.close()
    assert watch.files > 4 and not watch.found, watch.found
    alone = LocalSlots(sandbox, 1)
    begin = time.monotonic()
    drain(alone, [work(run_dir, ready, 70 + i, WAIT) for i in range(TRIALS)], bool)
    single = time.monotonic() - begin
    print(f"\n{TRIALS} trials that wait {WAIT:g} s: one slot {single:.1f} s, nodes")
    print(f"{whole:.1f} s: {single / whole:.2f} times the throughput")


def test_a_whole_run_on_a_cluster_and_its_driver_killed(toy, tmp_path):
    """Real projects; the run process is killed, the same command goes on."""
    from agent.run import events, rundir

    store = tmp_path / "nodes"
    store.mkdir()
    say = "Predict whether there is an alarm. Metric: F1."
    with cluster(store) as (nodes, _):
        words = ("run", say, "--data", toy, "--minutes", 20, "--trials", TRIALS)
        words += ("--cluster", nodes.address, "--no-model", "--json")
        words += ("--trial-memory", 1500)
        forgeweld(*words, "--detach", cwd=tmp_path)
        (run_dir,) = (p.parent for p in tmp_path.glob("generated/*/run.json"))
        log = run_dir / events.FILE
        while sum(e.type == "trial.finished" for e in events.read(log)) < 3:
            time.sleep(0.2)
            assert rundir.pid(run_dir), (run_dir / "runner.log").read_text()
        before = [e for e in events.read(log) if e.type == "trial.finished"]
        os.kill(rundir.pid(run_dir) or 0, signal.SIGKILL)
        done = forgeweld(*words, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    seen = list(events.read(log))
    ended = [e.trial for e in seen if e.type == "trial.finished"]
    assert sorted(ended) == list(range(1, TRIALS + 1)), "each once, none lost"
    assert ended[: len(before)] == [e.trial for e in before]
    history = events.trials(seen)
    assert all(t.result.isolation.backend for t in history)
    assert sum(t.select is not None for t in history) >= TRIALS - 2
