"""Curves with fewer points that look the same (Steinarsson 2013, LTTB)."""

from collections.abc import Sequence


def thinned(
    steps: Sequence[float], values: Sequence[float], points: int
) -> tuple[list[float], list[float]]:
    """At most `points` (3 and more) of a curve: the first, the last, and from each of
    equal parts between the one that spans the largest triangle with its neighbours."""
    n, points = len(steps), max(points, 3)
    if n <= points:
        return list(steps), list(values)
    kept = [0]
    width = (n - 2) / (points - 2)
    for part in range(points - 2):
        low, high = 1 + int(part * width), 1 + int((part + 1) * width)
        after = range(high, min(n, 1 + int((part + 2) * width)))
        x = sum(steps[i] for i in after) / len(after)
        y = sum(values[i] for i in after) / len(after)
        a, b = steps[kept[-1]], values[kept[-1]]

        def area(i: int, a=a, b=b, x=x, y=y) -> float:
            return abs((a - x) * (values[i] - b) - (a - steps[i]) * (y - b))

        kept.append(max(range(low, high), key=area))
    kept.append(n - 1)
    return [steps[i] for i in kept], [values[i] for i in kept]
