"""Parts in turn judge the contenders of a run, and none saw what it judges.

The trials are the first of the shared run of `test_line.py`.
"""

import csv
import dataclasses
import json
import shutil

import numpy as np
import pytest
from plans import done, task
from test_line import run_dir
from test_score import CLASSES, ROWS, make_spec, write

from agent.data import splits, view
from agent.proposers import rules, stackers
from agent.proposers.lineage import best_of
from agent.records import Use
from agent.run import (
    afterwards,
    contending,
    ensemble,
    events,
    folds,
    loop,
    rundir,
    trial,
)
from agent.run.continuing import share_network
from agent.run.isolation import opened
from agent.run.reserve import Reserve
from agent.run.trial import Places, places
from agent.scoring.hidden import Hidden
from agent.scoring.predictions import of_fold
from agent.scoring.score import Scorer


@pytest.mark.parametrize("seed", range(4))
def test_every_row_outside_test_judges_once_but_those_alone_of_their_kind(seed):
    strata = np.concatenate([np.arange(240) % 3, [7]])
    _, part = splits.split(strata, seed=seed, classes=True)
    fold = splits.folds(part, strata, seed=seed)
    assert (fold[part == 2] == -1).all() and (fold[part == 1] == 0).all()
    assert part[-1] == 0 and fold[-1] == -1
    counts = np.bincount(fold[fold >= 0])
    assert len(counts) == splits.FOLDS and counts.max() < 1.25 * counts.min()
    for one in range(splits.FOLDS):
        left = strata[(part < 2) & (fold != one)]
        assert set(left) == set(strata)


@pytest.mark.parametrize("kind", ["group", "copies"])
def test_what_belongs_together_judges_together(kind):
    units = np.repeat(np.arange(60), 4)
    strata = np.tile([0, 1], 120)
    _, part = splits.split(strata, seed=0, classes=True, **{kind: units})
    fold = splits.folds(part, strata, seed=0, **{kind: units})
    for unit in range(60):
        assert len(set(fold[units == unit])) == 1


