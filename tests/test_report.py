"""The report of a real, small run: what it says, what it hides, whom it asks."""

import csv
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from conftest import write_toy
from test_bad_input import forgeweld

from agent.explained import Explained
from agent.hygiene import html
from agent.outcome import Member, Outcome
from agent.report import source, write
from agent.run import events, explain, rundir
from agent.run.isolation import opened
from agent.run.question import Question
from agent.run.story import gain_sentence
from agent.scoring.blend import ALONE

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = "<script>document.title='owned'</script>"
COLUMN = 'place"><img src=x onerror=alert(1)>'
YES, NO = "<b>yes</b>", "no & 'never'"
SAY = "Predict alarm from the picture, the sweep, the remark and the table. Accuracy."


def write_hostile(folder: Path) -> None:
    """The toy task with cells, a column and classes that would like to be HTML, and
    gaps in its pictures."""
    write_toy(folder, rows=120, given=0)
    (folder / "test.csv").unlink()
    with (folder / "train.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    for i, row in enumerate(lines):
        row[COLUMN] = row.pop("place")
        row["alarm"] = YES if row["alarm"] == "yes" else NO
        row["remark"] = f"{row['remark']} {SCRIPT}"
        if i % 4 == 0:
            row["picture"] = ""
    with (folder / "train.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> tuple[Path, Path]:
    """A run of three trials with its report, and the folder above it."""
    home = tmp_path_factory.mktemp("report")
    write_hostile(home / "data")
    words = ("run", SAY, "--data", home / "data", "--target", "alarm")
    done = forgeweld(*words, "--minutes", 3, "--trials", 3, "--name", "r", cwd=home)
    assert done.returncode == 0, done.stderr
    assert "generated/r/report.html" in done.stdout
    done = forgeweld("report", "r", "--pdf", "--seconds", 300, cwd=home)
    assert done.returncode == 0, done.stderr
    return home, home / "generated" / "r"


def outcome_of(folder: Path) -> Outcome:
    seen = list(events.read(folder / events.FILE))
    ends = [e for e in seen if e.type == "run.finished"]
    return Outcome.model_validate(ends[-1].data["outcome"])


def page(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


def test_the_end_of_a_run_writes_its_report_within_its_time(run):
    _, folder = run
    seen = list(events.read(folder / events.FILE))
    (told,) = [e for e in seen if e.type == "report.written"]
    assert Path(told.data["path"]).name == "report.html"
    assert not [e for e in seen if e.type == "report.failed"]
    assert seen[-1].type == "run.state" and seen[-1].data["state"] == "finished"


def test_the_first_sentence_answers_whether_fusion_pays(run):
    _, folder = run
    first = re.search(r'<p class="answer">(.*?)</p>', page(folder))
    assert first and first[1] == html(gain_sentence(outcome_of(folder)))


class Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self):
        super().__init__()
        self.found: list[tuple[str, dict]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_foreign_words_stay_words(run):
    _, folder = run
    text = page(folder)
    tags = Tags()
    tags.feed(text)
    assert sum(tag == "script" for tag, _ in tags.found) == 1, "our own, for sorting"
    assert not any(name.startswith("on") for _, attrs in tags.found for name in attrs)
    assert "&lt;script&gt;" in text and "&lt;b&gt;yes&lt;/b&gt;" in text
    for tag, attrs in tags.found:
        for name in ("src", "href", "xlink:href"):
            if name in attrs:
                where = attrs[name]
                assert where.startswith(("#", "data:image/")), f"{tag} {where[:60]}"
        assert "url(" not in (attrs.get("style") or "")


def test_every_figure_has_words_for_those_who_listen(run):
    _, folder = run
    text = page(folder)
    figures = re.findall(r'<svg class="fig[^>]*>', text)
    assert len(figures) > 10
    assert all('role="img"' in one and "aria-label=" in one for one in figures)
    assert len(re.findall(r"<img (?!alt=)", text)) == 0


def test_what_it_shows(run):
    _, folder = run
    text = page(folder)
    for title in (
        "Confusion matrix",
        "ROC",
        "Calibration",
        "Where it is weak",
        "The worst errors",
        "Missing: what is lost",
        "Shapley values",
        "Robustness",
        "Leaderboard",
        "Columns",
        "Energy =",
        "Environment",
        "Limits",
    ):
        assert title in text, title


def test_changed_inputs_are_scored_by_the_hidden_labels(run):
    _, folder = run
    outcome = outcome_of(folder)
    found = explain.known(folder, outcome.best)
    assert found and found.missed == 0, found.why
    assert found.rows == found.of == rundir.load(folder).profile.split.test
    assert found.plain == pytest.approx(outcome.best.test, abs=1e-6), "the very model"
    names = {"picture", "sweep", "remark", "table"}
    assert {s.modality for s in found.shapley} <= names and len(found.shapley) > 1
    total = sum(share.value for share in found.shapley)
    assert total == pytest.approx(found.plain - (found.nothing or 0), abs=1e-9)
    assert all(e.interval[0] <= e.loss <= e.interval[1] for e in found.effects)
    assert found.occluded, "single rows were looked at"
    drops = {n: e.loss for e in found.effects if e.what == "drop" for n in e.changes}
    assert max(drops.values()) > 0, "the alarm hangs on the picture and the sweep"


def test_no_label_is_in_what_the_program_saw(run):
    _, folder = run
    with (folder / "explain" / "rows.csv").open() as file:
        assert "alarm" not in (csv.DictReader(file).fieldnames or ())
    seen = "".join(p.read_text() for p in (folder / "explain").glob("*.json"))
    assert YES not in seen
    assert not (folder / "splits" / "explain").exists(), "cleared away"
    assert not (folder / "explain.out").exists()


def test_a_network_is_changed_as_a_classical_model_is(run):
    """Its own trial, as if it had been chosen: plain predictions score as they did."""
    _, folder = run
    spec, profile = (getattr(rundir.load(folder), n) for n in ("spec", "profile"))
    history = events.trials(list(events.read(folder / events.FILE)))
    networks = [t for t in history if t.plan.family == "network" and t.select]
    assert networks, "one of three is"
    trial = networks[-1]
    member = Member(trial=trial.index, name=trial.plan.name, weight=1.0, params=None)
    best = outcome_of(folder).best
    assert best
    best = best.model_copy(update={"members": (member,), "blend": ALONE})
    kept = (folder / explain.FILE).read_bytes()
    (folder / explain.FILE).unlink()
    ask = Question(folder, spec, profile, history, best, 200.0, 1000)
    try:
        found = explain.explain(ask, opened("auto", unsafe=False), lambda: None)
    finally:
        (folder / explain.FILE).write_bytes(kept)
    told = source.read(folder).hidden.score(
        str(folder / "trials" / str(trial.index) / "out" / "predictions.csv"), "test"
    )
    assert found.plain == pytest.approx(told["value"], abs=1e-6)
    assert found.effects and not found.why
    first, *_ = found.occluded
    assert set(first.modalities) == {b.modality for b in trial.plan.branches}


def test_without_time_it_says_so(run, tmp_path):
    _, folder = run
    copy = tmp_path / "generated" / "r"
    shutil.copytree(folder, copy)
    (copy / explain.FILE).unlink()
    done = forgeweld("report", "r", "--seconds", 0, "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["missing"] == "not asked for"
    assert "Not known: it was not tried" in page(copy)
    assert "forgeweld report r" in page(copy)
    done = forgeweld("report", "r", "--seconds", 1, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 s were left" in page(copy)


def test_a_run_that_is_not_finished_has_none(run, tmp_path):
    _, folder = run
    copy = tmp_path / "generated" / "r"
    copy.mkdir(parents=True)
    shutil.copy(folder / "run.json", copy)
    (copy / events.FILE).write_text("")
    done = forgeweld("report", "r", cwd=tmp_path)
    assert done.returncode == 1 and "not finished" in done.stderr


def test_broken_words_of_a_program_are_no_effects(run):
    _, folder = run
    found = explain.known(folder, outcome_of(folder).best)
    assert isinstance(found, Explained)
    from agent.run.explain_scores import _parts

    bad = folder / "bad.json"
    for text in ("[1]", "{", '{"r": {"m": {"whole": NaN}}}', '{"r": {"m": 3}}'):
        bad.write_text(text)
        assert _parts(bad) == {}
    bad.unlink()
    bad.symlink_to(folder / "splits" / "labels.csv")
    assert _parts(bad) == {}
    bad.unlink()


def test_the_pdf_has_pages(run):
    _, folder = run
    content = (folder / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", content)) >= 4


@pytest.mark.parametrize("installed", [True, False])
def test_chinese_in_a_pdf_is_signs_or_boxes_and_never_code_points(installed):
    from agent.report import fonts

    every, fonts.EAST = fonts.EAST, fonts.EAST if installed else ()
    for known in (fonts.east, fonts._known):
        known.cache_clear()
    try:
        shown = fonts.plain("刹车 costs $5")
        assert shown in ("刹车 costs \\$5", "□□ costs \\$5")
        assert fonts.lacking("刹车") == ("□" in shown)
        assert installed or "□" in shown
    finally:
        fonts.EAST = every
        for known in (fonts.east, fonts._known):
            known.cache_clear()
    assert fonts.padded("刹车", 6) == "刹车  "
    assert [fonts.columns(one) for one in fonts.wrapped("刹" * 25, 20)] == [20, 20, 10]


ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.mark.skipif(not shutil.which("chromium"), reason="no chromium on this machine")
def test_a_browser_asks_nobody_and_nothing_sticks_out(run):
    from playwright.sync_api import sync_playwright

    _, folder = run
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGS
        )
        for width in (1366, 390):
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": 800}, color_scheme=scheme
                )
                opened_page = context.new_page()
                asked, said = [], []
                opened_page.on("request", lambda r, asked=asked: asked.append(r.url))
                opened_page.on("console", lambda m, said=said: said.append(m.text))
                opened_page.on("pageerror", lambda e, said=said: said.append(str(e)))
                opened_page.goto((folder / "report.html").as_uri())
                outside = [
                    url for url in asked if not url.startswith(("file:", "data:"))
                ]
                assert not outside and len(set(asked) - set(outside)) >= 1
                assert said == [], "no error, no refused script"
                assert "owned" not in opened_page.title()
                wide = opened_page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{wide} on {width}"
                context.close()
        for width in (1100, 1440, 1920):
            opened_page = browser.new_page(viewport={"width": width, "height": 900})
            opened_page.goto((folder / "report.html").as_uri())
            cut = opened_page.evaluate(
                "[...document.querySelectorAll('.scroll')].filter("
                "e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
            )
            assert not cut, f"{cut[0][:60]} is cut off at {width}"
            opened_page.close()
        opened_page = browser.new_page()
        opened_page.goto((folder / "report.html").as_uri())
        head = opened_page.locator("#search th button", has_text="seconds").first
        head.click()
        column = head.evaluate("b => b.parentElement.cellIndex")
        cells = opened_page.evaluate(
            "c => [...document.querySelectorAll('#search table[data-sort] tbody tr')]"
            ".map(r => Number(r.cells[c].dataset.value))",
            column,
        )
        assert cells == sorted(cells) and len(cells) >= 2
        browser.close()


def test_reports_of_finished_runs_can_be_written_again(run):
    _, folder = run
    before = page(folder)
    write.write(folder)
    assert page(folder) == before
    assert not list(folder.glob(".report*"))


# ---- the program's own parts -------------------------------------------------------


@pytest.fixture(scope="module")
def program():
    """The modules that run in the sandbox, as they import each other."""
    folder = str(ROOT / "templates" / "explain")
    sys.path.insert(0, folder)
    import change
    import occlude

    yield change, occlude
    sys.path.remove(folder)


class Numbers:
    """A reader of one column of numbers, as the inputs of projects are."""

    columns = ("a",)

    def load(self, rows, root):
        import torch

        cells = [row.get("a") or "" for row in rows]
        values = torch.tensor([[float(cell or 0)] for cell in cells])
        return values, torch.tensor([bool(cell) for cell in cells])


def test_changes_do_what_they_are_called(program):
    import torch

    change, _ = program
    rows = [{"a": str(i + 1)} for i in range(200)]
    reader = Numbers()
    full = reader.load(rows, Path())
    gone = change.changed("missing", 1.0, 0, reader, rows, Path(), full)
    assert not gone[1].any() and not gone[0].any()
    third = change.changed("missing", 0.3, 0, reader, rows, Path(), full)[1]
    assert 0.15 < 1 - third.float().mean() < 0.45
    other = change.changed("permuted", 1.0, 0, reader, rows, Path(), full)[0]
    assert sorted(other.ravel().tolist()) == sorted(full[0].ravel().tolist())
    assert not torch.equal(other, full[0])
    again = change.changed("permuted", 1.0, 0, reader, rows, Path(), full)[0]
    assert torch.equal(other, again), "the same for every member"
    noisy = change.changed("numbers", 0.5, 0, reader, rows, Path(), full)[0]
    assert float((noisy - full[0]).std() / full[0].std()) == pytest.approx(0.5, abs=0.1)
    with pytest.raises(ValueError, match="no change"):
        change.changed("rot", 1.0, 0, reader, rows, Path(), full)


def test_words_items_pixels_and_steps_are_lost(program):
    import random

    import torch

    change, _ = program
    text = "the pump is very hot 很热 today!"
    few = change.change_cell("words", text, 0.5, random.Random(0), 0.0)
    assert 0 < len(change.WORD.findall(few)) < len(change.WORD.findall(text))
    wrong = change.change_cell("letters", text, 1.0, random.Random(0), 0.0)
    assert sorted(wrong) == sorted(text) and wrong != text
    assert change.change_cell("items", "a;b;c;d", 1.0, random.Random(0), 0.0) == ""
    assert change.change_cell("items", '["a"]', 0.0, random.Random(0), 0.0) == '["a"]'
    generator = torch.Generator().manual_seed(0)
    pixels = torch.randint(0, 255, (3, 3, 16, 16), dtype=torch.uint8)
    assert change.blur(pixels, 0.3, generator).float().std() < pixels.float().std()
    assert change.noise(pixels, 0.2, generator).dtype == torch.uint8
    series = torch.ones(5, 20, 2)
    silent = change.steps(series, 0.3, generator)
    assert (silent == 0).all(-1).sum(1).tolist() == [6] * 5
    assert change.sectors(torch.ones(2, 3, 8, 40), 0.1, generator).sum() == 2 * 24 * 36


def test_occlusion_agrees_with_captum(program):
    """A linear model of a picture: FeatureAblation, not ours, says the same."""
    import torch
    from captum.attr import FeatureAblation

    _, occlude = program
    torch.manual_seed(0)
    x = torch.randn(1, 1, 14, 14)
    weights = torch.randn(14 * 14)

    def model(values):
        return values.reshape(len(values), -1) @ weights

    class Nothing:
        columns = ("a",)

        def load(self, rows, root):
            return torch.zeros(len(rows), 1, 14, 14), torch.zeros(len(rows)).bool()

    there = torch.ones(1).bool()
    views = {"a": (Nothing(), (x, there))}
    told = occlude.parts("image", views, {}, Path(), lambda reads: model(reads["a"][0]))
    fields = torch.arange(7).repeat_interleave(2)
    mask = fields[:, None] * 7 + fields[None]
    mean = x.mean() * torch.ones_like(x)
    theirs = FeatureAblation(model).attribute(x, mean, feature_mask=mask[None, None])
    ours = torch.tensor(told["parts"]).reshape(7, 7)
    assert torch.allclose(ours, theirs[0, 0, ::2, ::2].float(), atol=1e-4)
    assert told["whole"] == pytest.approx(float(model(x)), abs=1e-4)


def test_vectors_of_an_encoder_have_no_pixels(program):
    import torch

    change, occlude = program
    vectors, pixels = torch.ones(3, 8), torch.ones(3, 3, 8, 8)
    for how in ("blur", "noise"):
        assert change.possible(how, "image", pixels)
        assert not change.possible(how, "image", vectors)
        assert change.possible(how, "vector", vectors)
    assert change.possible("missing", "image", vectors)
    for how in ("noise", "sectors"):
        assert not change.possible(how, "audio", vectors)
        for heard in (torch.ones(3, 1, 8), torch.ones(3, 1, 8, 8)):
            assert change.possible(how, "audio", heard)
    views = {"a": (Numbers(), Numbers().load([{"a": "2"}], Path()))}
    told = occlude.parts("image", views, {"a": "2"}, Path(), lambda r: r["a"][0][:, 0])
    assert told == {"whole": 2.0}


def test_the_program_imports_nothing_of_ours():
    for path in (ROOT / "templates" / "explain").glob("*.py"):
        assert not re.search(r"^\s*(from|import) (agent|sandbox)", path.read_text())
    done = subprocess.run(
        [sys.executable, "-I", ROOT / "templates" / "explain" / "explain.py", "--help"],
        capture_output=True,
        text=True,
    )
    assert done.returncode in (0, 1)


# ---- shapley -----------------------------------------------------------------------


def test_shapley_values_of_a_known_game():
    """The glove game: one left glove, two right ones; 2/3, 1/6, 1/6."""
    from agent.scoring import shapley

    names = ("left", "right", "other")

    def worth(some):
        return np.array(float("left" in some and len(some) > 1))

    found = shapley.values(names, 0, worth)
    assert found["left"] == pytest.approx(2 / 3)
    assert found["right"] == found["other"] == pytest.approx(1 / 6)
    assert len(shapley.coalitions(names, 0)) == 8


def test_many_modalities_are_sampled():
    from agent.scoring import shapley

    names = tuple("abcdefg")
    some = shapley.coalitions(names, 0)
    assert frozenset() in some and frozenset(names) in some and len(some) < 128
    found = shapley.values(names, 0, lambda c: np.array(float(len(c))))
    assert all(value == pytest.approx(1.0) for value in found.values())


def test_rows_are_drawn_by_turns_among_what_was_said():
    said = {f"r{i:03}": int(i % 20 == 0) for i in range(200)}
    drawn = explain._drawn(said, 7)
    assert sorted(drawn.values()) == [0] * 4 + [1] * 4, "5 % are of class 1"
    assert list(drawn.values())[:2] in ([0, 1], [1, 0]), "both, if the time ends early"
    assert drawn == {row: said[row] for row in drawn} == explain._drawn(said, 7)
    many = explain._drawn({f"r{i}": i % 30 for i in range(300)}, 7)
    assert len(set(many.values())) == explain.SHOWN
    rare = explain._drawn({f"r{i}": int(i == 9) for i in range(90)}, 7)
    assert sorted(rare.values()) == [0] * 7 + [1]


@pytest.mark.parametrize(
    ("kind", "change", "shown"),
    [("image", "blur", "image"), ("audio", "sectors", "pretrained_waves")],
)
def test_pixels_that_an_encoder_does_not_give_are_told_from_want_of_time(
    kind, change, shown
):
    from types import SimpleNamespace

    from plans import plan_of, task

    from agent.records import Use
    from agent.run import explain_scores
    from agent.run.variants import Step

    spec, profile = task(f"{kind} text", "binary")
    plan = plan_of(spec, profile)

    def read_by(block: str):
        branches = tuple(
            (
                branch.model_copy(update={"input": Use(block=block)})
                if branch.modality == f"the_{kind}"
                else branch
            )
            for branch in plan.branches
        )
        return plan.model_copy(update={"branches": branches})

    blur, gone = (
        Step("corrupt", {f"the_{kind}": (how, 0.3)}) for how in (change, "missing")
    )
    for some, possible in (
        (plan, True),
        (read_by(f"pretrained_{kind}"), False),
        (read_by(shown), True),
    ):
        member = SimpleNamespace(plan=some)
        ask = SimpleNamespace(modalities=spec.modalities, members=(member,))
        assert explain_scores._impossible(ask, blur) is not possible  # type: ignore[arg-type]
        assert not explain_scores._impossible(ask, gone)  # type: ignore[arg-type]
