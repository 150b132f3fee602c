"""A finished run at work: its own predict.py, `forgeweld predict` and `serve` agree."""

import contextlib
import csv
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from test_bad_input import forgeweld

from agent.errors import DataError, RunError
from agent.interfaces.tools import Desk
from agent.interfaces.using import Answering
from agent.run.finished import Finished, load
from agent.run.isolation import opened
from agent.run.predicting import predict
from agent.run.worker import Worker
from agent.serving.requests import Request

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
def tables(toy, tmp_path_factory) -> Path:
    """A copy of the data, where tables may be written beside the files they name."""
    folder = tmp_path_factory.mktemp("tables") / "data"
    shutil.copytree(toy, folder)
    (folder / "broken.csv").write_bytes(BROKEN)
    return folder


@pytest.fixture(scope="module")
def run(finished) -> Finished:
    home, outcome, _ = finished
    return load(home / "generated" / outcome.run)


@pytest.fixture(scope="module")
def worker(run):
    with Worker(run.project, opened("auto", unsafe=False), {}) as worker:
        yield worker


def test_broken_rows_get_the_reason_and_never_end_it(project, tables, tmp_path):
    done = own(
        project, "--input", tables / "broken.csv", "--output", tmp_path / "o.csv"
    )
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


def test_the_sandboxed_program_says_the_same(
    finished, run, worker, project, tables, tmp_path
):
    home, outcome, _ = finished
    for name in ("broken.csv", "test.csv"):
        places = ["--input", tables / name, "--output", tmp_path / "a.csv"]
        assert own(project, *places).returncode == 0
        predict(run, worker, tables / name, tmp_path / "b.csv")
        assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    places = ("--input", tables / "test.csv", "--output", tmp_path / "c.csv")
    done = forgeweld("predict", *places, "--json", cwd=home)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["rows"], told["errors"], told["absent"]) == (20, 0, [])
    assert (tmp_path / "c.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    pairs = zip(read(tmp_path / "b.csv"), read(home / outcome.predictions), strict=True)
    for one, other in pairs:
        assert (one["key"], one["alarm"]) == (other["key"], other["alarm"])
        chances = float(one["proba_yes"]), float(other["proba_yes"])
        assert chances[0] == pytest.approx(chances[1], abs=1e-4)


def test_other_kinds_of_tables_say_the_same(run, worker, tables, tmp_path):
    import pandas as pd

    table = pd.read_csv(tables / "test.csv")
    table.to_csv(tables / "again.csv", index=False)
    table.to_csv(tables / "again.tsv", index=False, sep="\t")
    table.to_json(tables / "again.jsonl", orient="records", lines=True)
    table.to_parquet(tables / "again.parquet")
    said = []
    for suffix in (".csv", ".tsv", ".jsonl", ".parquet"):
        predict(run, worker, tables / f"again{suffix}", tmp_path / "o.csv")
        said.append((tmp_path / "o.csv").read_bytes())
    assert len(set(said)) == 1


def test_the_program_is_given_no_file_from_elsewhere(run, worker, tables, tmp_path):
    """Rows that name files outside of the table's folder name nothing."""
    outside = tmp_path / "outside.png"
    shutil.copyfile(tables / "pictures" / "1.png", outside)
    cells = [str(outside), f"../{outside.parent.name}/outside.png", "pictures/1.png"]
    lines = [f"k{i},{cell}" for i, cell in enumerate(cells)]
    (tables / "paths.csv").write_text("\n".join(["key,picture", *lines]) + "\n")
    predict(run, worker, tables / "paths.csv", tmp_path / "o.csv")
    faults = [row["error"] for row in read(tmp_path / "o.csv")]
    assert ["picture" in fault for fault in faults] == [True, True, False]


def test_a_table_without_rows_leaves_what_was_there(run, worker, tmp_path):
    (tmp_path / "new.csv").write_text("key,load\n")
    (tmp_path / "o.csv").write_text("mine\n")
    with pytest.raises(DataError, match="no rows"):
        predict(run, worker, tmp_path / "new.csv", tmp_path / "o.csv")
    assert (tmp_path / "o.csv").read_text() == "mine\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new.csv", "o.csv"]


def test_a_chat_predicts_if_it_may(run, tables):
    """The tool asks first, and says nothing of the cells."""
    asked: list[str] = []

    def desk(allowed: bool) -> Desk:
        def approve(what: str) -> bool:
            asked.append(what)
            return allowed

        return Desk(None, run.run_dir.parent, approve, lambda error: None)

    given = {"file": str(tables / "test.csv"), "output": "said.csv", "run": ""}
    target = run.run_dir.parent.resolve().parent / "said.csv"
    assert "refused" in desk(False).call("predict", **given)
    assert not target.exists() and "test.csv" in asked[0] and "said.csv" in asked[0]
    said = desk(True).call("predict", **given)
    assert said == f"{target}: 20 rows, 0 with an error"
    assert "is there already" in desk(True).call("predict", **given)
    assert "ending" not in desk(True).call(
        "predict", **(given | {"output": "../x.csv"})
    )
    target.unlink()


