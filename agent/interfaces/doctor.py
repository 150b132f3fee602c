"""`forgeweld doctor`: what this machine has, which sandboxes work, and the model."""

import importlib.util
import platform
import sys
from importlib import import_module, metadata
from pathlib import Path

from pydantic import Field

from agent import __version__
from agent.errors import SandboxError
from agent.hygiene import line
from agent.interfaces import auth
from agent.interfaces.auth import Checked
from agent.interfaces.language import t
from agent.interfaces.screen import put, put_json, put_table
from agent.pretrained import packages
from agent.proposers.classical import LIGHTGBM_FIX, lightgbm_works
from agent.records import Pretrained, Record
from sandbox import AUTO, host, probe_all
from sandbox.base import Probe


class Machine(Record):
    """What `doctor --json` prints."""

    forgeweld: str = __version__
    python: str = Field(default_factory=platform.python_version)
    executable: str = sys.executable
    torch: str | None
    """Version of the installed package, which is not imported; None without one."""
    lightgbm: str | None = None
    """Version of the installed package, if it finds the OpenMP library it needs."""
    encoders: tuple[Pretrained, ...] = ()
    """Pretrained encoders that installed packages carry, and that runs use."""
    cores: int
    """That this process may use."""
    memory_mb: int
    free_mb: int
    """Memory that programs can have without swapping."""
    gpu: tuple[str, ...] | None
    """What `sandbox.gpu` says, a line each; None if this version has no such part."""
    model: Checked | None = None
    """The language model, asked for at most 10 s; None if none is configured."""
    backends: tuple[Probe, ...]
    """Each after a real self-test."""


def doctor(*, as_json: bool) -> int:
    """Probe, print, and return 0, or 8 if no sandbox that isolates works here."""
    found = examine()
    if as_json:
        put_json(found.model_dump(mode="json"))
    else:
        show(found)
    works = any(p.ok and p.backend != "process" for p in found.backends)
    return 0 if works else SandboxError.exit_code


def examine() -> Machine:
    """Look at the machine and try every backend."""
    memory = _memory()
    return Machine(
        torch=_version("torch"),
        lightgbm=_version("lightgbm") if lightgbm_works() else None,
        encoders=tuple(one.record for one in packages.installed()),
        cores=host.cores(),
        memory_mb=host.memory_mb(),
        free_mb=memory["MemAvailable"],
        gpu=gpu(),
        model=auth.checked(),
        backends=probe_all(),
    )


def gpu() -> tuple[str, ...] | None:
    """What the sandbox's GPU part tells of this machine; None without that part."""
    if importlib.util.find_spec("sandbox.gpu") is None:
        return None
    found = import_module("sandbox.gpu").find()
    devices = [f"{d.name}, {d.total_mb:,.0f} MB, {d.uuid}" for d in found.devices]
    driver = [f"driver {found.driver}"] if found.driver else []
    return (*devices, *driver, *([found.reason] if found.reason else []))


def show(found: Machine) -> None:
    """The machine in some lines, the backends in a table, their gaps below it."""
    put(f"forgeweld  {found.forgeweld}")
    put(f"python     {found.python}  {found.executable}")
    put(f"torch      {found.torch or 'not installed'}")
    put(f"lightgbm   {found.lightgbm or 'does not work: no boosted trees'}")
    if not found.lightgbm:
        put(f"{'':10} fix: {LIGHTGBM_FIX}")
    for i, one in enumerate(found.encoders):
        about = f"{one.name}: {one.kind}, {one.mb:.0f} MB, {one.source}, {one.license}"
        put(f"{'' if i else 'encoders':10} {line(about)}")
    if not found.encoders:
        put("encoders   none: all is learnt from scratch (README: Pretrained encoders)")
    put(f"cores      {found.cores}")
    put(f"memory     {found.memory_mb:,} MB, {found.free_mb:,} MB free")
    for i, text in enumerate(found.gpu or ()):
        put(f"{'' if i else 'GPU':10} {text}")
    if found.model:
        said = found.model.diagnosis
        put(f"model      {'✓' if said.ok else '✗'} {said.what}")
        if not said.ok:
            put(f"{'':10} fix: {said.fix} (forgeweld auth says more)")
    put("")
    put_table(_table(found.backends), width=120)
    put("")
    works = [p.backend for p in found.backends if p.ok]
    first = next((name for name in AUTO if name in works), None)
    if first:
        put(
            t(
                "Programs run in {backend}, unless --sandbox names another one.",
                backend=first,
            )
        )
    else:
        put(
            t("No sandbox works here, so nothing is run. One of the fixes above helps.")
        )
    put(t("What each leaves open:"))
    put("")
    put_table(_open(found.backends), width=120)


def _table(probes: tuple[Probe, ...]):  # no type: rich is slow to import
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for probe in probes:
        bare = probe.backend == "process"
        mark = "✗" if not probe.ok else "!" if bare else "✓"
        only = "; only with --unsafe" if bare else ""
        table.add_row(mark, probe.backend, line(probe.reason) + only)
        if probe.fix and not probe.ok:
            table.add_row("", "", "fix: " + line(probe.fix))
    return table


def _open(probes: tuple[Probe, ...]):
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for probe in probes:
        for i, note in enumerate(probe.notes if probe.ok else ()):
            table.add_row("" if i else probe.backend, "· " + line(note))
    return table


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _memory() -> dict[str, int]:
    """/proc/meminfo, MB by name."""
    found = {}
    for row in Path("/proc/meminfo").read_text().splitlines():
        name, _, rest = row.partition(":")
        if rest.endswith(" kB"):
            found[name] = int(rest.split()[0]) * 1024 // 1_000_000
    return found
