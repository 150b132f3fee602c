"""Our extension in VS Code itself: code-server in a real browser. `make test-vscode`
installs it, 850 MB, which `make test-clients` does not."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from clients import BIN, OURS, environment, packaged, seen, until
from doors_ground import NAME, told_run
from playwright.sync_api import FrameLocator, Locator, Page, expect
from test_mcp import TOOLS, free_port, wait_for_port
from web_browser import browser

from agent.run import rundir

pytestmark = pytest.mark.heavy
HERE = os.environ.get("FORGEWELD_VSCODE", "")
VERSION = "4.139.1"
PATIENCE_MS = 300_000
SAY = "Predict whether there is an alarm, from the picture and the sweep. Metric: F1."
BOX = ".quick-input-widget input[type=text]:visible"
FLAGS = ("--auth", "none", "--disable-workspace-trust", "--disable-telemetry")
FLAGS += ("--disable-update-check",)
COMMANDS = json.loads(
    (BIN.parent.parent / "editors" / "vscode" / "package.json").read_text()
)["contributes"]["commands"]


@pytest.fixture
def workspace(toy, tmp_path) -> Path:
    """A folder with the toy data and a run that has been told."""
    folder = tmp_path / "work"
    told_run(folder / "generated")
    (folder / "toy").symlink_to(toy)
    return folder


@pytest.fixture
def editor(workspace, tmp_path) -> Iterator[str]:
    """A code-server with our .vsix installed into it; the address of the workspace."""
    server = Path(HERE) / "node_modules" / "code-server"
    if not HERE or not (Path(HERE) / ".ready").exists():
        pytest.skip("no code-server (850 MB): make test-vscode installs it")
    assert json.loads((server / "package.json").read_text())["version"] == VERSION
    settings = tmp_path / "data" / "User" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"forgeweld.path": OURS}))
    places = ("--user-data-dir", str(tmp_path / "data"))
    places += ("--extensions-dir", str(tmp_path / "extensions"))
    node = str(Path(HERE) / "bin" / "node")
    program = [node, str(server / "out" / "node" / "entry.js"), *places]
    env = environment(tmp_path / "home")
    vsix = packaged(tmp_path)
    installed = subprocess.run(
        [*program, "--install-extension", str(vsix)],
        env=env,
        capture_output=True,
        text=True,
    )
    assert "successfully installed" in installed.stdout, installed.stderr
    port = free_port()
    words = [*program, *FLAGS, "--bind-addr", f"127.0.0.1:{port}", str(workspace)]
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen(words, env=env, stdout=log, stderr=log)
    try:
        wait_for_port(port)
        yield f"http://127.0.0.1:{port}/?folder={workspace}"
    finally:
        process.terminate()
        process.wait(60)
        for run in (workspace / "generated").glob("*/run.lock"):
            rundir.stop(run.parent)


def command(page: Page, words: str) -> Locator:
    """The row of a command in the palette, which is opened until it has it: extensions
    are found while the window is up already."""
    row = page.locator(".quick-input-list .monaco-list-row").filter(has_text=words)

    def listed() -> bool:
        page.keyboard.press("Escape")
        page.keyboard.press("F1")
        page.locator(BOX).fill(f">{words}")
        page.wait_for_timeout(1000)
        return row.count() > 0

    until(listed)
    return row.first


def offered(page: Page, words: str) -> None:
    """Take one of the choices that are offered."""
    rows = page.locator(".quick-input-list .monaco-list-row")
    rows.filter(has_text=words).first.click()


def view(page: Page) -> FrameLocator:
    """What the webview in front shows: a frame in a frame."""
    outer = page.frame_locator("iframe.webview.ready:visible")
    return outer.frame_locator("iframe#active-frame")


def test_the_extension_in_vs_code(editor, workspace, toy, tmp_path):
    shots = Path(os.environ.get("FORGEWELD_SHOTS", tmp_path))
    expect.set_options(timeout=PATIENCE_MS)
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 1366, "height": 768})
        page.set_default_timeout(PATIENCE_MS)
        page.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda r: r.abort())
        page.goto(editor)
        expect(page.locator(".explorer-folders-view")).to_contain_text("toy")
        command(page, "Forgeweld: Open a Run")
        page.screenshot(path=shots / "vscode-commands.png")
        for told in COMMANDS:
            command(page, f"Forgeweld: {told['title']}")
        command(page, "Forgeweld: Open a Run").click()
        offered(page, NAME)
        expect(view(page).locator("h1")).to_have_text(NAME)
        expect(view(page).get_by_test_id("leaderboard")).to_contain_text("0.8300")
        page.screenshot(path=shots / "vscode-run.png")
        forge(page, workspace, shots)
        serve(page, shots)


def forge(page: Page, workspace: Path, shots: Path) -> None:
    """A run from the explorer's menu: begun, shown live, stopped by its button."""
    folder = page.locator(".explorer-folders-view .monaco-list-row")
    folder.filter(has_text="toy").first.click(button="right")
    page.get_by_role("menuitem", name="Forge a Model from This Folder").click()
    expect(page.locator(".quick-input-widget")).to_contain_text("what is to be learnt")
    page.locator(BOX).fill(SAY)
    page.keyboard.press("Enter")
    offered(page, "2")
    until(lambda: seen(workspace / "generated", "trial.started"))
    (run_dir,) = (p for p in (workspace / "generated").iterdir() if p.name != NAME)
    expect(view(page).locator("h1")).to_have_text(run_dir.name)
    expect(view(page).get_by_test_id("leaderboard")).to_contain_text("#1")
    page.screenshot(path=shots / "vscode-trains.png")
    assert rundir.pid(run_dir)
    view(page).get_by_role("button", name="Stop (saved)").click()
    until(lambda: rundir.pid(run_dir) is None)
    expect(view(page).locator(".state")).to_have_text("stopped")


def serve(page: Page, shots: Path) -> None:
    """The editor's own MCP client finds our server without settings, and its tools."""
    command(page, "MCP: List Servers").click()
    offered(page, "Forgeweld")
    offered(page, "Start Server")
    output = page.locator(".panel .view-lines").first
    expect(output).to_contain_text(f"Discovered {len(TOOLS)} tools")
    page.screenshot(path=shots / "vscode-mcp.png")