@pytest.mark.parametrize(
    "text, words, code, reason",
    [
        ("a,b\n1,2\n", (), 5, "none of the columns"),
        ("", (), 5, "new.csv is empty"),
        ("\n" * 30, (), 5, "new.csv is empty"),
        ("load,load\n1,2\n", (), 5, "two columns 'load'"),
        ("key,load\nk,1\n", ("--coverage", "0.123"), 2, "no coverage 0.123"),
        ("key,load\nk,1\n", (), 2, "can't be written"),
    ],
)
def test_what_can_not_be_used_is_one_screen(
    finished, tmp_path, text, words, code, reason
):
    home, _, _ = finished
    (tmp_path / "new.csv").write_text(text)
    target = tmp_path / "o.csv"
    if reason == "can't be written":
        target = tmp_path / "nowhere" / "o.csv"
    places = ("--input", tmp_path / "new.csv", "--output", target)
    done = forgeweld("predict", *places, *words, cwd=home)
    assert done.returncode == code and reason in done.stderr, done.stderr
    assert not target.exists()


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


MEASURED = """
import sys
import time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from predict import Predictor, predict_file
predictor, held = Predictor(), []
def answer(rows, root):
    held.append(int(Path("/proc/self/statm").read_text().split()[1]))
    return predictor.answer(rows, root)
predict_file(Path(sys.argv[2]), Path(sys.argv[3]), answer)
print(*held)
"""


def test_memory_does_not_grow_with_rows(project, tmp_path):
    """What predict.py holds before each part goes up and down, and comes back: what
    grew with the rows would be above its first parts in every one of the last."""
    source, rows = tmp_path / "long.csv", 256 * 18
    with source.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["key", "remark", "load", "place"])
        long = "road was wet today " * 20
        writer.writerows([f"k{i}", long, i % 9, "north"] for i in range(rows))
    words = [str(project), str(source), str(tmp_path / "o.csv")]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *words],
        env=QUIET,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert len(read(tmp_path / "o.csv")) == rows
    held = [int(word) / 256 for word in done.stdout.splitlines()[-1].split()]  # MB
    assert len(held) == 18
    assert min(held[-6:]) < max(held[:6]) + 20, f"{held} MB"


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


def below(root: int) -> set[int]:
    """Every process that descends from `root`; threads and processes may end as this
    looks."""
    found, place = set[int](), Path(f"/proc/{root}/task")
    gone = (ProcessLookupError, FileNotFoundError)
    with contextlib.suppress(*gone):
        for thread in place.iterdir():
            with contextlib.suppress(*gone):
                pids = (thread / "children").read_text().split()
                found.update(map(int, pids))
    return found.union(*(below(pid) for pid in found))


def test_a_worker_that_dies_is_replaced(served):
    process, address = served
    assert post(address, b'{"load": 5}')[0] == 200
    killed = below(process.pid)
    assert killed
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    end = time.monotonic() + 60
    while killed & below(process.pid) and time.monotonic() < end:
        time.sleep(0.1)  # until it has been noticed
    statuses = [post(address, b'{"load": 5}')[0] for _ in range(2)]
    assert statuses[-1] == 200 and set(statuses) <= {200, 503}
    new = below(process.pid)
    assert new and not new & killed


def test_a_request_does_not_wait_for_another_ones_worker(finished):
    home, outcome, _ = finished
    run = load((home / outcome.project).parent)
    answering = Answering(run, opened(run.sandbox, unsafe=False), {}, count=2)
    try:
        busy = answering.free.get()
        assert busy and busy.alive
        request = Request([dict.fromkeys(run.columns, "")], [])
        first = answering(request)
        answering.free.put(busy)
        assert answering(request) == first, "and both say the same"
    finally:
        answering.close()
    assert not busy.alive


def test_a_project_of_an_early_version_is_refused_with_the_way_out(finished, tmp_path):
    home, outcome, _ = finished
    run_dir = tmp_path / "early"
    (run_dir / "project").mkdir(parents=True)
    kept = (home / outcome.project).parent
    for name in ("run.json", "events.jsonl"):
        shutil.copyfile(kept / name, run_dir / name)
    text = (kept / "project" / "predict.py").read_text()
    program = run_dir / "project" / "predict.py"
    program.write_text(text.replace("class Predictor", "class Reader"))
    done = forgeweld("predict", run_dir, "--input", "x.csv", "--output", "o", cwd=home)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "no Predictor.answer" in done.stderr and str(program) in done.stderr
    assert "README.md" in done.stderr and "forgeweld resume" in done.stderr
    program.write_text("from nowhere import gone\n" + text)
    with pytest.raises(RunError, match="could not be loaded") as error:
        Worker(run_dir / "project", opened("auto", unsafe=False), {})
    assert error.value.where == str(program) and "nowhere" in error.value.why


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


def test_what_a_run_can_be_asked(run):
    assert run.columns["picture"] == "file" and run.columns["sweep"] == "array"
    assert run.keys == ("key", "row") and 0.5 in run.coverages
