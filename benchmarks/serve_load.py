"""`forgeweld serve` under load: eight connections, broken requests among the others.

    python benchmarks/serve_load.py RUN --rows TABLE.csv [--requests N]

Every answer is compared with that of `forgeweld predict` for the same row, every
refusal with the status and the reason that it must have. Memory is that of the whole
tree, before and after. Ends with 1 at the first thing that is wrong.
"""

import argparse
import csv
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from watching import rss_mb, tree

FORGEWELD = str(Path(sys.executable).parent / "forgeweld")
JSON = {"Content-Type": "application/json"}
BROKEN = (
    (b"{", JSON, 400, "no JSON"),
    (b"[]", JSON, 422, "send a row"),
    (b'{"no such column": 1}', JSON, 422, "there is no such column"),
    (b"{}", {"Content-Type": "text/plain"}, 415, "application/json"),
    (b"x", {"Content-Type": "multipart/form-data; boundary=b"}, 400, "no whole"),
    (b"[" + b"{}," * 2000 + b"{}]", JSON, 413, "at most"),
    (b"{}", JSON | {"Origin": "http://elsewhere.example"}, 403, "other sites"),
)


class Load:
    """The requests that are left, and what came of those that were sent."""

    def __init__(self, address: str, rows: list[dict], wanted: list[dict], count: int):
        self.host, self.rows, self.wanted = urlsplit(address).netloc, rows, wanted
        self.left, self.lock = count, threading.Lock()
        self.seen: Counter = Counter()
        self.wrong: list[object] = []
        self.times: list[float] = []

    def work(self, seed: int) -> None:
        """One connection, until nothing is left."""
        rng = random.Random(seed)
        wire = http.client.HTTPConnection(self.host, timeout=120)
        while True:
            with self.lock:
                if self.left == 0:
                    return
                self.left -= 1
            begin = time.monotonic()
            try:
                fault = (
                    self.broken(wire, rng)
                    if rng.random() < 0.2
                    else self.good(wire, rng)
                )
            except (OSError, http.client.HTTPException, ValueError) as error:
                fault, wire = repr(error), http.client.HTTPConnection(
                    self.host, timeout=120
                )
            with self.lock:
                self.times.append(time.monotonic() - begin)
                self.wrong += [fault] if fault else []

    def ask(self, wire, body: bytes, headers: dict) -> tuple[int, bytes]:
        wire.request("POST", "/predict", body, headers)
        said = wire.getresponse()
        text = said.read()
        with self.lock:
            self.seen[said.status] += 1
        return said.status, text

    def good(self, wire, rng: random.Random) -> object:
        """One to eight rows; every number within 1e-4 of what was told of it before."""
        places = rng.sample(range(len(self.rows)), rng.choice((1, 1, 1, 8)))
        body = json.dumps([self.rows[i] for i in places]).encode()
        status, text = self.ask(wire, body, JSON)
        if status != 200:
            return status, text[:300]
        for i, said in zip(places, json.loads(text)["predictions"], strict=True):
            for name, told in said.items():
                cell = self.wanted[i][name]
                same = (told or "") == cell
                if isinstance(told, float):
                    same = abs(told - float(cell)) < 1e-4
                if not same:
                    return i, name, told, cell
        return None

    def broken(self, wire, rng: random.Random) -> object:
        body, headers, status, reason = rng.choice(BROKEN)
        got, text = self.ask(wire, body, headers)
        fine = got == status and reason in json.loads(text)["detail"] + text.decode()
        return None if fine else (got, status, text[:300])


def row_of(line: dict[str, str], kinds: dict[str, str]) -> dict[str, object]:
    """A line of the table as JSON: numbers as numbers, null for an empty cell."""
    return {
        name: None if not line[name] else float(line[name]) if kind else line[name]
        for name, kind in kinds.items()
        if name in line
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--rows", type=Path, required=True, help="table of rows to ask")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--workers", type=int, help="of serve; its own choice if not")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.csv"
        places = ["--input", str(args.rows), "--output", str(told)]
        subprocess.run([FORGEWELD, "predict", str(args.run), *places], check=True)
        with told.open(newline="", encoding="utf-8") as file:
            wanted = list(csv.DictReader(file))
    with args.rows.open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    command = [FORGEWELD, "serve", str(args.run), "--port", "0", "--json"]
    if args.workers:
        command += ["--workers", str(args.workers)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    said = ""
    while not said.rstrip().endswith("}"):
        said += server.stdout.readline()
    address = json.loads(said)["url"]
    wire = http.client.HTTPConnection(urlsplit(address).netloc)
    wire.request("GET", "/openapi.json")
    paths = json.loads(wire.getresponse().read())["paths"]
    schema = paths["/predict"]["post"]["requestBody"]["content"]["application/json"]
    columns = schema["schema"]["anyOf"][0]["properties"]
    kinds = {name: c["type"] == ["number", "null"] for name, c in columns.items()}
    rows = [row_of(line, kinds) for line in lines]
    for name, count in (
        ("warm", max(100, args.requests // 20)),
        ("load", args.requests),
    ):
        load = Load(address, rows, wanted, count)
        before, begin = rss_mb(tree(server.pid)), time.monotonic()
        threads = [threading.Thread(target=load.work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds, after = time.monotonic() - begin, rss_mb(tree(server.pid))
        times = sorted(load.times)
        print(
            f"{name}: {count} requests, {seconds:.0f} s, {count / seconds:.0f} a s, "
            f"median {1000 * times[len(times) // 2]:.0f} ms, "
            f"99 % {1000 * times[int(0.99 * len(times))]:.0f} ms; "
            f"by status {dict(sorted(load.seen.items()))}; wrong {len(load.wrong)}; "
            f"memory {before:.0f} MB before, {after:.0f} MB after",
            flush=True,
        )
        for fault in load.wrong[:5]:
            print("  wrong:", fault)
    os.kill(server.pid, signal.SIGTERM)
    code = server.wait(60)
    print(f"the server ended with {code}")
    return int(bool(load.wrong) or code != 0)


if __name__ == "__main__":
    sys.exit(main())
