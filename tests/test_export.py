"""Exported models answer as PyTorch does, whatever is missing and for any batch.

`python tests/test_export.py` prints what this measures for every golden plan.
"""

import sys
import tempfile
from pathlib import Path

import onnxruntime
import pytest
from exports import BATCHES, apart, export, opened, part, trained

from agent.records import Plan

GOLDEN = sorted((Path(__file__).parent / "golden").iterdir())
NETWORKS = [
    case
    for case in GOLDEN
    if Plan.model_validate_json((case / "plan.json").read_text()).family == "network"
]
WORST = 1e-4


def measured(case: Path, folder: Path) -> tuple[dict[str, float], int]:
    """Differences between a golden plan's graph and PyTorch on invented rows, by what
    is missing, and the graph's size; and the graph's inputs are what they are called.
    """
    with opened(case / "project") as own:
        rows = trained(own, folder)
        said = export(own, folder, "onnx")
        graph = folder / "onnx" / "model.onnx"
        session = onnxruntime.InferenceSession(graph)
        model, _ = own.predict.load_model(folder / "weights")
        found = {}
        for words, absent in own.export.gaps(rows.x).items():
            batches = [part(rows, count, absent) for count in BATCHES]
            found[words] = max(apart(session, model, *batch) for batch in batches)
    names = [*rows.x, *(f"{name}.present" for name in rows.x)]
    assert sorted(i.name for i in session.get_inputs()) == sorted(names)
    assert set(said["differs"]) == set(found)
    assert max(said["differs"].values()) <= WORST
    return found, graph.stat().st_size


@pytest.mark.parametrize("case", NETWORKS, ids=lambda path: path.name)
def test_golden_plans_answer_alike_in_onnx(case, tmp_path):
    found, _ = measured(case, tmp_path)
    assert max(found.values()) <= WORST, found


if __name__ == "__main__":
    for golden in NETWORKS:
        with tempfile.TemporaryDirectory() as home:
            apart_by, size = measured(golden, Path(home))
        cells = ", ".join(f"{words} {value:.1e}" for words, value in apart_by.items())
        sys.stdout.write(f"{golden.name}: {cells}; {size:,} bytes\n")
