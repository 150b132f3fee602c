"""Starts the first process of a sandbox, joined to us by three pipes."""

import os
import subprocess

from sandbox import cgroup
from sandbox.base import Limits
from sandbox.groups import Group
from sandbox.order import Launch


def start(
    launch: Launch, group: Group, limits: Limits
) -> tuple[subprocess.Popen[bytes], int, int, int]:
    """Start it inside `group`, in a session of its own.

    Returns it with the descriptors to tell it things, to learn facts and to read the
    program's output. Closes the group and raises OSError if it can't be started.
    """
    rlimits, held = launch.order["rlimits"], launch.held is not None
    if group.holds and "NPROC" in rlimits:
        # the group should refuse first, because it counts its refusals
        rlimits["NPROC"] += 1 + limits.pids // 4
    control_r, control = os.pipe()
    status, status_w = os.pipe()
    output, output_w = os.pipe()
    # an engine passes no descriptor on: there facts come on the standard error
    facts = 2 if held else status_w
    try:
        # the thread that forks must live as long as the run: the parent-death
        # signal of bwrap and of the launcher is sent when that thread ends
        with cgroup.fewer_cores(None if group.holds_cpus else limits.cpus):
            process = subprocess.Popen(
                [*group.prefix(), *launch.command, str(facts)],
                stdin=control_r,
                stdout=output_w,
                stderr=status_w if held else output_w,
                pass_fds=(*launch.fds, *([] if held else [status_w])),
                start_new_session=True,
                cwd="/",
                env={**launch.env, **group.env},
            )
    except OSError:
        group.close()
        for fd in (control, status, output):
            os.close(fd)
        raise
    finally:
        for fd in (control_r, status_w, output_w):
            os.close(fd)
    group.started(process.pid)
    return process, control, status, output
