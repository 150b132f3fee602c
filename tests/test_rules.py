"""The rules planner: baselines first, then moves for a reason, within the time."""

import pytest
from plans import done, task

from agent import catalog
from agent.pretrained.folders import look
from agent.project.training import misfit
from agent.proposers import classical, rules
from agent.proposers.lineage import key
from agent.proposers.moves import moves, symptoms
from agent.proposers.pace import Pace
from agent.proposers.rules import Rules
from agent.proposers.training import SEARCH
from agent.records import Curve, TrainArgs, Wishes
from tests.tiny_encoders import tiny


def play(spec, profile, value, seconds=600.0, most=60, curve=None):
    """Let the planner run: `value(plan)` is each trial's score, 8 s its overhead."""
    history, left = (), [seconds]
    planner = Rules(Pace(lambda: left[0]))
    while (plan := planner(spec, profile, history)) and len(history) < most:
        new = plan.seconds
        if plan.continues is not None:
            new -= history[plan.continues - 1].plan.seconds
        assert 0 < new <= left[0]
        index = len(history) + 1
        history += (done(index, plan, value(plan), **(curve or {})),)
        left[0] -= new * 0.5 + 4
    return history


def changed(history):
    """The plans that came of changing another one, not of trying encoders alone."""
    skip = ("baseline", "other encoder", "repeat", "confirm")
    found = [t.plan for t in history if t.plan.operator not in skip]
    assert found
    return found


def test_baselines_come_first_and_no_plan_comes_twice():
    spec, profile = task("image text table", "multiclass")
    history = play(spec, profile, lambda plan: 0.5 + 0.1 * len(plan.branches))
    names = [trial.plan.name for trial in history]
    singles = {"the_text only", "the_table only", "the_image only"}
    assert set(names[:2]) == {"boosted trees", "logistic"}
    alone = {f"{names[0]}, {name}" for name in singles}
    alone |= {"boosted trees, the_table only"}
    end = 2 + len(alone)
    assert set(names[2:end]) == alone
    assert set(names[end : end + 3]) == singles and names[end + 3] == "late fusion"
    keys = [rules.key(trial.plan) for trial in history]
    assert len(keys) == len(set(keys)) > 6
    assert all(trial.plan.reason for trial in history)


def test_the_reference_model_is_a_baseline_of_image_and_vector():
    spec, profile = task("image vector", "binary")
    plan = next(p for p in rules.baselines(spec, profile) if p.name == "reference")
    assert [b.encoder.block for b in plan.branches] == ["flat_cnn", "dense"]
    assert plan.train.optimizer == "adam" and plan.fusion.args == {"hidden": 0}
    spec, profile = task("image text", "binary")
    assert "reference" not in {p.name for p in rules.baselines(spec, profile)}


def test_moves_change_the_best_fusion_unless_one_modality_is_clearly_better():
    spec, profile = task("text table", "binary")
    history = play(spec, profile, lambda p: len(p.branches) / 2, most=40)
    assert all(len(p.branches) == 2 for p in changed(history))
    history = play(spec, profile, lambda p: 0.5 if len(p.branches) > 1 else 0.9)
    assert len(changed(history)[0].branches) == 1


def test_lower_is_better_for_errors():
    spec, profile = task("text table", "regression")
    history = play(spec, profile, lambda p: 9 / len(p.branches), most=40)
    assert all(len(p.branches) == 2 for p in changed(history))


def test_encoders_race_alone_and_the_best_are_put_together():
    spec, profile = task("vector table", "binary")
    liked = {"mlp"}

    def value(plan):
        found = sum(b.encoder.block in liked for b in plan.branches)
        return 0.5 + 0.1 * found + 0.05 * len(plan.branches)

    history = play(spec, profile, value)
    raced = [t.plan for t in history if t.plan.operator == "other encoder"]
    assert raced and all(len(p.branches) == 1 for p in raced)
    joined = next(t.plan for t in history if t.plan.operator == "best encoders")
    assert liked & {b.encoder.block for b in joined.branches}
    best = max(history, key=lambda t: t.select.value)
    assert len(best.plan.branches) == 2


def test_time_is_kept_and_ends_the_run():
    spec, profile = task("image text", "multiclass")
    planner = Rules(Pace(lambda: 5.0))
    assert planner(spec, profile, ()) is None
    history = play(spec, profile, lambda p: 0.5, seconds=100)
    assert sum(t.plan.seconds * 0.5 + 4 for t in history) <= 100


