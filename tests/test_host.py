"""What the machine has, a container's limits included: real cgroups where root may."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import hierarchy, host

TELL = "from sandbox import host; print(host.cores(), host.memory_mb())"


@pytest.fixture
def small() -> Iterator[list[Path]]:
    """Groups of one core and 2^29 bytes, as a container would be in."""
    found, made = hierarchy.mounted(), []
    limits = {
        "memory": {"memory.limit_in_bytes": str(2**29), "memory.max": str(2**29)},
        "cpu": {"cpu.cfs_quota_us": "100000", "cpu.max": "100000 100000"},
    }
    try:
        for controller, files in limits.items():
            place = found.v1.get(controller) or found.v2
            assert place, "no cgroup file system is mounted"
            folder = place.own / f"forgeweld-test-{os.getpid()}"
            folder.mkdir(exist_ok=True)
            made.append(folder)
            every = [(folder / name, text) for name, text in files.items()]
            there = [(path, text) for path, text in every if path.exists()]
            assert there, f"{controller} can't be limited in {folder}"
            for path, text in there:
                path.write_text(text)
    except (OSError, AssertionError) as error:
        pytest.skip(f"no cgroup to be had: {error}")
    yield made
    for folder in dict.fromkeys(made):
        hierarchy.remove(folder)


def test_limits_of_a_container_count(small):
    enter = "".join(f"echo $$ > {folder}/cgroup.procs; " for folder in small)
    command = ["sh", "-c", f'{enter}exec "$0" -c "$1"', sys.executable, TELL]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "536"]


def test_a_program_gets_no_more_than_there_is():
    assert 1 <= host.cores() <= len(os.sched_getaffinity(0))
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    assert 0 < host.memory_mb() <= pages // 1_000_000


def test_an_affinity_is_fewer_cores():
    one = min(os.sched_getaffinity(0))
    command = ["taskset", "-c", str(one), sys.executable, "-c", TELL]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "1"


def test_cores_that_others_keep_busy_are_not_free():
    assert 1 <= host.free_cores() <= host.cores()
    spin = [sys.executable, "-I", "-S", "-c", "while True: pass"]
    others = [subprocess.Popen(spin) for _ in range(3 * host.cores())]
    try:
        assert host.free_cores(1.0) <= max(1, host.cores() // 2)
    finally:
        for other in others:
            other.kill()
            other.wait()
