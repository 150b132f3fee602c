"""Our persona in JupyterLab, in a real browser: planned, allowed, trained, and going on
when the tab is closed."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from clients import HERE, environment, seen, until
from test_mcp import free_port, wait_for_port

from agent.run import rundir

pytestmark = pytest.mark.heavy
SAY = "@Forgeweld Predict whether there is an alarm, from the picture and the sweep in"
SAY += " ./toy. Metric: F1."
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
PATIENCE_MS = 600_000
LAST = ".gitignore"
"""Of the files of a project, as they are written."""


@pytest.fixture
def lab(toy, tmp_path) -> Iterator[tuple[Path, str]]:
    """A JupyterLab of its own environment, with an empty chat and the toy data."""
    python = Path(HERE) / "jupyter" / "bin" / "python"
    if not HERE or not python.exists():
        pytest.skip("no JupyterLab: make test-clients installs it")
    home = tmp_path / "home"
    home.mkdir()
    (home / "toy").symlink_to(toy)
    (home / "forge.chat").write_text("{}")
    port = free_port()
    flags = ["--allow-root", "--no-browser", "--port", str(port)]
    flags += ["--IdentityProvider.token=", f"--ServerApp.root_dir={home}"]
    with (tmp_path / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [str(python), "-m", "jupyterlab", *flags],
            cwd=home,
            env=environment(tmp_path / "jupyter-home"),
            stdout=log,
            stderr=log,
        )
    try:
        wait_for_port(port)
        yield home, f"http://127.0.0.1:{port}/lab/tree/forge.chat?reset"
    finally:
        server.terminate()
        server.wait(60)
        for run in (home / "generated").glob("*/run.json"):
            rundir.stop(run.parent)


def test_the_persona_plans_is_allowed_and_survives_its_tab(lab):
    from playwright.sync_api import sync_playwright

    home, url = lab
    shots = Path(os.environ.get("FORGEWELD_SHOTS", home.parent))
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.set_default_timeout(PATIENCE_MS)
        page.goto(url)
        box = page.locator(".jp-chat-input-container textarea:visible").first
        box.fill(SAY)
        page.wait_for_timeout(1000)
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
        allow = page.get_by_role("button", name="Allow", exact=True)
        allow.last.click()
        until(lambda: list(home.glob(f"*-draft/{LAST}")), 300)
        assert list(home.glob("*-draft/train.py"))
        page.get_by_text("Train for 10 min").first.wait_for()
        page.screenshot(path=shots / "jupyter-allow.png")
        allow.last.click()
        until(lambda: seen(home / "generated", "trial.started"), 300)
        page.get_by_text("#1 boosted trees").first.wait_for()
        page.screenshot(path=shots / "jupyter-trains.png")
        page.locator(
            ".lm-TabBar-tab.lm-mod-current .lm-TabBar-tabCloseIcon"
        ).last.click()
        page.wait_for_timeout(3000)
        page.close()
        (run_dir,) = (home / "generated").iterdir()
        before = (run_dir / "events.jsonl").stat().st_size
        assert rundir.pid(run_dir), "the tab is closed, the run goes on"
        until(lambda: (run_dir / "events.jsonl").stat().st_size > before)
        again = browser.new_page(viewport={"width": 1366, "height": 768})
        again.set_default_timeout(PATIENCE_MS)
        again.goto(url)
        again.get_by_text("#1 boosted trees").first.wait_for()
        again.screenshot(path=shots / "jupyter-again.png")
        browser.close()
    assert "Forgeweld" not in rundir.load(run_dir).spec.statement