def test_a_trial_is_scored_by_models_that_had_not_seen_the_row(tmp_path):
    """Select is predicted by the trial itself, each fold by the file beside it."""
    (tmp_path / "splits").mkdir()
    lines = [("a", "train", "no"), ("b", "train", "yes"), ("c", "train", "yes")]
    lines += [(row, "select", "yes") for row in ROWS[:2]]
    lines += [(row, "test", "no") for row in ROWS[2:]]
    with (tmp_path / "splits" / "labels.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("row", "part", "y"), *lines])
    (tmp_path / "splits" / "folds.csv").write_text("row,fold\na,1\nb,2\nc,-1\n")
    own = places(tmp_path, 1).predictions
    for file, rows in ((own, ROWS), (of_fold(own, 1), "a"), (of_fold(own, 2), "b")):
        file.parent.mkdir(parents=True)
        write(file, list(rows), CLASSES, np.tile([0.2, 0.8], (len(rows), 1)))
    hidden = Hidden(tmp_path, make_spec(), CLASSES)
    found = [hidden.score(str(own), f"folds-{n}") for n in (1, 2)]
    assert [f["rows"] for f in found] == [3, 4]
    assert [f["value"] for f in found] == pytest.approx([2 / 3, 3 / 4])
    assert hidden.score(str(own), "select")["value"] == 1.0


@pytest.fixture(scope="module")
def raced(finished, tmp_path_factory):
    """(folder, line, events) of a run whose first trial has raced with one of another
    rate, and once more."""
    home, _, _ = finished
    folder = tmp_path_factory.mktemp("raced") / run_dir(home).name
    shutil.copytree(run_dir(home), folder)
    for left in [folder / "view_folds", *folder.glob("trials/*/folds")]:
        shutil.rmtree(left, ignore_errors=True)
    seen = (folder / events.FILE).read_text().splitlines()
    kept = [json.loads(line) for line in seen if '"type":"fold' not in line]
    lines = [json.dumps(line | {"seq": n}) + "\n" for n, line in enumerate(kept, 1)]
    (folder / events.FILE).write_text("".join(lines))
    shutil.copytree(
        folder / "trials" / "1", folder / "trials" / "2", dirs_exist_ok=True
    )
    run, log = rundir.load(folder), events.EventLog(folder)
    sandbox = opened(run.sandbox, unsafe=False)
    budget = run.spec.budget.model_copy(update={"trials": None})
    spec = run.spec.model_copy(update={"budget": budget})
    with Scorer(folder, spec, run.profile.classes) as scorer:
        line = loop.Line(folder, spec, run.profile, sandbox, scorer, log, float)
        first = events.trials(list(events.read(log.path)))[0]
        line.history = first, _tuned(first, 2)
        line.warm = True
        folds.race(line, lambda: 1000.0)
        trained = _events(line, "fold.finished")
        line.begin_search()  # as a new process does
        folds.race(line, lambda: 1000.0)
        yield folder, line, trained
        afterwards.close(line)


def _tuned(one, index, **changed):
    """The same trial as if its plan had another rate, or what is `changed`."""
    train = one.plan.train.model_copy(update={"lr": one.plan.train.lr * index})
    plan = one.plan.model_copy(update={"train": train, **changed})
    return one.model_copy(update={"index": index, "plan": plan})


def _unraced(line, **changed):
    """The line as it was before its race."""
    return dataclasses.replace(line, contenders=(), judged="select", raced=0, **changed)


def _events(line, kind):
    return [e for e in events.read(line.log.path) if e.type == kind]


def test_contenders_are_trained_on_the_other_parts(raced):
    _, line, trained = raced
    assert trained and all(e.data["fault"] is None for e in trained)
    told = {(e.trial, e.data["fold"]) for e in trained}
    assert len(told) == len(trained) and {fold for _, fold in told} <= {1, 2, 3}
    assert line.judged == f"folds-{max(fold for _, fold in told)}"
    begun = _events(line, "folds.started")[0].data
    assert begun == {"fold": 1, "trials": [1, 2]}
    said = _events(line, "folds.judged")[-1].data
    assert said["rows"] > line.profile.split.select
    assert [int(n) for n in said["scores"]] and set(line.contenders) <= {1, 2}


def test_what_was_trained_is_not_trained_again(raced):
    _, line, trained = raced
    assert _events(line, "fold.finished") == trained


def test_who_is_new_after_a_race_runs_in_all_of_its_folds(raced, tmp_path):
    """Who was left keeps what it has, and only who is better than it, or hardly worse,
    is trained once more; time for that is put aside."""
    folder, line, trained = raced
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    new = dataclasses.replace(line, run_dir=copy, log=events.EventLog(copy))
    new.others, seen = None, len(trained)
    count, reserve = folds.parts(line), Reserve(new)
    assert count > 0 and folds.put_aside(new) == 0 and not contending.various(new)
    new.spec = new.spec.model_copy(
        update={"budget": new.spec.budget.model_copy(update={"seconds": 2000.0})}
    )
    left = reserve.left()
    assert left * (1 + count) == pytest.approx(reserve.before_teaching())
    folds.race(new, reserve.before_teaching)
    assert len(_events(new, "fold.finished")) == seen  # nobody is new
    shutil.copytree(copy / "trials" / "1", copy / "trials" / "3", dirs_exist_ok=True)
    shutil.rmtree(copy / "trials" / "3" / "folds")
    new.history = *line.history, _tuned(line.history[0], 3)
    try:
        cost = contending.costs(new, [new.history[2]])[0]
        assert folds.put_aside(new) == pytest.approx(
            count * (cost + afterwards.IMPORTS)
        )
        folds.race(new, reserve.before_teaching)
    finally:
        afterwards.close(new)
    later = _events(new, "fold.finished")[seen:]
    assert {(e.trial, e.data["fold"]) for e in later} == {
        (3, fold) for fold in range(1, count + 1)
    }
    assert set(new.contenders) == {*line.contenders, 3} and folds.parts(new) == count
    assert folds.put_aside(new) == 0


def test_one_process_does_for_all_views_where_they_are_small(raced, tmp_path):
    """Each program has a copy of its own view, and there is no other one to be seen."""
    _, line, _ = raced
    alone = dataclasses.replace(line, others=None)
    place = Places(tmp_path / "trial")
    trial.write_files({"train.py": LOOK}, place.project)
    for name in ("a", "b"):
        trial.write_files({"train.csv": f"row\n{name}\n"}, tmp_path / name)
        place.out.mkdir(exist_ok=True)
        job = trial.order(line.history[0].plan, place, tmp_path / name)
        with afterwards.forks(alone, "own", tmp_path / name) as forks:
            assert forks and forks is alone.others
            assert forks.run(job, trial.allowance(60.0)).status == "ok"
        said = json.loads((place.out / "seen.json").read_text())
        assert said == {"train": f"row\n{name}\n", "views": 1}
    assert alone.others and alone.others.starts == 1
    afterwards.close(alone)
    assert alone.others is None


LOOK = """
import json, sys
from pathlib import Path

data, out = (Path(sys.argv[sys.argv.index(w) + 1]) for w in ("--data", "--out"))
views = [p for p in Path("/").rglob("train.csv") if "proc" not in p.parts]
told = {"train": (data / "train.csv").read_text(), "views": len(views)}
(out / "seen.json").write_text(json.dumps(told))
"""


def test_a_stack_takes_the_network_that_was_trained_on_the_same_rows(raced):
    folder, line, _ = raced
    before, judged = line.history, (line.judged, line.contenders)
    trials = events.trials(list(events.read(line.log.path)))
    base = next(  # the first two have raced
        t for t in trials[2:] if t.plan.family == "network" and not t.plan.continues
    )
    plan = stackers.stacked(line.spec, line.profile, base, "logistic")
    on_it = base.model_copy(update={"index": 99, "plan": plan})
    shutil.copytree(folder / "trials" / str(base.index), folder / "trials" / "99")
    shutil.rmtree(folder / "trials" / "99" / "folds", ignore_errors=True)
    try:
        line.begin_search()
        line.history = base, on_it
        alone, both = (
            contending.costs(line, some) for some in ([on_it], [base, on_it])
        )
        folds.race(line, lambda: 1000.0)
    finally:
        line.history = before
        line.judged, line.contenders = judged
    files = [of_fold(places(folder, n).predictions, 1) for n in (base.index, 99)]
    curves = [file.with_name("metrics.jsonl").read_text() for file in files]
    # its seconds and all: it was not trained again, only on to as many epochs as before
    assert curves[1].startswith(curves[0])
    assert files[0].read_text() != files[1].read_text()
    assert both[1] < alone[0] and sum(contending.costs(line, [on_it])) == sum(alone)


@pytest.mark.parametrize("origin, shared", [(1, True), (2, False), (None, False)])
def test_a_network_of_another_trial_or_seed_is_not_taken(tmp_path, origin, shared):
    spec, profile = task("image table", "binary")
    base = done(1, rules.baselines(spec, profile)[-1], 0.5)
    plan = stackers.stacked(spec, profile, base, "logistic")
    assert plan and plan.stack

    def on(number, trial, seed=0):
        stack = plan.stack.model_copy(update={"trial": trial})
        update = {"stack": stack, "seed": seed}
        return done(number, plan.model_copy(update=update), 0.5)

    theirs, mine = Places(tmp_path / "theirs"), Places(tmp_path / "mine")
    theirs.checkpoint.parent.mkdir(parents=True)
    theirs.checkpoint.write_bytes(b"network")
    (theirs.out / "metrics.jsonl").write_text("")
    other, seeded = on(7, origin), on(8, 1, seed=100)
    share_network(on(9, origin and 1), mine, [(seeded, theirs), (other, theirs)])
    assert mine.checkpoint.exists() is shared


def test_while_folds_judge_time_is_put_aside_for_what_they_choose(raced):
    folder, line, _ = raced
    before = line.history
    others = [
        t for t in events.trials(list(events.read(line.log.path)))[2:] if t.select
    ]
    assert line.judged != "select" and others
    try:
        line.history = *before, others[0]  # which has not raced
        assert {t.index for t, _ in Reserve(line).expected()} <= set(line.contenders)
    finally:
        line.history = before


def test_no_program_saw_the_label_of_a_row_that_it_predicts(raced):
    folder, line, _ = raced
    fold_of = folds.known(line)
    test = set(view.rows(folder, "test"))
    looked = sorted((folder / "view_folds").iterdir())
    assert looked
    for place in looked:
        with (place / "predict.csv").open(newline="") as file:
            blind = list(csv.DictReader(file))
        with (place / "train.csv").open(newline="") as file:
            seen = {row["row"] for row in csv.DictReader(file)}
        asked = {row["row"] for row in blind}
        assert asked == {row for row, f in fold_of.items() if f == int(place.name)}
        assert not asked & seen and not test & (asked | seen)
        assert "alarm" not in blind[0]


def test_what_is_delivered_is_chosen_on_all_of_them(raced):
    _, line, _ = raced
    found = ensemble.choose(line)
    assert found and {t.index for t in found.trials} <= set(line.contenders)
    by_folds = ensemble.judged(line)
    best = best_of(line.spec, by_folds)
    over = found.ensemble.over if found.ensemble else found.trials[0].index
    assert best and over == best.index
    assert best.select and best.select.rows > line.profile.split.select


def test_trainings_that_are_counted_or_cost_privacy_have_no_folds(raced):
    _, line, _ = raced
    spec = line.spec
    assert folds.known(line)
    counted = spec.budget.model_copy(update={"trials": 3})
    private = spec.constraints.model_copy(update={"max_epsilon": 8.0})
    for update in ({"budget": counted}, {"constraints": private}):
        line.spec = spec.model_copy(update=update)
        assert not folds.known(line) and folds.put_aside(line) == 0
    line.spec = spec


def test_contenders_are_of_several_kinds_and_designs(raced):
    _, line, _ = raced
    first = line.history[0]
    other = {"fusion": Use(block="gated"), "head": Use(block="forest")}
    alike = [_tuned(first, n) for n in range(2, 6)]
    others = [_tuned(first, n, **other) for n in range(6, 10)]
    seed = first.plan.model_copy(update={"seed": 9})
    twin = first.model_copy(update={"index": 10, "plan": seed})
    again = _unraced(line, history=(first, *alike, *others, twin))
    found = {one.index for one in contending.various(again)}
    assert found == {1, 2, 6, 7}  # two of a kind; #10 is #1 with another seed


@pytest.mark.parametrize("rows, raced_too", [(400, True), (4_000, False)])
def test_of_more_rows_a_race_of_few_is_not_worth_its_time(raced, rows, raced_too):
    _, known, _ = raced
    line = _unraced(known, profile=known.profile.model_copy(update={"rows": rows}))
    assert (folds.put_aside(line) > 0) is raced_too
    many = [_tuned(line.history[0], n) for n in range(1, contending.MANY + 1)]
    time = 3 * (afterwards.IMPORTS + sum(contending.costs(line, many)))
    assert contending.worth(line, many, time)
    assert contending.worth(line, many, time / 6) is raced_too
    assert contending.worth(line, many[:-1], time) is raced_too
    assert folds.due(line, 0.0)  # it was begun
    line.racing = False  # what was put aside goes to trials
    assert folds.put_aside(line) == 0


def test_who_costs_next_to_nothing_is_not_passed_over(raced):
    """Six as dear as the first, and one at the end that takes a hundredth of it."""
    _, line, _ = raced
    first = line.history[0]
    slow = first.claimed.model_copy(
        update={"epochs": 100, "seconds_per_epoch": 1.0, "metric": None}
    )
    quick = slow.model_copy(update={"epochs": 1})
    dear = [_tuned(first, n).model_copy(update={"claimed": slow}) for n in range(1, 7)]
    cheap = _tuned(first, 7).model_copy(update={"claimed": quick})
    some = [*dear, cheap]
    each = contending.costs(line, [dear[0]])[0]
    found = contending.fitting(line, some, afterwards.IMPORTS + 4.5 * each)
    assert found == [*dear[:4], cheap]
    assert contending.fitting(line, some, 1.0) == []