def test_a_cap_on_trials_is_kept():
    spec, profile = task("text table", "binary")
    capped = spec.budget.model_copy(update={"trials": 2})
    history = play(spec.model_copy(update={"budget": capped}), profile, lambda p: 0.5)
    assert len(history) == 2


@pytest.mark.parametrize(
    "failure, field", [("diverged", "lr"), ("oom", "batch_size")], ids=str
)
def test_known_failures_are_repaired(failure, field):
    spec, profile = task("text table", "binary")
    history = ()
    for index, plan in enumerate(rules.baselines(spec, profile), 1):
        history += (done(index, plan, None, failure=failure),)
    plan = Rules(Pace(lambda: 300.0))(spec, profile, history)
    assert plan is not None and plan.operator == "repair"
    before = getattr(history[-1].plan.train, field)
    assert getattr(plan.train, field) < before


@pytest.mark.parametrize(
    "curve, symptom",
    [
        ({"epochs": 4, "best_epoch": 4, "stopped": "time"}, "slow"),
        ({"epochs": 60, "best_epoch": 60, "stopped": "epochs"}, "underfit"),
        ({"valid_best": 0.5, "valid_last": 0.9}, "overfit"),
        ({"valid_first": 0.5, "valid_best": 0.5, "valid_last": 0.9}, "unstable"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_curves_show_what_is_wrong(curve, symptom):
    assert symptom in symptoms(Curve(**curve))


def test_a_late_best_epoch_is_no_lack_of_learning_where_training_is_far_ahead():
    late = {"epochs": 12, "best_epoch": 12, "stopped": "epochs", "valid_best": 0.48}
    assert "underfit" not in symptoms(Curve(**late, train_at_best=0.37))
    assert "underfit" in symptoms(Curve(**late, train_at_best=0.47))


def test_cures_fit_what_the_curve_shows():
    spec, profile = task("image text", "multiclass")
    curve = {"epochs": 4, "best_epoch": 4, "stopped": "time"}
    history = play(spec, profile, lambda p: 0.5, most=16, curve=curve)
    cured = next(p for p in changed(history) if p.continues is None)
    assert cured.operator == "faster"
    before = history[(cured.parent or 0) - 1].plan
    sizes = [p.branches[0].input.args.get("size") for p in (before, cured)]
    assert sizes[1] != sizes[0]


def ideas_of(spec, profile, scores, **curve):
    """What is proposed for the training of late fusion after the baselines."""
    plans = {plan.name: plan for plan in rules.baselines(spec, profile)}
    history = tuple(
        done(i, plans[name], value, **curve)
        for i, (name, value) in enumerate(scores.items(), 1)
    )
    found = list(moves(spec, profile, history[-1], history))
    return {plan.operator: plan.train for plan in found}


def test_training_moves_have_their_triggers():
    spec, profile = task("text table", "multiclass")
    near = {"the_text only": 0.6, "the_table only": 0.61, "late fusion": 0.7}
    found = ideas_of(spec, profile, near)
    assert found["auxiliary losses"].aux_loss == 0.3
    assert found["average weights"].ema and found["soup"].soup == 5
    assert found["mixup"].mixup == 0.2
    assert not {"balance modalities", "balanced sampling", "one cycle"} & set(found)

    far = near | {"the_table only": 0.3}
    assert ideas_of(spec, profile, far)["balance modalities"].balance == "ogm_ge"
    short = ideas_of(spec, profile, near, stopped="time")
    assert short["one cycle"].schedule == "one_cycle" and "soup" not in short
    skewed = profile.model_copy(update={"balance": (0.8, 0.15, 0.05)})
    assert ideas_of(spec, skewed, near)["balanced sampling"].sampling == "balanced"
    spec, profile = task("table", "multiclass")
    assert "auxiliary losses" not in ideas_of(spec, profile, {"the_table only": 0.6})


def test_lower_is_better_for_the_dominant_modality():
    spec, profile = task("text table", "regression")
    scores = {"the_text only": 0.9, "the_table only": 0.3, "late fusion": 0.3}
    train = ideas_of(spec, profile, scores)
    assert train["balance modalities"].balance == "ogm_ge"


def test_the_search_list_names_options_with_their_defaults_first():
    from pydantic import TypeAdapter

    for name, (values, why) in SEARCH.items():
        field = TrainArgs.model_fields[name]
        adapter = TypeAdapter(field.annotation)
        assert why and len(set(values)) == len(values) > 1
        for value in values:
            assert adapter.validate_python(value) == value, name
        tuned = {
            "batch_size",
            "modality_dropout",
        }  # design.py's default, not the record's
        assert name in tuned or values[0] == field.default, name


def test_moves_are_never_refused():
    """Weighed classes and balanced draws exclude each other: one isn't proposed."""
    spec, profile = task("text table", "multiclass")
    profile = profile.model_copy(update={"balance": (0.8, 0.15, 0.05)})
    plan = rules.baselines(spec, profile)[-1]
    train = plan.train.model_copy(update={"sampling": "balanced"})
    best = done(1, plan.model_copy(update={"train": train}), 0.5)
    found = list(moves(spec, profile, best))
    assert "weigh classes" not in {p.operator for p in found} and len(found) > 5
    assert all(misfit(spec, p) is None for p in found)


def test_a_change_gets_no_more_time_than_what_it_changes():
    spec, profile = task("image text", "multiclass")
    history = play(spec, profile, lambda p: 0.5, seconds=3000)
    changes = [t for t in history if t.plan.parent and not t.plan.stack]
    assert len(changes) > 10
    for trial in changes:
        parent = history[trial.plan.parent - 1]
        most = 1.0 if trial.plan.operator == "other encoder" else 1.25
        assert trial.plan.seconds <= most * parent.plan.seconds + 0.1
    hurried = play(
        spec,
        profile,
        lambda p: 0.5,
        seconds=3000,
        curve={"stopped": "time", "best_epoch": 20},
    )
    longer = [t for t in hurried if t.plan.parent and t.plan.operator == "swap fusion"]
    assert any(
        t.plan.seconds > 1.3 * hurried[t.plan.parent - 1].plan.seconds for t in longer
    )


def test_a_pinned_plan_that_was_skipped_is_followed_by_another():
    spec, profile = task("image table", "binary")
    for pinned in ("gated", "cross_attention"):
        wishes = Wishes(pinned=(f"fusion {pinned}",))
        asked = spec.model_copy(update={"wishes": wishes})
        planner = Rules(Pace(lambda: 300.0))
        first = planner(asked, profile, ())
        assert first and first.fusion.block == pinned
        skipped = done(1, first, None, failure="skipped")
        second = planner(asked, profile, (skipped,))
        assert second and second.parent == 1 and second.fusion.block == pinned
        assert rules.key(second) != rules.key(first) and not misfit(asked, second)
        assert "#1 was skipped" in second.reason


def test_a_table_alone_gets_a_forest_too_where_classes_are_asked_for():
    def cores(kinds: str, kind) -> list[str]:
        made = rules.baselines(*task(kinds, kind))
        return [plan.core for plan in made if not plan.network]

    assert cores("table", "binary")[2] == "forest"
    assert "forest" not in cores("table", "regression")
    assert "forest" not in cores("table text", "multiclass")


def test_a_learner_that_is_tuned_back_is_no_new_plan():
    spec, profile = task("table", "binary")
    first = next(p for p in rules.baselines(spec, profile) if p.core == "forest")
    block = catalog.find("learner", first.head.block)
    knob, (usual, other, *_) = next(iter(block.search.items()))
    assert usual == block.params[knob]
    changed = first.model_copy(
        update={"head": first.head.model_copy(update={"args": {knob: other}})}
    )
    history = (done(1, first, 0.7), done(2, changed, 0.8))
    again = classical.moves(spec, profile, history)
    assert key(first) in {key(plan.model_copy(update={"seed": 0})) for plan in again}


def test_what_an_encoder_says_of_sounds_stands_beside_their_own_features():
    known = look(tiny("waves"), "folder tiny").record
    spec, profile = task("audio table", "multiclass", encoders=(known,))
    made = classical.baselines(spec, profile)
    inputs = [[branch.input.block for branch in plan.branches] for plan in made]
    assert inputs[0] == ["pretrained_audio", "table"]
    assert all("audio" in names and "pretrained_audio" in names for names in inputs[1:])
