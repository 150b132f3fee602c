"""Learning from inputs without targets: the parts by hand, when it is proposed and
left, and what is said of it at the end."""

from types import SimpleNamespace

import pytest
import torch
from plans import done, task
from torch import nn

from agent.outcome import LearntFree, Unlabelled
from agent.project.training import misfit
from agent.proposers import rules, scarce
from agent.proposers.legal import Legal
from agent.run import story, unlabelled
from templates.blocks.agreeing import info_nce
from templates.blocks.corrupting import swap_places
from templates.blocks.heads.binary import BinaryHead
from templates.blocks.pretraining.align_modalities import AlignModalities
from templates.blocks.pretraining.contrast_rows import ContrastRows
from templates.blocks.selftraining.pseudo_labels import PseudoLabels
from templates.blocks.warming import pretrain

THERE = torch.ones(64, dtype=torch.bool)


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


class Model(nn.Module):
    """Two encoders, a sum and a head, named as a generated model is."""

    def __init__(self):
        super().__init__()
        self.encoders = nn.ModuleDict({"a": nn.Linear(6, 8), "b": nn.Linear(4, 8)})
        for encoder in self.encoders.values():
            encoder.dim = 8
        self.fusion = Sum()
        self.head = BinaryHead(8, 2)

    def encode(self, x, present):
        return {name: encoder(x[name]) for name, encoder in self.encoders.items()}

    def forward(self, x, present):
        return self.head(self.fusion(self.encode(x, present), present))

    def predict(self, x, present):
        return self.head.predict(self(x, present))


class Sum(nn.Module):
    dim = 8

    def forward(self, z, present):
        return sum(z.values()).relu()


class Rows:
    """64 rows of two views of the same two numbers, as `Rows` of data.py gives them."""

    def __init__(self):
        hidden = torch.randn(64, 2)
        self.ids = list(map(str, range(64)))
        self.x = {
            "a": hidden @ torch.randn(2, 6) + 0.05 * torch.randn(64, 6),
            "b": hidden @ torch.randn(2, 4) + 0.05 * torch.randn(64, 4),
        }

    def take(self, index, device):
        x = {name: value[index] for name, value in self.x.items()}
        return x, {name: THERE[: len(index)] for name in x}, None


def pair():
    """A batch: tensors and masks."""
    return Rows().take(torch.arange(64), None)[:2]


# ---- the parts ----------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(64, 50), (64, 20, 3), (64, 3, 32, 32), (64, 9)])
def test_places_come_from_other_rows_whole(shape):
    x = torch.arange(64.0).view(-1, *[1] * (len(shape) - 1)).expand(shape)
    y = swap_places(x, 0.5)
    assert y.shape == x.shape and set(y.unique().tolist()) <= set(range(64))
    assert 0.35 < (y != x).float().mean() < 0.65
    assert torch.equal(swap_places(x, 0.0), x)
    if len(shape) == 3:  # a step is swapped as a whole
        assert (y == y[..., :1]).all()
    if len(shape) == 4:  # so is a square of 4 x 4 pixels, in all channels
        squares = y.unfold(2, 4, 4).unfold(3, 4, 4)
        assert (squares == squares[:, :1, ..., :1, :1]).all()


def test_info_nce_is_cross_entropy_of_cosines():
    a, b = torch.tensor([[2.0, 0], [0, 3]]), torch.tensor([[1.0, 0], [0, 5]])
    wanted = torch.log(1 + torch.exp(torch.tensor(-2.0)))  # cosines 1 and 0, over 0.5
    assert info_nce(a, b, 0.5).item() == pytest.approx(wanted.item())
    alike = torch.ones(8, 3)
    assert info_nce(alike, alike, 0.1).item() == pytest.approx(torch.tensor(8.0).log())


