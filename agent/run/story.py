"""The end of a run in words: for the README of what is delivered, and for terminals."""

from collections.abc import Sequence
from types import SimpleNamespace

from agent.outcome import Best, Outcome
from agent.project.card import Figures
from agent.project.saying import SETS
from agent.records import Profile, Score, Trial
from agent.run import privacy, tried
from agent.run.students import distilled_sentence


def story(
    history: tuple[Trial, ...], outcome: Outcome, profile: Profile, *, maximize: bool
) -> SimpleNamespace:
    """What README.md tells of what was chosen, one model or several; `maximize`:
    whether more is better."""
    best = outcome.best
    assert best is not None
    first = "these models together" if best.trial is None else "this model"
    others = [(b.name, b.test, None) for b in outcome.baselines]
    also = ", ".join(f"{name} {value:.3f}" for name, value in best.also.items())
    said = [gain_sentence(outcome), ensemble_sentence(outcome), as_read(outcome)]
    said += [distilled_sentence(outcome), unlabelled_sentence(outcome)]
    said.append(f"Also on the test rows: {also}." if also else "")
    said.append(not_isolated(outcome) if outcome.not_isolated else "")
    shown = {m.trial for m in best.members}
    refit = any(m.refit for m in best.members)
    promises = [_coverage_words(best, refit=refit), privacy.card(outcome)]
    return _told(
        history,
        profile,
        sentence=" ".join(filter(None, said)),
        metric=best.metric,
        maximize=maximize,
        table=[(first, best.test, best.interval), *others],
        refit=outcome.refit,
        first=shown,
        figures=Figures(best.metric, best.test, best.interval, best.also),
        alone=True,
        read=_reading_words(best),
        covered="\n\n".join(filter(None, promises)),
        serves=True,
        chosen=_chosen_words(best, profile),
    )


def member_story(
    history: tuple[Trial, ...],
    outcome: Outcome,
    profile: Profile,
    trial: Trial,
    score: Score,
    *,
    maximize: bool,
) -> SimpleNamespace:
    """What the README.md of one member of an ensemble tells; `score` is its own, on the
    test rows."""
    best = outcome.best
    assert best is not None
    own = next(m for m in best.members if m.trial == trial.index)
    part = own.weight / own.trainings
    table = [("this model", score.value, score.interval)]
    table.append(("the ensemble that it is part of", best.test, best.interval))
    return _told(
        history,
        profile,
        sentence=f"One of {best.name}: its part of their mean is {part:.3g}.",
        metric=best.metric,
        maximize=maximize,
        table=table,
        refit=own.refit,
        first={trial.index},
        figures=Figures(best.metric, score.value, score.interval, score.also),
    )


def _told(
    history: tuple[Trial, ...],
    profile: Profile,
    *,
    sentence: str,
    metric: str,
    maximize: bool,
    table: Sequence[tuple[str, float, tuple[float, float] | None]],
    refit: bool,
    first: set[int],
    figures: Figures,
    alone: bool = False,
    read: str = "",
    covered: str = "",
    serves: bool = False,
    chosen: str = "",
) -> SimpleNamespace:
    return SimpleNamespace(
        sentence=sentence,
        chosen=chosen,
        figures=figures,
        alone=alone,
        metric=metric,
        rows=profile.split.test,
        learnt=profile.rows if refit else profile.split.train,
        weights=_weights_words(profile, refit=refit),
        read=read,
        covered=covered,
        serves=serves,
        table=[
            SimpleNamespace(
                name=name,
                value=f"{value:.4f}",
                interval=f"{interval[0]:.4f} to {interval[1]:.4f}" if interval else "",
            )
            for name, value, interval in table
        ],
        trials=tried.shown(history, first, maximize=maximize),
    )


def _chosen_words(best: Best, profile: Profile) -> str:
    """How the members of an ensemble and their weights were found."""
    greedy = "greedy selection (Caruana et al. 2004)"
    if best.folds == 1:
        return (
            f"Members and weights were chosen by {greedy} on {profile.split.select} "
            "rows that none of them was trained on."
        )
    return (
        f"Members and weights were chosen on {best.folds} parts of the rows outside "
        "test, each predicted by models of the same plans that had not seen it: by "
        f"{greedy}, but for the half that all who were not far behind share evenly "
        "where that is no worse on rows left out."
    )


def _weights_words(profile: Profile, *, refit: bool) -> str:
    """Which model the delivered weights are, since not all have been scored."""
    if refit:
        return (
            f"of this plan trained on all {profile.rows} labelled rows, after scoring"
        )
    return f"of the trial scored above, trained on {profile.split.train} rows"


def _coverage_words(best: Best, *, refit: bool) -> str:
    """What `--coverage` promises, what came of it, and how far to trust it."""
    made = best.blend.conformal if best.blend else None
    if made is None:
        return ""
    levels = ", ".join(f"{coverage:g}" for coverage, _ in made.levels)
    what = f"a set of {made.method}" if made.method in SETS else "`low` and `high`"
    after = (
        "What was trained once more after scoring has not been measured again."
        if refit
        else "The delivered weights are the ones measured."
    )
    return " ".join(
        [
            f"`predict.py --coverage 0.9` adds {what} (split-conformal; there are "
            f"{levels}), fitted on {made.rows} rows that were held back but also chose "
            "the model.",
            *covered_sentences(best),
            after,
        ]
    )


