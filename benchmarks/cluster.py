"""How many slots one driver keeps busy: a simulation with recorded times of trials.

    python benchmarks/cluster.py [--times FILE] [--slots 1 10 100 1000] [--each 20]

A slot runs trials as long as recorded ones; the driver does one thing at a time: what
follows the end of a trial (scoring, judging) before what precedes a new one (proposing,
rendering). `--carry` adds what a trial costs it in a cluster: packing and sending.
"""

import argparse
import heapq
import json
import random
from collections import deque
from pathlib import Path

RECORDED = Path(__file__).with_name("trial_times.json")
CARRY = 0.03
"""Seconds to pack, put, fetch and unpack a trial's folders."""
Times = list[tuple[float, float, float]]


def simulate(
    times: Times, slots: int, trials: int, seed: int = 0
) -> tuple[float, float]:
    """(efficiency, share of the time in which the driver works) of so many trials.

    Efficiency is the time that the slots worked, in parts of all that they had until no
    trial was left to start; the end, when they run empty, does not count.
    """
    draw = random.Random(seed)
    todo = deque(draw.choice(times) for _ in range(trials))
    running: list[tuple[float, float, float]] = []  # (end, what follows it, its start)
    now = busy = worked = 0.0
    free = slots
    while todo:
        if running and running[0][0] <= now:
            end, after, begin = heapq.heappop(running)
            worked += end - begin
            free += 1
            now, busy = now + after, busy + after
        elif free:
            wall, before, after = todo.popleft()
            now, busy = now + before, busy + before
            heapq.heappush(running, (now + wall, after, now))
            free -= 1
        else:
            now = running[0][0]
    worked += sum(min(end, now) - begin for end, _, begin in running)
    return worked / (slots * now), busy / now


def limit(times: Times) -> float:
    """Slots beyond which the driver can't keep up: seconds of a trial in parts of the
    seconds that it costs the driver."""
    return sum(t[0] for t in times) / sum(t[1] + t[2] for t in times)


def main() -> None:
    """Print a table for trials as recorded, and for ones ten times as long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=Path, default=RECORDED)
    parser.add_argument("--slots", type=int, nargs="+", default=[1, 10, 100, 1000])
    parser.add_argument("--each", type=int, default=20, help="trials a slot")
    parser.add_argument("--carry", type=float, default=CARRY, help="seconds a trial")
    args = parser.parse_args()
    read = json.loads(args.times.read_text())["trials"]
    times = [(wall, before + args.carry, after) for wall, before, after in read]
    mean = [sum(column) / len(times) for column in zip(*times, strict=True)]
    print(
        f"{len(times)} trials: {mean[0]:.1f} s each in a slot, "
        f"{mean[1] + mean[2]:.2f} s of the driver"
    )
    for factor in (1, 10, 100):
        longer = [(factor * wall, *rest) for wall, *rest in times]
        print(f"\ntrials {factor} times as long: the driver feeds {limit(longer):.0f}")
        print(f"{'slots':>7} {'efficiency':>11} {'driver busy':>12} {'times one':>10}")
        alone = simulate(longer, 1, 50 * args.each)[0]
        for slots in args.slots:
            share, driver = simulate(longer, slots, slots * args.each)
            gain = share * slots / alone
            print(f"{slots:7d} {share:11.1%} {driver:12.1%} {gain:10.1f}")


if __name__ == "__main__":
    main()