@pytest.mark.parametrize("objective", [AlignModalities, ContrastRows])
def test_pretraining_teaches_the_encoders_and_not_the_head(objective):
    model, rows = Model(), Rows()
    before = {name: p.clone() for name, p in model.named_parameters()}
    config = SimpleNamespace(
        pretrain_epochs=30, pretrain_batch=64, pretrain_lr=0.01, pretrain_share=0.3
    )
    losses = pretrain(model, objective(model), rows, config, float("inf"))
    assert len(losses) == 30 and losses[-1] < 0.9 * losses[0]
    for name, p in model.named_parameters():
        assert torch.equal(p, before[name]) == name.startswith("head"), name


def test_pretraining_ends_in_time_and_with_one_row():
    config = SimpleNamespace(pretrain_epochs=5, pretrain_batch=63, pretrain_lr=0.01)
    model = Model()
    assert pretrain(model, ContrastRows(model), Rows(), config, 1e-9) == []
    # 64 rows are a batch of 63 and a single one, which has nobody to be told from
    assert len(pretrain(model, ContrastRows(model), Rows(), config, 1e9)) == 5


def test_modalities_that_never_meet_align_nothing():
    model, (x, present) = Model(), pair()
    present = {"a": THERE, "b": ~THERE}
    loss = AlignModalities(model)(model, x, present)
    loss.backward()
    assert loss.item() == 0


def test_only_sure_guesses_count():
    model, (x, present) = Model(), pair()
    unsure = PseudoLabels(sure=0.999)(model, x, present)
    unsure.backward()
    assert unsure.item() == 0 and model.training
    with torch.no_grad():
        model.head.linear.bias.fill_(20.0)  # all rows are surely of class 1
    assert 0 <= PseudoLabels(sure=0.9)(model, x, present).item() < 1e-3
    with torch.no_grad():
        model.head.linear.bias.zero_()
        chance = model.predict(x, present).max(dim=1).values
        line = float(chance.median())
        own = model.head.loss(
            model(x, present)[chance >= line], guesses(model, x, line)
        )
    got = PseudoLabels(sure=line, share=0.0)(model, x, present)
    share = (chance >= line).float().mean()
    assert got.item() == pytest.approx((own * share).item(), rel=1e-4)


def guesses(model, x, line):
    chance, guess = model.predict(x, None).max(dim=1)
    return guess[chance >= line]


# ---- the search ---------------------------------------------------------------------


def history_of(kinds="text table", free=2000, **more):
    """A task with unlabelled rows, and its best trial so far."""
    spec, profile = task(kinds, "multiclass")
    profile = profile.model_copy(update={"unlabelled": free, **more})
    plans = [p for p in rules.baselines(spec, profile) if p.family == "network"]
    return spec, profile, done(1, plans[-1], 0.5)


def proposed(spec, profile, history, best):
    found = list(scarce.moves(spec, profile, history, best))
    assert all(misfit(spec, plan) is None for plan in found)
    return [(p.operator, p.train.pretrain, p.train.pseudo) for p in found]


def test_it_is_proposed_where_there_are_rows_for_it():
    spec, profile, best = history_of()
    assert proposed(spec, profile, (best,), best) == [
        ("pretrain", "align_modalities", 0.0),
        ("pretrain", "contrast_rows", 0.0),
        ("pseudo-labels", None, 1.0),
    ]
    spec, profile, best = history_of("table")
    kinds = [kind for _, kind, _ in proposed(spec, profile, (best,), best)]
    assert kinds == ["contrast_rows", None]
    few = profile.model_copy(update={"unlabelled": 299})  # of 600 rows trained on
    assert proposed(spec, few, (best,), best) == []
    tested = few.model_copy(update={"given": 5000})
    assert proposed(spec, tested, (best,), best) == []
    asked = spec.model_copy(update={"transductive": True})
    assert len(proposed(asked, tested, (best,), best)) == 2


def test_a_task_without_classes_guesses_none():
    spec, profile = task("text table", "regression")
    profile = profile.model_copy(update={"unlabelled": 2000})
    best = done(1, rules.baselines(spec, profile)[-1], 0.5)
    assert "pseudo-labels" not in {
        o for o, *_ in proposed(spec, profile, (best,), best)
    }


