"""Processes for a new network, and whether its weights are sharded among them."""

from agent.records import Placing, Plan
from agent.resources import estimate
from agent.resources.packing import like
from agent.run import kept
from agent.run.loop import Line


class Fitting:
    """Gives plans the processes of a run. Where there are several on this machine, a
    plan is measured before (some seconds, once for plans of the same blocks and batch):
    a model that fits is copied into each; one that fits only in parts is sharded.

    Not on a cluster, whose nodes don't tell how much memory their GPUs have.
    """

    def __init__(self, line: Line, placing: Placing):
        self.line, self.placing = line, placing
        self.known: list[tuple[Plan, estimate.Measured | None]] = []

    def __call__(self, plan: Plan) -> Plan:
        """`plan` for as many processes as it may have; told if its weights are sharded,
        or if it seems to fit neither way, which its training will show."""
        plan = estimate.together(plan, self.placing.processes)
        if plan.processes == 1 or self.placing.cluster is not None:
            return plan
        seen = self._measured(plan)
        if seen is None:
            self.line.log.add("plan.unmeasured", plan=plan.name)
            return plan
        return self._fitted(plan, seen)

    def _fitted(self, plan: Plan, seen: estimate.Measured) -> Plan:
        line, profile = self.line, self.line.profile
        most = line.spec.constraints.max_memory_mb
        machine = estimate.here(most, self.placing.slots or 1)
        sizes = profile.split.train, profile.rows + profile.given
        told = estimate.judged(plan, seen, *sizes, machine)
        if not told.fits:
            line.log.add("plan.large", plan=plan.name, fix=told.remedy)
        if told.whole_mb is None:
            return plan
        figures = {"mb": told.memory_mb, "whole": told.whole_mb, "n": plan.processes}
        line.log.add("plan.sharded", plan=plan.name, **figures)
        return plan.model_copy(update={"sharded": True})

    def _measured(self, plan: Plan) -> estimate.Measured | None:
        for other, seen in self.known:
            if like(plan, other):
                return seen
        line = self.line
        view = line.run_dir / "view"
        kept.allow(view)
        told = line.spec, line.profile, [plan], line.sandbox
        seen = estimate.measured_on(view, *told)[0]
        self.known.append((plan, seen))
        return seen
