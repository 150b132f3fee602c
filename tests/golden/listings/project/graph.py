"""The learner as a graph for ONNX Runtime: features (N, F) to predictions (N, 4).

Features are those of all modalities beside each other, as `beside(model.parts(…))` gives
them: float32, NaN for gaps. How rows become features stays Python, in stack.py.
"""

import numpy as np
import onnx
from onnx import helper, numpy_helper

from stack import LogisticLabels

OUTPUTS = ("predictions",)
OPSETS = {"": 18, "ai.onnx.ml": 3}
IR_VERSION = 8  # that of these operators, which older runtimes read, too


class Graph:
    """Operators in the order in which they are added, and their constants."""

    def __init__(self):
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value, dtype: type = np.float32) -> str:
        """The name of a constant."""
        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes) -> str:
        """The name of an operator's result."""
        name = f"{operator}{len(self.nodes)}"
        made = helper.make_node(operator, inputs, [name], domain=domain, **attributes)
        self.nodes.append(made)
        return name


def scores(graph: Graph, learner: LogisticLabels, widths: dict[str, int]) -> str:
    """The linear scores, before any link: (N, 4).

    Dense columns are scaled and clipped as PartScale does it, sparse ones are not.
    """
    columns = [scale_of(learner, *part) for part in widths.items()]
    mean, deviation, most, factor = np.concatenate(columns, axis=1)
    z = graph.add("Sub", "features", graph.constant(mean))
    z = graph.add("Div", z, graph.constant(deviation))
    z = graph.add("Where", graph.add("IsNaN", z), graph.constant(0.0), z)
    z = graph.add("Max", z, graph.constant(-most))
    z = graph.add("Min", z, graph.constant(most))
    z = graph.add("Mul", z, graph.constant(factor))
    bias, weights = learner.coefficients[0], learner.coefficients[1:]
    z = graph.add("MatMul", z, graph.constant(weights))
    return graph.add("Add", z, graph.constant(bias))


def scale_of(learner: LogisticLabels, part: str, width: int) -> np.ndarray:
    """Mean, deviation, limit and factor of a part's columns: (4, width)."""
    if part not in learner.scale.mean:  # sparse: as it is
        return np.repeat([[0.0], [1.0], [np.inf], [1.0]], width, axis=1)
    deviation = learner.scale.deviation[part]
    used = max(1, np.isfinite(deviation).sum())
    limits = np.full(width, 5.0), np.full(width, used**-0.5)
    return np.stack([learner.scale.mean[part], deviation, *limits])


def predictions(graph: Graph, learner: LogisticLabels, scores: str) -> str:
    """Probabilities of the labels (N, 4)."""
    z = graph.add("Sub", scores, graph.constant(learner.shift.numpy()))
    return graph.add("Sigmoid", z)


def learner_graph(learner: LogisticLabels, widths: dict[str, int]) -> bytes:
    """The learner as an ONNX model, for any number of rows; `widths` are the numbers of
    features by part, in their order."""
    graph = Graph()
    results = [predictions(graph, learner, scores(graph, learner, widths))]
    for name, result in zip(OUTPUTS, results, strict=True):
        graph.nodes.append(helper.make_node("Identity", [result], [name]))
    float_ = onnx.TensorProto.FLOAT
    shape = ["rows", sum(widths.values())]
    given = [helper.make_tensor_value_info("features", float_, shape)]
    types = {"predictions": (float_, ["rows", 4])}
    asked = [helper.make_tensor_value_info(name, *types[name]) for name in OUTPUTS]
    made = helper.make_model(
        helper.make_graph(graph.nodes, "learner", given, asked, graph.constants),
        opset_imports=[helper.make_opsetid(*pair) for pair in OPSETS.items()],
        ir_version=IR_VERSION,
    )
    onnx.checker.check_model(made)
    return made.SerializeToString()