def test_few_rows_alone_are_learnt_from_last():
    spec, profile, best = history_of(free=0)
    assert list(scarce.last(spec, profile, (best,), best)) == []
    split = profile.split.model_copy(update={"train": 200})
    few = profile.model_copy(update={"split": split})
    (plan,) = scarce.last(spec, few, (best,), best)
    assert plan.train.pretrain == "contrast_rows" and "200 rows are few" in plan.reason


@pytest.mark.parametrize(("verdict", "left"), [("within-noise", 1), ("keep", 3)])
def test_what_does_not_pay_is_left(verdict, left):
    spec, profile, best = history_of()
    first, second, _ = scarce.moves(spec, profile, (best,), best)
    tried = [
        done(i, plan, 0.5).model_copy(update={"verdict": verdict})
        for i, plan in enumerate((first, second), 2)
    ]
    other = best.model_copy(update={"index": 4})  # another plan is the best now
    found = proposed(spec, profile, (best, *tried, other), other)
    assert len(found) == left and found[-1][0] == "pseudo-labels"


def test_the_rules_try_it_and_a_model_may_choose_it():
    spec, profile, best = history_of()
    plans = rules.candidates(spec, profile, (best,))
    operators = list(dict.fromkeys(plan.operator for plan in plans))
    assert operators.index("pretrain") < operators.index("swap fusion")
    knobs = Legal(spec, profile, (best,)).knobs(best.plan)
    assert "contrast_rows" in knobs["train.pretrain"] and 1.0 in knobs["train.pseudo"]
    none = profile.model_copy(update={"unlabelled": 0})
    assert "train.pretrain" not in Legal(spec, none, (best,)).knobs(best.plan)


# ---- the end ------------------------------------------------------------------------


def test_it_is_held_against_what_it_changed_after_as_much_time():
    spec, profile, best = history_of()
    quick = best.model_copy(
        update={"plan": best.plan.model_copy(update={"seconds": 6.0})}
    )
    more = {"seconds": 20.0, "continues": 1}
    grown = best.model_copy(
        update={"index": 2, "plan": best.plan.model_copy(update=more)}
    )
    plan = next(scarce.moves(spec, profile, (quick, grown), grown))
    for seconds, against in ((6.0, 1), (19.9, 2), (60.0, 2)):
        trial = done(3, plan.model_copy(update={"seconds": seconds}), 0.5)
        assert unlabelled.as_long((quick, grown, trial), trial).index == against
    assert unlabelled.uses(trial) and not unlabelled.uses(best)


@pytest.mark.parametrize(
    ("interval", "says"),
    [
        ((0.01, 0.03), "beats the same without (#3) by +0.0200"),
        ((-0.03, -0.01), "is worse than the same without (#3): "),
        ((-0.01, 0.05), "are within noise of each other"),
    ],
)
def test_the_end_says_whether_it_paid(interval, says):
    one = LearntFree(trial=7, operator="pretrain", over=3, gain=0.02, interval=interval)
    worse = one.model_copy(update={"trial": 8, "gain": -0.5})
    members = [SimpleNamespace(trial=7), SimpleNamespace(trial=2)]
    found = Unlabelled(rows=900, tried=(worse, one), used=(7,))
    end = SimpleNamespace(unlabelled=found, best=SimpleNamespace(members=members))
    said = story.unlabelled_sentence(end)  # type: ignore[arg-type]
    assert says in said and "900 rows without a target; best of 2: #7" in said
    assert said.endswith("1 of 2 models chosen learnt so.")
    from agent.interfaces import sentences

    assert "900" in sentences.told(said) and "target" not in sentences.told(said)


def test_the_end_says_that_nothing_was_tried_or_nothing():
    found = Unlabelled(rows=900, tried=(), used=())
    end = SimpleNamespace(unlabelled=found, best=None)
    said = story.unlabelled_sentence(end)  # type: ignore[arg-type]
    assert said == "Nothing was learnt from 900 rows without a target."
    none = SimpleNamespace(unlabelled=None)
    assert story.unlabelled_sentence(none) == ""  # type: ignore[arg-type]
