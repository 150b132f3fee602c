"""The learner as a graph for ONNX Runtime: features (N, F) to predictions (N, 2).

Features are those of all modalities beside each other, as `beside(model.parts(…))` gives
them: float32, NaN for gaps. How rows become features stays Python, in model.py.
"""

import numpy as np
import onnx
from onnx import helper, numpy_helper

from model import BoostedTrees

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


NODES = (
    "nodes_treeids",
    "nodes_nodeids",
    "nodes_featureids",
    "nodes_modes",
    "nodes_values",
    "nodes_truenodeids",
    "nodes_falsenodeids",
    "nodes_missing_value_tracks_true",
)
LEAVES = ("target_treeids", "target_nodeids", "target_ids", "target_weights")


def scores(graph: Graph, learner: BoostedTrees) -> str:
    """The sums of all trees, before any link: (N, 2)."""
    trees = []
    roots = roots_of(learner.booster, learner.best)
    for i, root in enumerate(roots):  # of two classes, the trees speak for the second
        trees.append((i % learner.outputs if learner.outputs > 2 else 1, root))
    return graph.add(
        "TreeEnsembleRegressor",
        "features",
        domain="ai.onnx.ml",
        n_targets=2,
        post_transform="NONE",
        **tree_attributes(trees),
    )


def roots_of(booster, rounds: int) -> list[dict]:
    """The trees of the first `rounds` of a LightGBM model."""
    told = booster.dump_model(num_iteration=rounds)
    return [tree["tree_structure"] for tree in told["tree_info"]]


def tree_attributes(trees: list[tuple[int, dict]]) -> dict[str, list]:
    """Trees and the output that each is for, as ONNX wants them: flat lists of nodes
    and of leaves."""
    nodes, leaves = [], []
    for tree, (output, root) in enumerate(trees):
        order = [root]
        for place, node in enumerate(order):  # grows, breadth first
            if "leaf_value" in node:
                leaves.append((tree, place, output, node["leaf_value"]))
                nodes.append((tree, place, 0, "LEAF", 0.0, 0, 0, 0))
                continue
            left, right = len(order), len(order) + 1
            order += [node["left_child"], node["right_child"]]
            own = node["split_feature"], "BRANCH_LEQ", rounded_down(node["threshold"])
            nodes.append((tree, place, *own, left, right, gaps_go_left(node)))
    of_nodes = dict(zip(NODES, map(list, zip(*nodes, strict=True)), strict=True))
    of_leaves = dict(zip(LEAVES, map(list, zip(*leaves, strict=True)), strict=True))
    return of_nodes | of_leaves


def rounded_down(threshold: float) -> float:
    """The largest float32 that is not above: float32 features fall on the same side."""
    near = np.float32(min(threshold, float(np.finfo(np.float32).max)))
    if float(near) > threshold:
        near = np.nextafter(near, np.float32(-np.inf))
    return float(near)


def gaps_go_left(node: dict) -> int:
    """Where LightGBM sends NaN; a column without gaps in training takes it for 0."""
    if node["decision_type"] != "<=" or node["missing_type"] == "Zero":
        raise SystemExit(f"not exported: a split by {node['decision_type']}")
    if node["missing_type"] == "NaN":
        return int(node["default_left"])
    return int(node["threshold"] >= 0)


def predictions(graph: Graph, learner: BoostedTrees, scores: str) -> str:
    """Probabilities of the classes (N, 2)."""
    z = graph.add("Softmax", scores, axis=1)
    z = graph.add("Mul", z, graph.constant(learner.weights.numpy()))
    axis = graph.constant([1], np.int64)
    return graph.add("Div", z, graph.add("ReduceSum", z, axis, keepdims=1))


def learner_graph(learner: BoostedTrees, widths: dict[str, int]) -> bytes:
    """The learner as an ONNX model, for any number of rows; `widths` are the numbers of
    features by part, in their order."""
    graph = Graph()
    results = [predictions(graph, learner, scores(graph, learner))]
    for name, result in zip(OUTPUTS, results, strict=True):
        graph.nodes.append(helper.make_node("Identity", [result], [name]))
    float_ = onnx.TensorProto.FLOAT
    shape = ["rows", sum(widths.values())]
    given = [helper.make_tensor_value_info("features", float_, shape)]
    types = {"predictions": (float_, ["rows", 2])}
    asked = [helper.make_tensor_value_info(name, *types[name]) for name in OUTPUTS]
    made = helper.make_model(
        helper.make_graph(graph.nodes, "learner", given, asked, graph.constants),
        opset_imports=[helper.make_opsetid(*pair) for pair in OPSETS.items()],
        ir_version=IR_VERSION,
    )
    onnx.checker.check_model(made)
    return made.SerializeToString()