def _reading_words(best: Best) -> str:
    """What predict.py does to this one model's probabilities, if anything."""
    blend, said = best.blend, []
    if blend is None or best.trial is None:
        return ""
    if blend.temperature != 1.0:
        said.append(f"tempers its probabilities ({blend.temperature:g})")
    if blend.offsets:
        said.append(f"decides labels by thresholds tuned for {best.metric}")
    if blend.worth:
        said.append(f"says the class that is worth most to {best.metric} on average")
    return " and ".join(said)


def gain_sentence(outcome: Outcome) -> str:
    """Does fusion pay? One sentence, also when the answer is no."""
    gain = outcome.fusion_gain
    if outcome.alone:
        return f"There is one modality ({outcome.alone}), so nothing to fuse."
    if gain is None:
        return (
            "Whether fusion pays is not known: this run did not score both a fusion "
            "and a single modality."
        )
    low, high = gain.interval
    figures = f"{gain.gain:+.4f} (95 % interval {low:+.4f} to {high:+.4f})"
    if low > 0:
        return f"Fusion beats the best single modality ({gain.over}) by {figures}."
    if high < 0:
        return (
            f"Fusion is worse than the best single modality ({gain.over}): {figures}."
        )
    return (
        f"Fusion and the best single modality ({gain.over}) are within noise of "
        f"each other: {figures}."
    )


def ensemble_sentence(outcome: Outcome) -> str:
    """Does averaging pay? One sentence; none where there was nothing to average."""
    told = outcome.ensemble
    if told is None:
        return ""
    over = f"the best single trial (#{told.over})"
    if not told.chosen or told.gain is None or told.interval is None:
        low, high = told.select_interval
        figures = f"{told.select:+.4f} ({low:+.4f} to {high:+.4f})"
        return (
            f"Averaging trials was not found better than {over}: {figures} on the "
            f"select rows it was chosen on, {told.out_of_bag:+.4f} on rows left out."
        )
    low, high = told.interval
    figures = f"{told.gain:+.4f} (95 % interval {low:+.4f} to {high:+.4f})"
    if low > 0:
        return f"Averaging beats {over} by {figures}."
    if high < 0:
        return f"Averaging is worse than {over} on the test rows: {figures}."
    return f"Averaging and {over} are within noise of each other: {figures}."


def as_read(outcome: Outcome) -> str:
    """How the two that `ensemble_sentence` compares were read, where that is another
    way than that of the tables."""
    told, best = outcome.ensemble, outcome.best
    blend = best.blend if best else None
    if told is None or blend is None or not told.chosen:
        return ""
    tuned = ["a temperature"] if blend.temperature != 1.0 else []
    tuned += ["thresholds"] if blend.offsets else []
    if not tuned:
        return ""
    return (
        f"Both are read with {' and '.join(tuned)} of their own there; tables have "
        f"#{told.over} as it was trained."
    )


def unlabelled_sentence(outcome: Outcome) -> str:
    """Did rows without a target pay? One sentence; none where there are none."""
    told = outcome.unlabelled
    if told is None:
        return ""
    if not told.tried:
        return f"Nothing was learnt from {told.rows} rows without a target."
    best = max(told.tried, key=lambda one: one.gain)
    low, high = best.interval
    figures = f"{best.gain:+.4f} (95 % interval {low:+.4f} to {high:+.4f})"
    members = outcome.best.members if outcome.best else ()
    end = f"{len(told.used)} of {len(members)} models chosen learnt so."
    start = f"Learning from inputs alone ({told.rows} rows without a target; best of "
    start += f"{len(told.tried)}: #{best.trial})"
    if low > 0:
        return f"{start} beats the same without (#{best.over}) by {figures}; {end}"
    if high < 0:
        return (
            f"{start} is worse than the same without (#{best.over}): {figures}; {end}"
        )
    return (
        f"{start} and the same without (#{best.over}) are within noise of each other: "
        f"{figures}; {end}"
    )


def covered_sentences(best: Best) -> list[str]:
    """How often sets or intervals held on the test rows: a sentence for each promise of
    90 %, or of the nearest to it, target by target."""
    if not best.covered:
        return []
    near = min({c.coverage for c in best.covered}, key=lambda c: abs(c - 0.9))
    said = []
    for one in (c for c in best.covered if c.coverage == near):
        low, high = one.interval
        sets = best.blend and best.blend.conformal
        what, how = f"Intervals of {one.target}", f"{one.size:.4g} wide"
        truth = "the truth"
        if sets and sets.method in SETS:
            what, how = "Sets", f"of {one.size:.3g} {sets.method}"
            truth = "every true label" if sets.method == "labels" else truth
        said.append(
            f"{what} at {near:.0%} held {truth} in {one.measured:.3f} of "
            f"{one.rows} test rows (95 % interval {low:.3f} to {high:.3f}), {how} on "
            "average."
        )
    return said


def not_isolated(outcome: Outcome) -> str:
    """The mark of a run with --unsafe, a sentence."""
    count = f"{outcome.not_isolated} of {outcome.trials} trials"
    return f"NOT ISOLATED: {count} ran on the bare machine (--unsafe)."
