"""The page in a real browser: shows a run, follows it, and outlives its server."""

import pytest
from playwright.sync_api import expect
from web_browser import TALL, browser, page, reached
from web_served import Served, epochs, going, grown


@pytest.fixture(scope="module")
def chromium():
    with browser() as started:
        yield started


def test_a_run_is_shown_whole_and_followed(tmp_path, chromium):
    run_dir = grown(tmp_path)
    with page(chromium) as shown, going(run_dir) as log:
        with Served(tmp_path) as server:
            shown.goto(f"{server.url}/r/outcome-123456?t={server.token}")
            reached(shown, log.seq)
            assert "t=" not in shown.url, "the token has left the address"
            expect(shown.get_by_test_id("state")).to_have_text("running")
            expect(shown.get_by_test_id("row-2")).to_contain_text("0.8300")
            expect(
                shown.get_by_test_id("score-chart").locator("canvas")
            ).to_be_visible()
            expect(shown.get_by_test_id("log")).to_contain_text("<img src=x onerror")
            shown.get_by_test_id("row-2").click()
            shown.keyboard.press("g")
            node = shown.get_by_test_id("node-2")
            expect(node).to_have_attribute("aria-pressed", "true")
            shown.keyboard.press("k")
            expect(node).to_have_attribute("aria-pressed", "false")
            shown.keyboard.press("j")
            shown.keyboard.press("c")
            expect(shown.get_by_test_id("source")).to_contain_text("+DIM = 2")
            expect(shown.get_by_test_id("against")).to_have_value("1")
            shown.keyboard.press("/")
            shown.keyboard.type("/export mine")
            shown.keyboard.press("Enter")
            shown.get_by_test_id("reject").click()
            expect(shown.get_by_test_id("card")).to_contain_text("rejected")
            expect(shown.get_by_test_id("theirs")).to_contain_text("refused")
            epochs(log, 2, 50, first=4)
            reached(shown, log.seq)
        expect(shown.get_by_test_id("lost")).to_be_visible()
        epochs(log, 2, 50, first=54)  # while nobody serves
        with Served(tmp_path, server.port) as server:
            reached(shown, log.seq)
            expect(shown.get_by_test_id("lost")).to_be_hidden()
            expect(shown.get_by_test_id("mine")).to_have_count(1)
            shown.reload()
            reached(shown, log.seq)
            expect(shown.get_by_test_id("mine")).to_have_text("/export mine")
            shown.set_viewport_size({"width": TALL[0], "height": TALL[1]})
            shown.get_by_test_id("view-side").click()
            expect(shown.get_by_test_id("board")).to_be_visible()
            expect(shown.get_by_test_id("chat")).to_be_hidden()
            wide = shown.evaluate("document.documentElement.scrollWidth")
            assert wide <= TALL[0], "nothing to scroll sideways"
            log.add("run.state", state="stopped")
            expect(shown.get_by_test_id("state")).to_have_text("paused")


def test_the_form_profiles_and_plans(tmp_path, chromium, toy):
    with Served(tmp_path) as server, page(chromium) as shown:
        shown.goto(f"{server.url}/?t={server.token}")
        expect(shown.get_by_test_id("runlist")).to_contain_text("None yet")
        shown.get_by_test_id("data").fill("nowhere")
        expect(shown.get_by_test_id("profile")).to_contain_text("nowhere")
        shown.get_by_test_id("data").fill(str(toy))
        expect(shown.get_by_test_id("profile-table")).to_contain_text("picture")
        say = "Predict whether there is an alarm, from the picture and the sweep."
        shown.get_by_test_id("statement").fill(say)
        shown.get_by_test_id("plan").click()
        expect(shown.get_by_test_id("plan-said")).to_contain_text('target   "alarm"')
        assert not (tmp_path / "generated").exists(), "nothing was written"


def test_the_page_speaks_the_language_of_its_reader(tmp_path, chromium):
    run_dir = grown(tmp_path)
    context = chromium.new_context(locale="zh-CN")
    with going(run_dir) as log, Served(tmp_path) as server:
        shown = context.new_page()
        shown.goto(f"{server.url}/r/outcome-123456?t={server.token}")
        reached(shown, log.seq)
        expect(shown.get_by_test_id("state")).to_have_text("运行中")
        expect(shown.get_by_test_id("pause")).to_have_text("暂停")
        shown.get_by_test_id("row-2").click()
        expect(shown.get_by_test_id("detail")).to_contain_text("换融合方式")
        english = "[...document.querySelectorAll('button,h2,label')]"
        english += ".map(e => e.textContent).filter(t => /^[A-Z][a-z]/.test(t))"
        assert shown.evaluate(english) == []
    context.close()
