"""Debian's Chromium, headless, on a page of ours; it may talk to loopback alone."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright
from web_served import WAIT_S

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
expect.set_options(timeout=1000 * WAIT_S)
WIDE, TALL = (1366, 768), (390, 844)


@contextmanager
def browser() -> Iterator[Browser]:
    """One browser. AssertionError where there is none: `make chromium` brings it."""
    path = shutil.which("chromium")
    assert path, "chromium is missing: make chromium"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=list(QUIET))
        yield started
        started.close()


@contextmanager
def page(
    browser: Browser, size: tuple[int, int] = WIDE, scheme="light"
) -> Iterator[Page]:
    """A fresh page; fails at its end if it threw, or asked anybody but loopback."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme
    )
    context.set_default_timeout(1000 * WAIT_S)
    shown = context.new_page()
    faults: list[str] = []
    hosts: set[str | None] = set()
    shown.on("pageerror", lambda error: faults.append(str(error)))
    shown.on("dialog", lambda dialog: faults.append(dialog.message))
    shown.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    yield shown
    context.close()
    assert not faults, faults
    assert hosts <= {"127.0.0.1"}, hosts


def at(shown: Page) -> dict:
    """How far the page is: the last seq, gaps, events that wait."""
    return shown.evaluate("forgeweld.state()")


def reached(shown: Page, seq: int) -> None:
    """Wait until the page has taken event `seq`; none was left out."""
    end = time.monotonic() + WAIT_S
    while at(shown)["seq"] < seq:
        assert time.monotonic() < end, at(shown)
        shown.wait_for_timeout(50)
    assert at(shown)["gaps"] == 0
