"""What is served: the columns of a model, its answers, limits and counts."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper ends, in seconds, of the histogram of times."""


@dataclass
class Metrics:
    """Counts since the start, in Prometheus' text format."""

    started: float = field(default_factory=time.time)
    requests: Counter = field(default_factory=Counter)
    buckets: Counter = field(default_factory=Counter)
    seconds: float = 0.0
    rows: int = 0
    faulty: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, path: str, status: int, seconds: float) -> None:
        """One request that was answered."""
        with self.lock:
            self.requests[path, status] += 1
            if path == "/predict":
                self.seconds += seconds
                self.buckets[next((b for b in BUCKETS if seconds <= b), None)] += 1

    def add_rows(self, rows: int, faulty: int) -> None:
        """Rows that were predicted, and how many of them had an error."""
        with self.lock:
            self.rows += rows
            self.faulty += faulty

    def text(self) -> str:
        """All of it, a figure a line."""
        with self.lock:
            lines = ["# TYPE forgeweld_requests_total counter"]
            for (path, status), count in sorted(self.requests.items()):
                label = f'{{path="{path}",status="{status}"}}'
                lines.append(f"forgeweld_requests_total{label} {count}")
            lines.append("# TYPE forgeweld_predict_seconds histogram")
            total = 0
            for bucket in (*BUCKETS, None):
                total += self.buckets[bucket]
                end = "+Inf" if bucket is None else f"{bucket:g}"
                lines.append(f'forgeweld_predict_seconds_bucket{{le="{end}"}} {total}')
            lines.append(f"forgeweld_predict_seconds_sum {self.seconds:.6f}")
            lines.append(f"forgeweld_predict_seconds_count {total}")
            counters = {"rows": self.rows, "row_errors": self.faulty}
            for name, value in counters.items():
                lines.append(f"# TYPE forgeweld_{name}_total counter")
                lines.append(f"forgeweld_{name}_total {value}")
            lines.append("# TYPE forgeweld_start_time_seconds gauge")
            lines.append(f"forgeweld_start_time_seconds {self.started:.3f}")
        return "\n".join(lines) + "\n"


@dataclass
class Service:
    """A model as it is served over HTTP."""

    title: str
    columns: dict[str, str]
    """Input columns: number, text, array or file."""
    words: tuple[str, ...]
    """Columns of answers that are text; the others are numbers."""
    answer: Callable
    """A `requests.Request` to names of columns and a line of cells per row, the last of
    them what was wrong; raises `requests.Refused`."""
    body: int = 32_000_000
    """Bytes of a request, at most."""
    rows: int = 1000
    """Rows of a request, at most."""
    files: int = 1000
    """Files of a request, at most."""
    connections: int = 64
    """Connections at a time, at most."""
    seconds: float = 30.0
    """A silent connection is closed after so long."""
    metrics: Metrics = field(default_factory=Metrics)

    def predictions(self, columns: list[str], lines: list[list[str]]) -> list[dict]:
        """Answers as JSON has them: numbers as numbers, null for none."""
        kept = {*self.words, "error"}
        found = []
        for line in lines:
            row: dict[str, object] = {}
            for name, cell in zip(columns, line, strict=True):
                if name == "set":
                    row[name] = json.loads(cell) if cell else None
                elif name in kept:
                    row[name] = cell or None
                else:
                    row[name] = float(cell) if cell else None
            found.append(row)
        self.metrics.add_rows(len(lines), sum(bool(line[-1]) for line in lines))
        return found
