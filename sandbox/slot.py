"""One sandbox that holds a zygote: its folder, its two pipes, its supervisor's thread.

Answers are hostile data: one line, of bounded length, checked against a record.
"""

import json
import os
import select
import shutil
import tempfile
import threading
import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sandbox import seccomp
from sandbox.base import Job, Limits, Log, Mount, RunResult, Sandbox, Status, Tick
from sandbox.quota import remove
from sandbox.watch import Tree, parent_of, with_argument

OWN = ("code", "pipes", "work", "desk", "papers")
"""Names of mounts that are taken here; `@work` is a request's own, fresh folder. What
lies in `desk` may be written by a request that is given it, in `papers` only read."""
_WRITABLE = ("pipes", "work", "desk")
SCOPED = 6
"""Version of Landlock from which a child can't signal its parent."""
_START_S, _SLACK_S, _LOOK_S = 120.0, 10.0, 0.2
_LIFE_S = 86_400.0
_MOST_BYTES = 1 << 22
_KEPT, _MOST_LOG = 16_000, 1 << 28
_CODE = ("zygote.py", "launch.py")


class Hint(BaseModel):
    """What a check came to, as told by a process that the check could have fooled."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: Status
    reason: str
    exit_code: int | None = None
    signal: int | None = None
    wall_s: float = 0.0
    cpu_s: float = 0.0
    """From the fork to the death of the last descendant; no share of the imports."""
    confined: bool = False
    """Whether Landlock held the check to its own folder, apart from its parent."""
    log: Log = Log()


class Said(BaseModel):
    """One answer of the zygote; anything else that comes is not one."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: int
    landlock: int = 0
    refused: str | None = None
    wait: int | None = Field(default=None, ge=0, le=0xFFFF)
    late: bool = False
    flood: bool = False
    clean: bool = False
    wall_s: float = Field(default=0.0, ge=0, le=_LIFE_S)
    cpu_s: float = Field(default=0.0, ge=0, le=1000 * _LIFE_S)
    rss_kb: int = Field(default=0, ge=0)
    head: str = ""
    tail: str = ""
    dropped: int = Field(default=0, ge=0)

    @property
    def code(self) -> int | None:
        """Exit code, or minus the signal; None without a status that wait gives."""
        try:
            return None if self.wait is None else os.waitstatus_to_exitcode(self.wait)
        except ValueError:
            return None


