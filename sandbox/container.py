"""Programs in a container of docker or podman: namespaces and cgroups by an engine.

The image is empty and made here; system, Python and mounts are bind-mounted as under
bwrap, so no image has to be downloaded, kept up to date or trusted.
"""

import math
import os
import random
import sys
import uuid

from sandbox import cgroup, engine, gpu, gpu_watch, order, seccomp, selftest
from sandbox.base import Isolation, Job, Limits, Probe, RunResult, Tick
from sandbox.engine import Contained, Engine, EngineError
from sandbox.engine_policy import arguments, root_inside
from sandbox.groups import Watched
from sandbox.supervisor import failed, supervise

ENGINES = ("docker", "podman")
"""Clients that are asked, in this order."""
_NOTES = (
    "disk is watched: a program can pass the limit by what it writes in 0.2 s",
    "whoever may use a docker that runs as root is root: the engine is trusted",
    "bugs of the kernel and of the engine, timing side channels",
)
_ROOT_INSIDE = (
    "the program is root in the engine's user namespace: it owns its /dev, 64 MB that "
    "count as its memory, and no rlimit counts its processes"
)
_UNSEEN = (
    "the engine's processes can't be seen from here: memory, disk in deleted files and "
    "idleness are not watched, and peaks are those of the largest process"
)


class Container:
    """Runs programs in containers of the first engine that passes the self-test."""

    name = "container"

    def __init__(self, engines: tuple[str, ...] = ENGINES):
        self._engines = engines
        self._engine: Engine | None = None
        self._image = ""
        self.machine = gpu.HERE

    def probe(self) -> Probe:
        """Run the self-test inside, with each engine that answers."""
        reasons, fixes = [], []
        for command in self._engines:
            try:
                found = self._open(command)
            except EngineError as error:
                reasons.append(str(error))
                fixes.append(error.fix)
                continue
            if (reason := selftest.run(self)) is None:
                here = _isolation(found, None)
                said = f"self-test passed with {found.version}; {here.limits}"
                return Probe(backend=self.name, ok=True, reason=said, notes=here.notes)
            failure = EngineError(f"{found.version}: {reason}")
            reasons.append(str(failure))
            fixes.append(failure.fix)
        self._engine = None
        fix = " ".join(dict.fromkeys(f for f in fixes if f))
        return Probe(
            backend=self.name,
            ok=False,
            reason="; ".join(reasons),
            fix=fix or "Install podman (apt install podman runc).",
            notes=_NOTES,
        )

    def run(self, job: Job, limits: Limits, tick: Tick | None = None) -> RunResult:
        """See `sandbox.base.Sandbox`. Raises ValueError for a malformed job."""
        job = order.checked(job)
        if self._engine is None:
            probe = self.probe()
            if self._engine is None:
                return failed(_isolation(None, None), probe.reason)
        uid = _fresh_uid(self._engine)
        if uid is not None and (closed := order.closed_mount(job)) is not None:
            return failed(_isolation(self._engine, uid), closed)
        try:
            with gpu_watch.lease(limits, tick, self.machine, uid) as gpus:
                result, held = self._run(self._engine, job, limits, tick, uid, gpus)
                if result.status == "sandbox_error" and held.visible is None:
                    # nothing of it ran; runc loses a start in some hundreds
                    result, held = self._run(self._engine, job, limits, tick, uid, gpus)
        except gpu_watch.Refused as refusal:
            return gpu_watch.refused(refusal, _isolation(self._engine, uid))
        if held.visible is not False:
            return result
        notes = (*result.isolation.notes, _UNSEEN)
        told = result.isolation.model_copy(update={"notes": notes})
        return result.model_copy(update={"isolation": told})

    def _run(
        self,
        found: Engine,
        job: Job,
        limits: Limits,
        tick: Tick | None,
        uid: int | None,
        gpus: gpu_watch.Watch | None,
    ) -> tuple[RunResult, Contained]:
        held = Contained(found, f"forgeweld-{uuid.uuid4().hex[:16]}")
        launch = _launch(held, self._image, job, limits, uid, gpus)
        return supervise(launch, limits, tick), held

    def _open(self, command: str) -> Engine:
        found = engine.ask(command)
        engine.sweep(found)
        self._image = engine.image(found, _users(found))
        self._engine = found
        return found


def _fresh_uid(found: Engine) -> int | None:
    """The user who runs the program, where that is none of this machine's."""
    return order.fresh_uid() if os.getuid() == 0 and not found.rootless else None


def _users(found: Engine) -> range:
    """Whom the image must have a name for."""
    if os.getuid() == 0 and not found.rootless:
        return order.FRESH
    uid = 0 if root_inside(found) else os.getuid()
    return range(uid, uid + 1)


def _isolation(found: Engine | None, uid: int | None) -> Isolation:
    limits, notes = cgroup.promise(
        Watched("", Limits(), 1) if found is None else found.group()
    )
    user = "this user" if uid is None else "a user id of its own"
    if found is not None and found.rootless:
        user = "this user in a user namespace"
    if found is not None and root_inside(found):
        notes = (*notes, _ROOT_INSIDE)
    return Isolation(
        backend="container",
        files="only the system, this Python and the job's folders exist",
        network="none: an empty network namespace with its own loopback",
        processes=f"own PID namespace, {user}, no capabilities, the engine's seccomp "
        "profile and our deny-list",
        limits=limits,
        notes=(*notes, *_NOTES),
    )


def _launch(
    held: Contained,
    image: str,
    job: Job,
    limits: Limits,
    uid: int | None,
    gpus: gpu_watch.Watch | None = None,
) -> order.Launch:
    found, passed = held.engine, gpu_watch.passed(gpus)
    places = {name: f"/job/{name}" for name in job.mounts}
    rlimits = order.rlimits(limits)
    # a count of our own: of a fresh user, or of a namespace that is this container's
    if uid is not None or (found.rootless and found.podman):
        rlimits["NPROC"] = limits.pids + 1  # one is the launcher
        if "pids" in found.holds:  # which should refuse first, as it counts refusals
            rlimits["NPROC"] += 1 + limits.pids // 4
    told = order.new_order(
        order.arguments(job, places),
        order.environment(job, "/home/user", "/tmp") | dict(passed.env),
        places[job.cwd],
        rlimits,
    )
    # the engine dropped privileges; it is the end of our input that ends the launcher
    filtered = seccomp.build(internet=True, memfd=passed.memfd)
    told |= {"parent": None, "seccomp": order.encoded(filtered)}
    if limits.cpus is not None and "cpu" not in found.holds:
        cores = sorted(os.sched_getaffinity(0))
        most = max(1, math.ceil(limits.cpus))
        told["cores"] = random.sample(cores, min(most, len(cores)))
    words = arguments(found, held.name, job, limits, uid, passed)
    python = [sys.executable, "-I", "-S", "-X", f"forgeweld={held.name}", "/launch.py"]
    return order.Launch(
        command=[found.command, *words, image, *python],
        order=told,
        writable={n: m.path for n, m in job.mounts.items() if m.writable},
        isolation=_isolation(found, uid),
        tmpfs=(*order.TMPFS, "/dev"),
        owner=uid,
        env=engine.environment(),
        held=held,
        gpus=gpus,
        groups=False,  # the engine makes one
    )
