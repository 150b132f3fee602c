"""Many runs for CI: real ones, a table, exit codes, and a report that CI reads."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from junitparser import Error, Failure, JUnitXml
from test_bad_input import FORGEWELD, forgeweld

from agent.batch import running, specs
from agent.batch.specs import Case
from agent.errors import UsageError
from agent.interfaces.baseline import floors_of
from agent.outcome import Outcome


def write_table(folder: Path, rows: int = 90) -> None:
    """A table of which `size` tells `grade` nearly always."""
    rng = np.random.default_rng(0)
    folder.mkdir(parents=True)
    lines = ["size,hue,grade"]
    for _ in range(rows):
        size, hue = rng.normal(), rng.choice(["red", "blue"])
        grade = "high" if size + rng.normal(0, 0.2) > 0 else "low"
        lines.append(f"{size:.4f},{hue},{grade}")
    (folder / "train.csv").write_text("\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """Five cases of one command, and how it ended: its folder and process."""
    home = tmp_path_factory.mktemp("batch")
    write_table(home / "fruit")
    (home / "fruit" / "task.md").write_text("Predict the grade. Metric: accuracy.")
    (home / "empty").mkdir()
    (home / "empty" / "task.md").write_text("Predict the grade.")
    strict = 'statement = "Predict the grade"\ndata = "fruit"\nmetric = "f1_macro"\n'
    (home / "strict.toml").write_text(strict + "fail_under = { f1_macro = 1.01 }\n")
    (home / "broken.toml").write_text("statement = 3\n")
    hasty = 'statement = "Predict the grade"\ndata = "fruit"\nminutes = 0.0001\n'
    (home / "hasty.toml").write_text(hasty)
    (home / "m.toml").write_text("[settings.one]\ntrials = 1\nno_refit = true\n")
    words = ["baseline", "fruit", "broken.toml", "empty", "strict.toml", "hasty.toml"]
    words += ["--matrix", "m.toml", "--fail-under", "accuracy=0.6", "--json"]
    words += ["--junit", "report/out.xml", "--jobs", 2, "--minutes", 3]
    return home, forgeweld(*words, cwd=home)


def test_one_broken_spec_does_not_lose_the_others(batch):
    home, done = batch
    said = json.loads(done.stdout)
    codes = {case["case"]: case["exit_code"] for case in said["cases"]}
    assert codes == {
        "fruit/one": 0,
        "broken/one": 2,
        "empty/one": 5,
        "strict/one": 3,
        "hasty/one": 6,
    }
    assert done.returncode == said["exit_code"] == 2, "that of the first error"
    (strict,) = [c for c in said["cases"] if c["case"] == "strict/one"]
    assert "is below 1.01" in strict["below"][0]
    good = Outcome.model_validate(said["cases"][0]["outcome"])
    assert good.best and good.best.metric == "accuracy" and good.best.test > 0.6
    assert "5 runs, 2 at once" in done.stderr and "hasty/one: exit 6" in done.stderr
    assert (home / "generated" / "fruit-one" / "project" / "README.md").exists()
    assert "running" in (home / "generated" / "fruit-one.log").read_text()


def test_a_floor_that_is_missed_is_exit_code_3(batch):
    home, _ = batch  # where this run has been finished
    words = ("strict.toml", "--matrix", "m.toml", "--minutes", 3, "--json")
    done = forgeweld("baseline", *words, cwd=home)
    assert done.returncode == json.loads(done.stdout)["exit_code"] == 3, done.stderr


def test_another_reader_of_junit_files_finds_the_same(batch):
    home, done = batch
    cases = json.loads(done.stdout)["cases"]
    suites = list(JUnitXml.fromfile(str(home / "report" / "out.xml")))
    assert [suite.name for suite in suites] == [case["case"] for case in cases]
    for suite, case in zip(suites, cases, strict=True):
        (test,) = list(suite)
        assert test.time == pytest.approx(case["seconds"], abs=0.1)
        kinds = [type(result) for result in test.result]
        wanted = {0: [], 3: [Failure]}.get(case["exit_code"], [Error])
        assert kinds == wanted, case["case"]
        known = {p.name: p.value for p in suite.properties()}
        if case["outcome"]:
            best = case["outcome"]["best"]
            assert float(known["score"]) == best["test"]
            assert known["metric"] == best["metric"]
    assert "is below 1.01" in list(suites[3])[0].result[0].message
    assert list(suites[2])[0].result[0].type == "data"


def test_the_report_has_the_form_that_the_schema_wants(batch):
    """Order and attributes as in the schema of Ant's JUnit task."""
    from xml.etree import ElementTree as ET

    home, _ = batch
    top = ET.parse(home / "report" / "out.xml").getroot()
    assert top.tag == "testsuites" and not top.attrib
    for number, suite in enumerate(top):
        wanted = "name package id timestamp hostname tests failures errors time"
        assert set(suite.attrib) == set(wanted.split())
        assert suite.attrib["id"] == str(number)
        tags = [child.tag for child in suite]
        assert tags == ["properties", "testcase", "system-out", "system-err"]
        case = suite[1]
        assert set(case.attrib) == {"name", "classname", "time"}
        assert len(case) <= 1
        counted = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
        assert counted == len(case)


