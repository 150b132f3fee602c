"""Runs and measures untrusted programs. Knows nothing of `agent`."""

from importlib import import_module

from sandbox.base import NoSandbox, Probe, Sandbox

__all__ = [
    "NoSandbox",
    "Probe",
    "Sandbox",
    "forget_failures",
    "open_sandbox",
    "probe_all",
]

BACKENDS = {
    "bwrap": "sandbox.bwrap:Bwrap",
    "container": "sandbox.container:Container",
    "landlock": "sandbox.landlock:Landlock",
    "process": "sandbox.process:Process",
}
"""Name to place; `process` isolates nothing and is taken only by its own name."""
AUTO = ("bwrap", "container", "landlock")
"""What `auto` tries, best first."""

_probed: dict[str, tuple[Sandbox, Probe]] = {}


def open_sandbox(backend: str = "auto") -> Sandbox:
    """The sandbox called `backend`, or the first of `AUTO` whose self-test passes.

    Raises ValueError for an unknown name, NoSandbox if none that was asked for works.
    """
    if backend != "auto" and backend not in BACKENDS:
        raise ValueError(f"no backend {backend!r}; there are {', '.join(BACKENDS)}")
    failures = []
    for name in AUTO if backend == "auto" else (backend,):
        sandbox, probe = _probe(name)
        if probe.ok:
            return sandbox
        failures.append(probe)
    raise NoSandbox(tuple(failures))


def probe_all() -> tuple[Probe, ...]:
    """What every backend says of itself here, each after a real self-test."""
    return tuple(_probe(name)[1] for name in BACKENDS)


def forget_failures() -> None:
    """Have the backends that failed try themselves anew at the next call: on a busy
    machine a self-test may only have been too slow."""
    for name in [n for n, (_, probe) in _probed.items() if not probe.ok]:
        del _probed[name]


def _probe(name: str) -> tuple[Sandbox, Probe]:
    if name not in _probed:  # for this process only: a reboot or a sysctl changes it
        module, _, cls = BACKENDS[name].partition(":")
        sandbox: Sandbox = getattr(import_module(module), cls)()
        _probed[name] = sandbox, sandbox.probe()
    return _probed[name]
