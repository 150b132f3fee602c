"""A finished run at work: its own predict.py, `forgeweld predict` and `serve` agree."""

import csv
import http.client
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from test_bad_input import forgeweld

from agent.run import finished as finished_run

QUIET = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive", "PATH": "/usr/bin:/bin"}
FORGEWELD = str(Path(sys.executable).parent / "forgeweld")
BROKEN = b"""key,picture,load,remark
k1,pictures/1.png,abc,fine
k2,gone.png,5
k3,pictures/2.png,inf,\xff\xfe
k4,../conftest.py,,"two
lines"

k5,,,
"""


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def own(project: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """The project's predict.py, as its owner runs it."""
    command = [sys.executable, str(project / "predict.py"), *map(str, words)]
    return subprocess.run(command, env=QUIET, capture_output=True, text=True)


@pytest.fixture(scope="module")
def project(finished) -> Path:
    home, outcome, _ = finished
    return home / outcome.project


@pytest.fixture(scope="module")
def broken(toy) -> Path:
    """A table with rows that can't be read, and without the columns sweep and place."""
    path = toy / "broken.csv"
    path.write_bytes(BROKEN)
    return path


def test_broken_rows_get_the_reason_and_never_end_it(project, broken, tmp_path):
    done = own(project, "--input", broken, "--output", tmp_path / "o.csv")
    assert done.returncode == 0, done.stderr
    assert "column 'sweep' isn't there" in done.stdout and "5 rows" in done.stdout
    said = {row["key"]: row for row in read(tmp_path / "o.csv")}
    assert list(said) == ["k1", "k2", "k3", "k4", "k5"]
    assert said["k1"]["error"].endswith("load: no number")
    assert said["k2"]["error"] == "row: 3 cells, the header has 4"
    assert said["k2"]["alarm"] == said["k2"]["proba_yes"] == ""
    assert "load: no finite number" in said["k3"]["error"]
    assert "picture: not readable" in said["k4"]["error"]
    for key in ("k1", "k3", "k4", "k5"):
        assert said[key]["alarm"] in ("yes", "no") and said[key]["proba_yes"]


def test_the_sandboxed_program_says_the_same(finished, broken, toy, tmp_path):
    home, outcome, _ = finished
    for source in (broken, toy / "test.csv"):
        places = ["--input", source, "--output"]
        assert own(home / outcome.project, *places, tmp_path / "a.csv").returncode == 0
        done = forgeweld("predict", *places, tmp_path / "b.csv", "--json", cwd=home)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    told = json.loads(done.stdout)
    assert (told["rows"], told["errors"], told["absent"]) == (20, 0, [])
    for one, other in zip(
        read(tmp_path / "b.csv"), read(home / outcome.predictions), strict=True
    ):
        assert (one["key"], one["alarm"]) == (other["key"], other["alarm"])
        chances = float(one["proba_yes"]), float(other["proba_yes"])
        assert chances[0] == pytest.approx(chances[1], abs=1e-4)


def test_other_kinds_of_tables_say_the_same(finished, toy, tmp_path):
    import pandas as pd

    home, _, _ = finished
    table = pd.read_csv(toy / "test.csv")
    kinds = {
        ".csv": lambda path: table.to_csv(path, index=False),
        ".tsv": lambda path: table.to_csv(path, index=False, sep="\t"),
        ".jsonl": lambda path: table.to_json(path, orient="records", lines=True),
        ".parquet": lambda path: table.to_parquet(path),
    }
    said = []
    for suffix, write in kinds.items():
        write(toy / f"again{suffix}")
        output = tmp_path / f"{suffix[1:]}.csv"
        words = ("--input", toy / f"again{suffix}", "--output", output)
        done = forgeweld("predict", *words, cwd=home)
        assert done.returncode == 0, done.stderr
        said.append(output.read_bytes())
    assert len(set(said)) == 1


@pytest.mark.parametrize(
    "text, words, code, reason",
    [
        ("a,b\n1,2\n", (), 5, "none of the columns"),
        ("key,load\n", (), 5, "no rows"),
        ("load,load\n1,2\n", (), 5, "two columns 'load'"),
        ("key,load\nk,1\n", ("--coverage", "0.123"), 2, "no coverage 0.123"),
        ("key,load\nk,1\n", ("--output", "/nowhere/x.csv"), 2, "can't be written"),
    ],
)
def test_what_can_not_be_used_is_one_screen(
    finished, tmp_path, text, words, code, reason
):
    home, _, _ = finished
    (tmp_path / "new.csv").write_text(text)
    places = ("--input", tmp_path / "new.csv", "--output", tmp_path / "o.csv")
    done = forgeweld("predict", *places, *words, cwd=home)
    assert done.returncode == code and reason in done.stderr, done.stderr
    assert not (tmp_path / "o.csv").exists()


def test_sets_are_offered_and_what_came_of_them_is_told(
    finished, project, toy, tmp_path
):
    home, outcome, said = finished
    best = outcome.best
    assert best.blend.conformal and best.covered
    coverage = best.covered[0].coverage
    words = ("--input", toy / "test.csv", "--output", tmp_path / "o.csv")
    done = own(project, *words, "--coverage", coverage)
    assert done.returncode == 0, done.stderr
    for row in read(tmp_path / "o.csv"):
        inside = json.loads(row["set"])
        chances = {name: float(row[f"proba_{name}"]) for name in ("yes", "no")}
        assert max(chances, key=lambda name: chances[name]) == inside[0]
    readme = (project / "README.md").read_text()
    assert "held the truth in" in readme and "--coverage" in readme


def test_memory_does_not_grow_with_rows(project, tmp_path):
    """The most that predict.py ever holds, for a table ten times as long."""
    code = (
        "import resource, runpy, sys; sys.argv = sys.argv[1:];"
        "sys.path.insert(0, sys.argv[0].rsplit('/', 1)[0]);"
        "runpy.run_path(sys.argv[0], run_name='__main__');"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    most = []
    for rows in (600, 6000):
        source = tmp_path / f"{rows}.csv"
        with source.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["key", "remark", "load", "place"])
            long = "road was wet today " * 20
            writer.writerows([f"k{i}", long, i % 9, "north"] for i in range(rows))
        words = [str(project / "predict.py"), "--input", str(source), "--output"]
        done = subprocess.run(
            [sys.executable, "-c", code, *words, str(tmp_path / "o.csv")],
            env=QUIET,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        assert len(read(tmp_path / "o.csv")) == rows
        most.append(int(done.stdout.split()[-1]) * resource.getpagesize() / 4096)
    assert most[1] < most[0] + 40_000, f"{most} kB"


@pytest.fixture(scope="module")
def served(finished):
    """`forgeweld serve` of the run: its process and its address."""
    home, _, _ = finished
    command = [FORGEWELD, "serve", "--port", "0", "--json"]
    process = subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    said = ""
    while not said.rstrip().endswith("}"):
        line = process.stdout.readline()
        assert line, "it ended"
        said += line
    yield process, urlsplit(json.loads(said)["url"]).netloc
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0


def post(address: str, body: bytes, kind: str = "application/json") -> tuple[int, dict]:
    wire = http.client.HTTPConnection(address, timeout=120)
    wire.request("POST", "/predict", body, {"Content-Type": kind})
    said = wire.getresponse()
    return said.status, json.loads(said.read())


def picture_form(toy: Path, row: dict[str, str]) -> bytes:
    """The first row of the test table as a browser would send it, with its picture."""
    parts = [
        (f'"{name}"', row[name].encode()) for name in ("remark", "load", "place")
    ] + [
        (
            f'"{name}"; filename="/etc/{Path(row[name]).name}"',
            (toy / row[name]).read_bytes(),
        )
        for name in ("picture", "sweep")
    ]
    return (
        b"".join(
            b"--b\r\nContent-Disposition: form-data; name="
            + name.encode()
            + b"\r\n\r\n"
            + content
            + b"\r\n"
            for name, content in parts
        )
        + b"--b--\r\n"
    )


def test_served_answers_are_those_of_the_table(served, finished, toy):
    home, outcome, _ = finished
    (row, *_), (wanted, *_) = read(toy / "test.csv"), read(home / outcome.predictions)
    kind = "multipart/form-data; boundary=b"
    status, told = post(served[1], picture_form(toy, row), kind)
    assert status == 200, told
    (said,) = told["predictions"]
    assert said["alarm"] == wanted["alarm"] and said["error"] is None
    assert said["proba_yes"] == pytest.approx(float(wanted["proba_yes"]), abs=1e-4)


def test_rows_can_not_name_files_of_the_server(served, toy):
    for path in (str(toy / "pictures" / "1.png"), "../../../etc/passwd"):
        status, told = post(served[1], json.dumps({"picture": path}).encode())
        assert status == 422 and "multipart" in told["faults"][0]["reason"]


def test_a_worker_that_dies_is_replaced(served):
    process, address = served
    assert post(address, b'{"load": 5}')[0] == 200
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    found = [
        int(pid)
        for task in children.parent.parent.iterdir()
        for pid in (task / "children").read_text().split()
    ]
    assert found
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    statuses = [post(address, b'{"load": 5}')[0] for _ in range(3)]
    assert statuses[-1] == 200 and set(statuses) <= {200, 503}


def test_the_projects_own_server_reads_like_the_rest_and_answers(
    project, toy, tmp_path
):
    copy = tmp_path / "project"
    shutil.copytree(project, copy)
    for command in (["black", "--check", "-q"], ["ruff", "check", "-q"]):
        done = subprocess.run(
            [sys.executable, "-m", *command, "serve.py", "predict.py"],
            cwd=copy,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    command = [sys.executable, "serve.py", "--port", "0"]
    process = subprocess.Popen(
        command, cwd=copy, env=QUIET, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    address = urlsplit(process.stdout.readline().strip()).netloc
    assert post(address, b'{"load": 5, "remark": "never seen"}')[0] == 200
    row, *_ = read(toy / "test.csv")
    kind = "multipart/form-data; boundary=b"
    status, told = post(address, picture_form(toy, row), kind)
    assert status == 200 and told["predictions"][0]["error"] is None
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0


def test_a_run_without_a_project_says_so(tmp_path, finished):
    home, outcome, _ = finished
    copy = tmp_path / "generated" / outcome.run
    copy.mkdir(parents=True)
    source = home / "generated" / outcome.run
    for name in ("run.json", "events.jsonl"):
        shutil.copyfile(source / name, copy / name)
    done = forgeweld("serve", cwd=tmp_path)
    assert done.returncode == 1 and "has no project yet" in done.stderr


def test_what_a_run_can_be_asked(finished):
    home, outcome, _ = finished
    run = finished_run.load(home / "generated" / outcome.run)
    assert run.columns["picture"] == "file" and run.columns["sweep"] == "array"
    assert run.keys == ("key", "row") and 0.5 in run.coverages
