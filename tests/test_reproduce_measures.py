"""The few lines that a project scores itself by say what the trusted scorer says."""

import numpy as np
import pytest

from agent.project.measuring import measure, reading, truth
from agent.records import Blend, Modality, TaskSpec
from agent.scoring import measures, metrics
from agent.scoring import truth as encoded
from agent.scoring.blend import decided, mix

CLASSES = {
    "binary": ("no", "yes"),
    "multiclass": ("a", "b", "c"),
    "ordinal": ("low", "mid", "high"),
    "multilabel": ("x", "y", "z"),
}
TARGETS = {"multitarget": ("u", "v"), "survival": ("time", "event")}
CASES = [(kind, name) for kind in metrics.COMPANIONS for name in metrics.valid(kind)]
BLENDS = {
    "plain": {},
    "tuned": {"temperature": 1.7, "offsets": (0.3, -0.2, 0.1)},
    "worth": {"worth": ((0.0, 0.1, -2.0), (-1.0, 0.2, -1.0), (-2.0, -0.9, 0.0))},
}
ROWS = 80
WAYS = [
    (kind, name, tuned)
    for kind, name in CASES
    for tuned in BLENDS
    if tuned != "worth" or kind == "ordinal"
]


def spec_of(kind: str, name: str, **more) -> TaskSpec:
    return TaskSpec(
        statement="s",
        data="d",
        target=TARGETS.get(kind, ("t",)),
        kind=kind,
        metric=metrics.METRICS[name],
        positive={"binary": "yes", "survival": "1"}.get(kind),
        levels=CLASSES["ordinal"] if kind == "ordinal" else (),
        separator=";" if kind == "multilabel" else None,
        modalities=(Modality(name="m", kind="table", columns=("c",)),),
        **more,
    )


def cells(kind: str, rng: np.random.Generator) -> list[list[str]]:
    """Cells of the targets, a list per column."""
    if kind == "multilabel":
        some = rng.random((ROWS, 3)) < 0.4
        return [["; ".join(np.array(CLASSES[kind])[row]) for row in some]]
    if kind in CLASSES:
        return [rng.choice(CLASSES[kind], ROWS).tolist()]
    if kind == "survival":
        return [
            [f"{t:.2f}" for t in rng.uniform(1, 9, ROWS)],
            rng.choice(["0", "1"], ROWS).tolist(),
        ]
    if kind == "retrieval":
        pairs = [f"r{i}" for i in rng.permutation(ROWS)]
        return [pairs, [str(i) for i in rng.integers(0, 60, ROWS)]]
    columns = rng.uniform(0, 5, (2 if kind == "multitarget" else 1, ROWS))
    found = [[f"{value:.3f}" for value in column] for column in columns]
    if kind == "multitarget":
        found[0][3] = ""
    return found


def predicted(kind: str, rng: np.random.Generator) -> np.ndarray:
    """(N, C) as the file of predictions holds them."""
    if kind == "retrieval":
        return rng.normal(size=(ROWS, 8))
    table = rng.uniform(0.05, 0.95, (ROWS, len(CLASSES.get(kind, "xy"[:1]))))
    if kind in metrics.ONE_CLASS:
        table /= table.sum(1, keepdims=True)
    return rng.uniform(0, 5, (ROWS, 2)) if kind == "multitarget" else table


@pytest.mark.parametrize(("kind", "name", "tuned"), WAYS)
def test_a_project_scores_itself_as_the_run_does(kind, name, tuned):
    rng = np.random.default_rng(3)
    spec, classes = spec_of(kind, name), CLASSES.get(kind, ())
    columns, table = cells(kind, rng), predicted(kind, rng)
    blend = Blend(weights=(1.0,))
    if classes:
        update = dict(BLENDS[tuned])
        if "offsets" in update:
            update["offsets"] = update["offsets"][: len(classes)]
        blend = blend.model_copy(update=update)
    wide = mix(kind, [table], blend)
    seen = decided(kind, wide, blend) if spec.metric.needs == "labels" else wide
    names = [f"r{i}" for i in range(ROWS)]
    if kind == "retrieval":
        place = {row: i for i, row in enumerate(names)}
        pairs = zip(*columns, strict=True)
        true = np.array([[place[pair], int(item)] for pair, item in pairs])
        known = ("pair", "item")
    else:
        true, known = encoded.encode(spec, classes, columns), spec.target
    flat = seen[:, 0] if kind in ("regression", "survival") else seen
    positive = spec.positive if classes else None
    wanted = measures.compute(name, kind, true, flat, classes, positive)

    lines = [
        {"row": row, **dict(zip(known, own, strict=True))}
        for row, *own in zip(names, *columns, strict=True)
    ]
    helpers, body = measure(spec, len(classes), len(classes) - 1)
    more, expression = truth(spec, classes)
    program = (
        f"import numpy as np\n{more}\n{helpers}\nCLASSES = {classes!r}\n"
        f"def measure(truth, chances, labels):\n    {body}\n"
        f"def score(lines, chances):\n    truth = np.array({expression})\n"
        f"    {reading(spec, blend)}\n    return measure(truth, chances, labels)\n"
    )
    made: dict = {}
    exec(program, made)
    assert made["score"](lines, table) == pytest.approx(wanted, rel=1e-9)


def test_quantiles_and_columns_of_labels_are_read_alike():
    rng = np.random.default_rng(1)
    spec = spec_of("regression", "pinball", quantiles=(0.1, 0.9))
    columns, table = cells("regression", rng), rng.uniform(0, 5, (ROWS, 3))
    true = encoded.encode(spec, (), columns)
    wanted = measures.compute(
        "pinball", "regression", true, table, (), None, (0.1, 0.9)
    )
    made: dict = {}
    body = measure(spec, 0, 0)[1]
    exec(f"import numpy as np\ndef m(truth, chances, labels):\n    {body}", made)
    assert made["m"](true, table, table) == pytest.approx(wanted)

    sets = spec_of("multilabel", "f1_macro").model_copy(
        update={"separator": None, "target": ("x", "y")}
    )
    lines = [{"x": "yes", "y": "0"}, {"x": "No", "y": "是"}]
    expression = truth(sets, ("x", "y"))[1]
    found = eval(expression, {"CLASSES": ("x", "y"), "lines": lines})
    assert found == [[1, 0], [0, 1]]
