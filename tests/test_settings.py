"""Settings from files and the environment, and the words that a shell completes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import inside
import pytest
from jsonschema import Draft202012Validator
from plans import done, plan_of, task

from agent import settings
from agent.errors import UsageError
from agent.interfaces import config, options
from agent.interfaces.cli import cli
from agent.records import Kind
from agent.run import rundir
from agent.run.events import EventLog

CANARY = "sk-canary-1234567890abcdef"
SAY = "Predict whether there is an alarm, from the picture and the sweep. Metric: F1."


def forgeweld(*words: object, cwd: Path, **variables: str):
    given = {"XDG_CONFIG_HOME": str(cwd.parent / "xdg"), "OPENAI_API_KEY": CANARY}
    done = inside.forgeweld(*words, cwd=cwd, **given | variables)
    assert CANARY not in done.stdout + done.stderr
    return done


@pytest.fixture
def place(tmp_path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def shown(place: Path, *words: str, **variables: str) -> dict:
    ended = forgeweld(*words, "config", "show", "--json", cwd=place, **variables)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)["settings"]


def test_flag_over_environment_over_project_over_user_over_default(toy, place):
    assert shown(place)["minutes"] == {"value": 10.0, "origin": "default", "where": ""}
    told = forgeweld("config", "set", "minutes", "4", cwd=place)
    assert told.returncode == 0, told.stderr
    user = place.parent / "xdg" / "forgeweld" / "config.toml"
    assert shown(place)["minutes"]["where"] == str(user)
    (place / "pyproject.toml").write_text("[tool.forgeweld]\nminutes = 5\nout = 'r'\n")
    below = place / "below"
    below.mkdir()
    assert shown(below)["minutes"]["origin"] == "project"
    assert shown(below)["out"]["value"] == str(place / "r"), "relative to its file"
    told = forgeweld("config", "set", "minutes", "6", "--project", cwd=place)
    assert told.returncode == 0 and (place / "forgeweld.toml").exists()
    assert shown(place)["minutes"]["value"] == 6
    here = {"FORGEWELD_MINUTES": "7"}
    now = shown(place, **here)["minutes"]
    assert now == {"value": 7, "origin": "environment", "where": "FORGEWELD_MINUTES"}
    words = ("plan", SAY, "--data", toy, "--json")
    for more, minutes in (((), 7), (("--minutes", "8"), 8)):
        plan = json.loads(forgeweld(*words, *more, cwd=place, **here).stdout)
        assert plan["spec"]["budget"]["seconds"] == 60 * minutes
    other = place / "other.toml"
    other.write_text("minutes = 9\n")
    assert shown(place, "--config", str(other))["minutes"]["value"] == 9
    assert forgeweld("config", "unset", "minutes", cwd=place).returncode == 0
    assert user.read_text() == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("minuts = 3", "'minuts' is no setting"),
        ("minutes = 'long'", "minutes can't be 'long'"),
        ("minutes = 0", "a number above 0"),
        ("single = 1", "true or false"),
        ("on_missing = 'hope'", "one of auto, fail, drop, mask"),
        ("minutes = ", "the settings can't be read"),
        (f"openai_api_key = '{CANARY}'", "set OPENAI_API_KEY in the environment"),
        ("base_url = 'http://elsewhere/v1'", "can't stand in a project's file"),
    ],
)
def test_a_wrong_setting_is_one_screen(place, text, words):
    (place / "forgeweld.toml").write_text(text + "\n")
    ended = forgeweld("status", cwd=place)
    assert ended.returncode == 2 and words in ended.stderr
    assert str(place / "forgeweld.toml") in ended.stderr and ended.stdout == ""
    assert forgeweld("config", "path", cwd=place).returncode == 0
    told = forgeweld("status", "--json", cwd=place)
    assert json.loads(told.stdout)["error"]["code"] == "usage"


def test_a_wrong_variable_is_one_screen(place):
    ended = forgeweld("status", cwd=place, FORGEWELD_TRIALS="many")
    assert ended.returncode == 2 and "FORGEWELD_TRIALS" in ended.stderr
    assert forgeweld("config", "set", "trials", "0", cwd=place).returncode == 2
    assert not (place.parent / "xdg").exists()


def test_a_file_that_may_not_be_looked_at_is_told(tmp_path):
    """Without rights to its folder, or with a name that no file system takes."""
    nowhere = {"XDG_CONFIG_HOME": str(tmp_path / ("x" * 300))}
    with pytest.raises(UsageError, match="can't be read") as caught:
        settings.load(tmp_path, environment=nowhere)
    assert "config.toml" in str(caught.value.where)


def test_the_schema_that_ships_is_that_of_the_keys():
    path = Path(settings.__file__).with_name("forgeweld.schema.json")
    schema = json.loads(path.read_text())
    assert schema == settings.schema()
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    assert check.is_valid({"minutes": 3, "on_missing": "drop"})
    assert not check.is_valid({"minutes": 0}) and not check.is_valid({"api_key": "x"})


def test_settings_agree_with_the_flags_of_run():
    params = {p.name: p for p in cli.commands["run"].params}
    for name, key in settings.KEYS.items():
        if name == "lang":
            continue
        assert config.same(params[name], key.default), name
        if isinstance(params[name].type, click.Choice) and key.choices:
            assert tuple(params[name].type.choices) == key.choices
    assert get_args(Kind) == options.KINDS


# ---- completion ------------------------------------------------------------------


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> Path:
    """A folder with two runs, one with two trials."""
    home = tmp_path_factory.mktemp("shell")
    spec, profile = task("image vector", "binary")
    for name in ("alarm-111111", "brake-222222"):
        run_dir = home / "generated" / name
        run_dir.mkdir(parents=True)
        run = rundir.RunFile(
            name=name, identity="i", spec=spec, profile=profile, created=1.0
        )
        rundir.write(run_dir, run)
        log = EventLog(run_dir)
        for i in (1, 2) if name.startswith("brake") else ():
            trial = done(i, plan_of(spec, profile), 0.8)
            log.add("trial.finished", i, record=trial.model_dump(mode="json"))
    return home


def completed(shell: str, home: Path, line: str) -> list[str]:
    """What a real shell offers after a line, by the script that we print."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    script = f"""
eval "$(forgeweld completion bash)"
COMP_LINE={line!r}; COMP_POINT=${{#COMP_LINE}}
read -ra COMP_WORDS <<< "$COMP_LINE"
[[ $COMP_LINE == *' ' ]] && COMP_WORDS+=("")
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
$(complete -p forgeweld | sed 's/.*-F \\([^ ]*\\) .*/\\1/') forgeweld
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    ended = subprocess.run(
        [shell, "--norc", "-c", script],
        cwd=home,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split()


def test_bash_completes_commands_runs_trials_and_blocks(runs):
    assert completed("bash", runs, "forgeweld leader") == ["leaderboard"]
    assert completed("bash", runs, "forgeweld watch a") == ["alarm-111111"]
    assert set(completed("bash", runs, "forgeweld stop ")) == {
        "alarm-111111",
        "brake-222222",
        "last",
    }
    assert completed("bash", runs, "forgeweld why ") == ["1", "2"]
    assert completed("bash", runs, "forgeweld pin cross_a") == ["cross_attention"]
    assert "--minutes" in completed("bash", runs, "forgeweld run x --min")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(shell, place):
    ended = forgeweld("completion", shell, cwd=place)
    assert ended.returncode == 0 and "_FORGEWELD_COMPLETE" in ended.stdout
