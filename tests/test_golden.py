"""Golden projects: a change of a template or block is reviewed as a change of these.

`python tests/test_golden.py` renders them anew.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sometimes import cases

from agent.project.render import render
from agent.records import Plan, Profile, TaskSpec
from agent.run.trial import write_files

QUIET = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive", "PATH": "/usr/bin:/bin"}
GOLDEN = sorted(path for path in (Path(__file__).parent / "golden").iterdir())
ALWAYS = ("driving", "listings", "mail", "robot")
"""A network of each family, and a classical model; `make test-projects` runs all."""
TRIED = cases({case.name: case for case in GOLDEN}, ALWAYS)


def render_case(case: Path) -> dict[str, str]:
    """The files of the project that the records in a case's folder describe."""
    spec = TaskSpec.model_validate_json((case / "spec.json").read_text())
    profile = Profile.model_validate_json((case / "profile.json").read_text())
    plan = Plan.model_validate_json((case / "plan.json").read_text())
    return render(spec, profile, plan).files


@pytest.mark.parametrize("case", GOLDEN, ids=lambda path: path.name)
def test_golden_projects_are_what_is_rendered(case):
    kept = {p.name: p.read_text() for p in (case / "project").iterdir()}
    rendered = render_case(case)
    assert sorted(kept) == sorted(rendered)
    for name, text in rendered.items():
        assert kept[name] == text, f"{case.name}/{name}: python tests/test_golden.py"


@pytest.mark.parametrize("case", TRIED)
def test_golden_projects_are_formatted_linted_and_pass_their_own_tests(case, tmp_path):
    project = tmp_path / "project"
    shutil.copytree(case / "project", project)
    tests = ["pytest", "-q", "-p", "no:cacheprovider"]
    for words in (["black", "--check", "-q", "."], ["ruff", "check", "-q", "."], tests):
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=project,
            env=QUIET,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    assert "5 passed" in done.stdout


if __name__ == "__main__":
    for folder in GOLDEN:
        write_files(render_case(folder), folder / "project")
