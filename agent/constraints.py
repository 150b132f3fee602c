"""The hard limits of a task, held against a trial: a model that breaks one never wins.

Parameters and latency are the program's own figures, as no other are to be had; a
program that does not tell them breaks the limit.
"""

from agent.records import TaskSpec, Trial


def broken(spec: TaskSpec, done: Trial) -> str | None:
    """The first limit that a trial breaks, in words; None if it keeps them all."""
    limits, said = spec.constraints, done.claimed
    if limits.max_params and (said.params is None or said.params > limits.max_params):
        return f"{said.params} parameters, but at most {limits.max_params} are allowed"
    most = limits.max_latency_ms
    if most and (said.latency_ms is None or said.latency_ms > most):
        return f"{said.latency_ms} ms per row, but at most {most:g} are allowed"
    most = limits.max_epsilon
    if most and (said.epsilon is None or said.epsilon > most * 1.001):  # as rounded
        return f"epsilon {said.epsilon}, but at most {most:g} is allowed"
    if missing := unused(spec, done):
        return f"it does not use {', '.join(missing)}, which has to be used"
    return None


def unused(spec: TaskSpec, done: Trial) -> list[str]:
    """Columns and modalities of `must_use` that the trial's plan leaves out."""
    used = {branch.modality for branch in done.plan.branches}
    used |= {c for m in spec.modalities if m.name in used for c in m.columns}
    return [name for name in spec.constraints.must_use if name not in used]


def parts(spec: TaskSpec, done: Trial) -> list[float]:
    """Which part of each limit on size and speed a trial takes; models that are used
    together may take 1 of each."""
    limits, said = spec.constraints, done.claimed
    pairs = (
        (said.params, limits.max_params),
        (said.latency_ms, limits.max_latency_ms),
    )
    return [(used or 0.0) / most for used, most in pairs if most]