class Slot:
    """A zygote from its start to its death; see `zygote.py` for the other end."""

    def __init__(
        self,
        sandbox: Sandbox,
        mounts: dict[str, Mount],
        limits: Limits,
        env: dict[str, str],
        modules: tuple[str, ...],
        folder: Path | None = None,
    ):
        """`folder` gets this slot's own folder, instead of the temporary one."""
        self.odd = False
        """Whether something happened after which it may not be asked again."""
        self.count = 0
        self.result: RunResult | None = None
        self._sandbox = sandbox
        self._fault = "the zygote could not be started"
        self.ready = False
        self.landlock = 0
        """Version of the kernel's Landlock that confines its children, once ready."""
        self.imports_s = 0.0
        """CPU time of the imports, once ready."""
        self.spent_s = 0.0
        """CPU time of the programs that have ended."""
        self._tree: Tree | None = None
        self.known: frozenset[int] = frozenset()
        """Processes in the sandbox that are ours."""
        self._stop: str | None = None
        self._rest = b""
        self.folder = Path(tempfile.mkdtemp(prefix="forgeweld-warm-", dir=folder))
        self._make_folders()
        # Two FIFOs in a mounted folder: every backend can mount one, so neither the
        # launcher nor the supervisor has to know of it. Opened for both directions,
        # they never block and never end; without a name, no child can open them.
        self._requests, self._answers = (
            os.open(self.folder / "pipes" / name, os.O_RDWR | os.O_NONBLOCK)
            for name in ("requests", "answers")
        )
        self._gone, self._gone_w = os.pipe()
        own = {
            name: Mount(path=self.folder / name, writable=name in _WRITABLE)
            for name in OWN
        }
        named = [word for name in (*mounts, *OWN) for word in (name, f"@{name}")]
        named += ["slot", self.folder.name]  # to be known by, from outside
        argv = ("python", "@code/zygote.py", ",".join(modules))
        job = Job(argv=(*argv, *named), mounts={**mounts, **own}, cwd="work", env=env)
        changes = {"wall_s": _LIFE_S, "grace_s": 0.2, "idle_s": None, "gpus": 0}
        # the supervisor's thread must live as long as what it has forked: so its own
        self._thread = threading.Thread(
            target=self._live,
            args=(job, limits.model_copy(update=changes)),
            daemon=True,
        )
        self._thread.start()

    def _make_folders(self) -> None:
        for name in OWN:
            (self.folder / name).mkdir()
        for name in _CODE:
            shutil.copyfile(Path(__file__).parent / name, self.folder / "code" / name)
            (self.folder / "code" / name).chmod(0o644)
        calls = self.folder / "code" / "calls.bpf"
        calls.write_bytes(seccomp.build(internet=True, others=False))
        calls.chmod(0o644)
        for name in ("requests", "answers"):
            os.mkfifo(self.folder / "pipes" / name, 0o600)
        for folder in (self.folder, *(self.folder / name for name in OWN)):
            folder.chmod(0o755)  # as root, the program is another user

    def _live(self, job: Job, limits: Limits) -> None:
        try:
            self.result = self._sandbox.run(job, limits, lambda: self._stop)
        except ValueError as error:  # a malformed job
            self._fault = str(error)
        finally:
            os.close(self._gone_w)

    def wait_ready(self, tick: Tick | None) -> Hint | None:
        """None once the imports are done; else why they never will be."""
        if self.ready:
            return None
        said = self._listen(0, _START_S, tick)
        if isinstance(said, Hint):
            return said
        for name in ("requests", "answers"):
            (self.folder / "pipes" / name).unlink()
        self.ready, self.landlock = True, said.landlock
        self.imports_s = said.cpu_s
        # nothing foreign has run yet: who is here now is ours
        zygote = with_argument(self.folder.name)
        launcher = parent_of(zygote) if zygote is not None else None
        if launcher is not None:
            self._tree = Tree(launcher)
            self.known = frozenset(self._tree.survivors())
        return None

    def alone(self) -> bool:
        """Whether, as seen from outside, nobody but the zygote lives in the sandbox;
        False, too, where it can't be seen."""
        return self._tree is not None and self.known == set(self._tree.survivors())

    def check(
        self, argv: tuple[str, ...], cwd: str, seconds: float, tick: Tick | None
    ) -> Hint:
        """One fork; `odd` is set unless it ended by itself and left nobody."""
        said = self.ask(argv, cwd, seconds, tick)
        return said if isinstance(said, Hint) else self._judge(said, seconds)

    def ask(
        self,
        argv: tuple[str, ...],
        cwd: str,
        seconds: float,
        tick: Tick | None,
        **more: object,
    ) -> Said | Hint:
        """One fork: what the zygote says of it, or why it says nothing. `more` are
        fields of the request, where they are not those of a check."""
        self.count += 1
        cores = os.cpu_count() or 1
        request = {
            "id": self.count,
            "argv": argv,
            "cwd": cwd,
            "seconds": seconds,
            "rlimits": {"CPU": int(seconds * cores) + 5},
            "places": {},
            "writes": [],
            "shm": False,
            "grace": 0.0,
            "kept": _KEPT,
            "most": _MOST_LOG,
            **more,
        }
        os.write(self._requests, json.dumps(request).encode() + b"\n")
        said = self._listen(self.count, seconds + _SLACK_S, tick)
        if isinstance(said, Said):
            remove(self.folder / "work" / str(self.count))
        return said

    def end(self) -> None:
        """Ask the program that runs to end; it has its grace for that."""
        os.write(self._requests, b"end\n")

    def _judge(self, said: Said, seconds: float) -> Hint:
        """The answer in the words of a RunResult."""
        code = said.code
        self.odd = said.late or not said.clean or code is None or code < 0
        status: Status = "ok" if code == 0 else "error"
        reason = f"the check ended with exit code {code}"
        if said.refused is not None:
            status, reason = "sandbox_error", f"no fork was made: {said.refused[:200]}"
        elif said.late:
            status, reason = "timeout", f"the check ran longer than {seconds:g} s"
        elif code is None:
            status, reason = "sandbox_error", "how the check ended is not known"
        elif code < 0:
            reason = f"the check was ended by signal {-code}"
        return Hint(
            status=status,
            reason=reason,
            exit_code=code if code is not None and code >= 0 else None,
            signal=-code if code is not None and code < 0 else None,
            wall_s=round(said.wall_s, 3),
            cpu_s=round(said.cpu_s, 3),
            confined=self.landlock > 0,
            log=Log(head=said.head, tail=said.tail, dropped=said.dropped),
        )

    def _listen(self, number: int, patience: float, tick: Tick | None) -> Said | Hint:
        """The answer to request `number`, or why there is none; then it is odd."""
        deadline = time.monotonic() + patience
        poller = select.poll()
        for fd in (self._answers, self._gone):
            poller.register(fd, select.POLLIN)
        while b"\n" not in self._rest:
            ready = [fd for fd, _ in poller.poll(1000 * _LOOK_S)]
            if self._answers in ready:
                self._rest += os.read(self._answers, 1 << 16)
            elif self._gone in ready:
                return self._ended()
            elif tick is not None and (why := tick()) is not None:
                return self._abandon("killed_by_user", why)
            if time.monotonic() > deadline or len(self._rest) > _MOST_BYTES:
                return self._abandon("sandbox_error", "the zygote did not answer")
        line, _, self._rest = self._rest.partition(b"\n")
        try:
            said = Said.model_validate_json(line)
        except ValidationError:
            return self._abandon("sandbox_error", "the zygote's answer is none")
        if said.id != number or self._rest:
            return self._abandon("sandbox_error", "an answer that nobody asked for")
        return said

    def _abandon(self, status: Status, reason: str) -> Hint:
        self.odd = True
        return Hint(status=status, reason=reason)

    def wait_gone(self, seconds: float) -> bool:
        """Whether the whole sandbox ends within so many seconds."""
        poller = select.poll()
        poller.register(self._gone, select.POLLIN)
        return bool(poller.poll(1000 * seconds))

    def _ended(self) -> Hint:
        """The whole sandbox has ended: one of its limits was passed, or worse."""
        self._thread.join()
        result = self.result
        if result is None:
            return self._abandon("sandbox_error", self._fault)
        if result.status in ("oom", "disk", "pids", "output_limit"):
            return self._abandon(result.status, result.reason)
        said = (result.log.head + result.log.tail).strip()[-500:]
        return self._abandon("sandbox_error", f"{result.reason} {said}".strip())

    def stop(self, reason: str) -> None:
        """End it and wait until the whole tree is dead; its folder stays."""
        if self._stop is None:
            self._stop, self.odd = reason, True
            os.close(self._requests)  # to the zygote, the end of its work
            self._thread.join()
            for fd in (self._answers, self._gone):
                os.close(fd)
            if self._tree is not None:
                self._tree.close()

    def close(self, reason: str) -> None:
        """End it, and remove its folder, but never one that was lent to it."""
        self.stop(reason)
        if not any((self.folder / "desk").glob("*")):
            remove(self.folder)
