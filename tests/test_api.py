"""Forgeweld from Python: in a real kernel, and on a run that has ended."""

import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient
from test_line import run_dir

from agent import Run
from agent.errors import RunError, UsageError
from agent.run import rundir

CELLS = """
from agent import forge
run = forge({say!r}, data={toy!r}, minutes=1, pin=["picture"], no_model=True)
---
run.wait(timeout=3)
---
print(run.status, run.forbid("modality table"))
assert run.stop().status == "stopped"
---
run
---
board = run.leaderboard
print(type(board).__name__, run.best is None or run.best["metric"])
"""


def test_a_run_in_a_notebook(toy, tmp_path):
    say = "Predict alarm from the picture and the sweep. Metric: F1."
    cells = CELLS.format(say=say, toy=str(toy)).split("---\n")
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell.strip()) for cell in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": ""}},
    )
    where = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(book, timeout=300, kernel_name="python3", resources=where).execute()
    live, told, shown, last = (cell.outputs for cell in book.cells[1:])
    assert any("text/html" in out.get("data", {}) for out in live), "shown as it goes"
    assert told[0].text.startswith("running no later plan has modality table")
    html = shown[0].data["text/html"]
    assert "<table>" in html and "stopped" in html and "<script" not in html
    assert last[0].text.startswith("DataFrame ")
    (left,) = tmp_path.glob("generated/*/run.json")
    assert rundir.pid(left.parent) is None


def test_a_finished_run_is_read(finished):
    home, outcome, _ = finished
    run = Run(run_dir(home))
    assert run.status == "finished" and run.outcome == outcome
    assert run.best and run.best["test"] == outcome.best.test
    board = run.leaderboard
    assert len(board) >= outcome.trials and board["select"].dtype == float
    assert board["select"].iloc[0] == board["select"].max()
    assert run.project and (run.project / "README.md").exists()
    assert run.predictions and run.predictions.stat().st_size
    assert "finished" in repr(run) and "<table>" in run._repr_html_()
    assert run.wait(timeout=5) is run
    with pytest.raises(UsageError, match="no trial is running"):
        run.skip()


def test_names_from_the_data_are_text_in_html(tmp_path):
    from plans import done, plan_of, task

    from agent.run.events import EventLog

    spec, profile = task("image vector", "binary")
    run = rundir.RunFile(
        name="x-1", identity="i", spec=spec, profile=profile, created=1.0
    )
    rundir.write(tmp_path, run)
    plan = plan_of(spec, profile).model_copy(update={"name": "<script>x</script>"})
    record = done(1, plan, 0.5).model_dump(mode="json")
    EventLog(tmp_path).add("trial.finished", 1, record=record)
    assert "&lt;script&gt;" in Run(tmp_path)._repr_html_()
    assert "<script>" not in Run(tmp_path)._repr_html_()
    with pytest.raises(RunError, match="not finished"):
        _ = Run(tmp_path).outcome
    with pytest.raises(RunError, match="not a run"):
        Run(tmp_path / "elsewhere")


def test_importing_agent_stays_light():
    code = (
        "import agent, sys; assert not {'pydantic', 'click', 'numpy'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
