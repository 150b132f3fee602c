"""What the planned networks will need of this machine, as lines and for JSON."""

from typing import Any

from agent.errors import UsageError
from agent.interfaces.language import t
from agent.resources import estimate
from agent.run.prepare import Prepared
from sandbox import NoSandbox, open_sandbox


def told(ready: Prepared, slots: int = 1, processes: int = 1) -> dict[str, Any]:
    """The machine, and an estimate for each network among the plans, trained by so many
    processes; `why` there is none, where no sandbox works to measure in."""
    machine = estimate.here(ready.spec.constraints.max_memory_mb, slots)
    try:
        sandbox = open_sandbox("auto")
    except NoSandbox as error:
        why = str(error).splitlines()[0]
        return {"machine": vars(machine), "plans": [], "why": why}
    found = estimate.estimates(ready, sandbox, machine, processes)
    plans = [one.told() for one in found]
    return {"machine": vars(machine), "plans": plans, "why": None}


def words(needs: dict[str, Any]) -> list[str]:
    """The estimates in lines."""
    machine, plans = needs["machine"], needs["plans"]
    most = machine["gpu_mb"] or machine["memory_mb"]
    place = machine["gpu"] or t("a trial, on the CPU")
    lines = [t("memory {most} MB for {place}", most=f"{most:,.0f}", place=place)]
    if needs["why"]:
        lines.append(t("       not measured: {why}", why=needs["why"]))
    for one in plans:
        epoch = one["epoch_s"]
        time = f", {epoch:.1f} CPU s an epoch" if epoch is not None else ""
        fit = "" if one["fits"] else f" ✗ does not fit: {one['remedy']}"
        size = f"{one['params'] / 1e6:.2f} M params, {one['memory_mb']:,.0f} MB"
        lines.append(f"       {one['plan']:18} {size}{_shares(one)}{time}{fit}")
    return lines


def _shares(one: dict[str, Any]) -> str:
    """Who needs so much, where that is one of several processes."""
    if one["processes"] == 1:
        return ""
    each = t(" in each of {n} processes", n=one["processes"])
    if one["whole_mb"] is None:
        return each
    copies = f"{one['whole_mb']:,.0f}"
    return each + t(", weights sharded (with copies {mb} MB)", mb=copies)


def refuse(needs: dict[str, Any]) -> None:
    """Raise UsageError if none of the networks that were measured fits."""
    plans = needs["plans"]
    if not plans or any(one["fits"] for one in plans):
        return
    least = min(plans, key=lambda one: one["memory_mb"])
    machine, count = needs["machine"], least["processes"]
    shared = "" if machine["gpu_mb"] or count == 1 else f", for {count} processes"
    most = machine["gpu_mb"] or machine["memory_mb"]
    raise UsageError(
        f"none of {len(plans)} networks fits into this machine's memory",
        where=f"{least['plan']}, the smallest: {least['memory_mb']:,.0f} MB",
        why=f"{most:,.0f} MB are there{shared}, and a margin is left",
        fix=least["remedy"],
    )