def outcome(**also: float) -> Outcome:
    best = {"trial": 1, "name": "x", "metric": "mae", "select": 1.0, "test": 0.5}
    more = {"interval": (0.4, 0.6), "also": also, "params": 3}
    return Outcome.model_validate(
        {"run": "r", "status": "finished", "best": {**best, **more}}
    )


def test_floors_know_which_way_is_better():
    assert running.lacking(outcome(), {"mae": 0.5}) == []
    assert running.lacking(outcome(), {"mae": 0.4}) == ["mae 0.5000 is above 0.4"]
    assert running.lacking(outcome(r2=0.2), {"r2": 0.1}) == []
    assert "was not measured" in running.lacking(outcome(), {"r2": 0.1})[0]


def test_exit_codes_put_errors_before_floors():
    def done(code: int, *below: str) -> running.Done:
        return running.Done(Case("c", Path("c")), code, 1.0, below=below)

    assert running.exit_code([done(0)]) == 0
    assert running.exit_code([done(0), done(0, "low")]) == 3
    assert running.exit_code([done(0, "low"), done(5), done(6)]) == 5
    assert running.exit_code([]) == 0


def test_a_matrix_crosses_data_with_settings(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "task.md").write_text("Predict it.")
    (tmp_path / "c.toml").write_text('statement = "x"\nseed = 4\nuse = ["a", "b"]\n')
    matrix = tmp_path / "m.toml"
    settings = "[settings.quick]\nminutes = 1\n[settings.two]\nseed = 2\n"
    matrix.write_text('specs = ["b", "c.toml"]\n' + settings)
    found = specs.cases([tmp_path / "a"], matrix)
    assert [c.name for c in found] == [
        *("a/quick", "a/two", "b/quick", "b/two", "c/quick", "c/two")
    ]
    assert [c.flags.get("seed") for c in found] == [None, 2, None, 2, 4, 2]
    said = running.words(found[4], tmp_path / "out")
    assert said[-2:] == ["--", "x"] and said.count("--use") == 2
    assert said[said.index("--minutes") :][:2] == ["--minutes", "1"]
    matrix.write_text("[settings.quick]\nminuets = 1\n")
    with pytest.raises(UsageError, match="can't be used") as error:
        specs.cases([tmp_path / "a"], matrix)
    assert "minuets" in error.value.why and "minutes" in error.value.fix


@pytest.mark.parametrize("words", ["f1=", "=3", "f9=0.5", "accuracy=nan"])
def test_a_floor_that_is_none_is_refused(words):
    with pytest.raises(UsageError, match="--fail-under"):
        floors_of((words,))


def test_help_and_nothing_to_run(tmp_path):
    said = subprocess.run(
        [FORGEWELD, "baseline", "--help"], capture_output=True, text=True
    ).stdout
    assert "3 all finished, some below a floor" in said
    none = forgeweld("baseline", cwd=tmp_path)
    assert none.returncode == 2 and "nothing to run" in none.stderr
