"""The line: propose, render, run, score, remember, until nothing is left to propose."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from agent.errors import SandboxError
from agent.outcome import Distilled
from agent.records import (
    Plan,
    Profile,
    Project,
    Score,
    TaskSpec,
    Trial,
)
from agent.run import cores, decoded, events, forked, given, precheck, trial
from agent.run.continuing import take_over
from agent.run.events import EventLog
from agent.run.given import Conflict, Given
from agent.run.judging import claim_gap, judge
from agent.run.precheck import Precheck
from agent.run.steering import SKIPPED, Steering
from agent.scoring import claims
from agent.scoring.score import BadPredictions, Part, Scorer
from sandbox.base import RunResult, Sandbox
from sandbox.forks import Forks

Proposer = Callable[[TaskSpec, Profile, tuple[Trial, ...]], Plan | None]


@dataclass
class Line:
    """What the loop works with: one run, its tools, and whether to stop."""

    run_dir: Path
    spec: TaskSpec
    profile: Profile
    sandbox: Sandbox
    scorer: Scorer
    log: EventLog
    seconds_used: Callable[[], float]
    """Seconds of the budget that are gone, those of earlier processes included."""
    stop_reason: str | None = None
    interrupted: dict[int, Plan] = field(default_factory=dict)
    """Plans, by number, of trials that an earlier process could not finish."""
    history: tuple[Trial, ...] = field(default=())
    forks: Forks | None = None
    """Where trials start as forks of a warm process; None if none does."""
    others: Forks | None = None
    """The same for trainings that see other labels than trials do; see `afterwards`."""
    check: Precheck | None = None
    """Tries projects on a few rows before their trials, where that pays."""
    steering: Steering | None = None
    """What people ask of the run while it goes on."""
    running: tuple[int, ...] = ()
    """The trials that run now."""
    given: Given | None = None
    """The project that the run goes on from, if there was one."""
    fitted: Callable[[Plan], Plan] = lambda plan: plan
    """Gives a new plan the processes that train it."""
    warm: bool = False
    """Whether trainings after the search may start as forks, too."""
    racing: bool = True
    """Whether time is put aside for a race on folds."""
    judged: Part = "select"
    """The rows on which is chosen what a run delivers."""
    distilling: bool = False
    """Whether time, and one trial, is put aside for a network that learns from the
    ensemble."""
    distilled: Distilled | None = None
    """What came of it."""
    contenders: tuple[int, ...] = ()
    """The trials that were judged on them, if it is not the select rows alone."""
    raced: int = 0
    """How many trials there were at the last race."""

    def edited(self, plan: Plan, index: int) -> Callable[[Project], Project]:
        """Puts the user's edits into the project of `plan`, where it has them."""

        def edit(made: Project) -> Project:
            if self.given is None:
                return made

            def tell(lost: Conflict) -> None:
                told = {"file": lost.file, "line": lost.line, "why": lost.why}
                self.log.add("edits.conflict", index, **told)

            return self.given.fitted(self.history, plan, made, tell)

        return edit

    def paired(self, a: Trial, b: Trial) -> tuple[float, float]:
        """How much better `a` is than `b` on the select rows, and the standard
        deviation of that."""
        files = [trial.places(self.run_dir, t.index).predictions for t in (a, b)]
        return self.scorer.paired(files[0], files[1], "select")

    def stopping(self) -> str | None:
        """Why to stop now, if at all; asked several times a second, and so the time to
        hear what people ask for."""
        if self.steering:
            self.spec = self.steering.look(self.spec, self.running)
        return self.stop_reason

    def ending(self, index: int) -> str | None:
        """Why a running trial is to end now, if at all."""
        if reason := self.stopping():
            return reason
        skipped = self.steering and self.steering.skips(index)
        return SKIPPED if skipped else None

    def begin_search(self) -> None:
        """Nothing is chosen any more, and time is put aside for its end again."""
        self.racing, self.judged, self.contenders = True, "select", ()
        self.raced = 0
        self.distilling, self.distilled = False, None

    def searched(self) -> TaskSpec:
        """The task as the search is to see it: without the trial that is put aside."""
        budget = self.spec.budget
        if budget.trials is None or not self.distilling:
            return self.spec
        fewer = budget.model_copy(update={"trials": max(budget.trials - 1, 1)})
        return self.spec.model_copy(update={"budget": fewer})

    def next_index(self) -> int:
        """The number of a new trial."""
        return max((len(self.history), *self.running, *self.interrupted)) + 1

    def remember(self, done: Trial) -> None:
        """Put a trial that has ended into its place in the history."""
        known = {t.index: t for t in self.history} | {done.index: done}
        self.history = tuple(known[i] for i in sorted(known))


@dataclass(frozen=True)
class Begun:
    """A trial that is ready to run: what it is, and who tells of it."""

    index: int
    plan: Plan
    project: Project
    place: trial.Places
    told: trial.Progress


def run_line(line: Line, propose: Proposer) -> tuple[Trial, ...]:
    """Run trials until the proposer returns None or a stop is asked for."""
    while line.stopping() is None:
        if count := cores.HERE.look():
            line.log.add("cores.free", count=count)
        index = min(line.interrupted, default=line.next_index())
        plan = line.interrupted.pop(index, None) or proposed(line, propose)
        if plan is None:
            break
        line.running = (index,)
        done = run_trial(line, index, plan)
        line.running = ()
        if done is None:
            break
        line.remember(done)
    return line.history


def proposed(line: Line, propose: Proposer) -> Plan | None:
    """The next plan, asked for again if the wishes have changed meanwhile."""
    while True:
        wishes = line.spec.wishes
        plan = propose(line.searched(), line.profile, line.history)
        if line.stopping() or line.spec.wishes == wishes:
            break
    return plan if plan is None or plan.continues else line.fitted(plan)


def run_trial(line: Line, index: int, plan: Plan) -> Trial | None:
    """One turn of the line; None if it was stopped before its end."""
    begun = begin(line, index, plan)
    checked = check(line, begun)
    return settle(line, begun, checked or _train(line, begun), checked)


def _train(line: Line, begun: Begun) -> RunResult:
    told = line.spec, begun.plan, begun.place, line.run_dir / "view", begun.told
    if line.forks is None:
        return trial.run(line.sandbox, *told)

    def again(why: str) -> None:
        line.log.add("trial.cold", begun.index, message=why)

    return forked.run(line.forks, *told, again)


def begin(line: Line, index: int, plan: Plan) -> Begun:
    """Write a trial's project and what it goes on from, and tell of it."""
    place = trial.places(line.run_dir, index)
    edit = line.edited(plan, index)
    project = trial.prepare(line.spec, line.profile, plan, place, edit)
    plan, anew = take_over(line.run_dir, line.history, plan, place)
    line.log.add(
        "trial.started", index, plan=plan.model_dump(mode="json"), digest=project.digest
    )
    if anew:
        line.log.add("checkpoint.gone", index, message=anew)
    stop = partial(line.ending, index)
    told = trial.Progress(line.log, index, place.out, stop, _epochs(line, plan))
    known = (line.run_dir, line.spec, line.profile)
    decoded.ensure(*known, plan, line.sandbox, line.log, line.stopping)
    return Begun(index, plan, project, place, told)


def settle(
    line: Line, begun: Begun, result: RunResult, checked: RunResult | None = None
) -> Trial | None:
    """Score and judge what ran, and tell of it; None if it was stopped before its
    end. `checked` is how its check failed, if it did. Raises SandboxError."""
    index, plan, place = begun.index, begun.plan, begun.place
    if result.status == "killed_by_user" and line.stop_reason:
        return None
    if result.status == "sandbox_error":
        raise SandboxError("the sandbox failed", why=result.reason)
    begun.told.tell()
    why = precheck.failure(checked) if checked else trial.failure(result)
    _tell_patches(line, index, place)
    score, note = (None, result.reason) if why else _score(line, place)
    if checked:
        note = precheck.note(checked)
    done = Trial(
        index=index,
        plan=plan,
        digest=begun.project.digest,
        result=trial.short(result),
        select=score,
        claimed=trial.claimed(place),
        failure=why or (None if score else "predictions"),
        verdict="skipped" if why == "skipped" else "failed",
        note=note,
    )
    if score:
        verdict, note = judge(line.spec, line.history, done, line.paired)
        done = done.model_copy(update={"verdict": verdict, "note": note})
        if gap := claim_gap(line.spec, line.profile, done):
            line.log.add("claim.differs", index, message=gap)
    line.log.add("trial.finished", index, record=done.model_dump(mode="json"))
    if plan.operator == given.OPERATOR and done.verdict == "failed":
        raise given.broken(line.run_dir, done)
    return done


def _epochs(line: Line, plan: Plan) -> int:
    """Epochs that a plan goes on from, which have been told."""
    before = plan.continues or (plan.stack.trial if plan.stack else None)
    return before and line.history[before - 1].claimed.epochs or 0


def check(line: Line, begun: Begun) -> RunResult | None:
    """How a project fails on a few rows; None if it doesn't, or needs no check."""
    plan, place = begun.plan, begun.place
    if line.check is None or place.checkpoint.exists() or not precheck.wanted(plan):
        return None
    result = line.check.run(plan, begun.project, begun.told.stop)
    hint = line.check.last
    assert hint
    seen = {"status": hint.status, "wall_s": hint.wall_s, "cpu_s": hint.cpu_s}
    line.log.add("trial.checked", begun.index, **seen, passed=result is None)
    if result is not None:
        trial.write_log(place.root / "log", result)
    return result


def _score(line: Line, place: trial.Places) -> tuple[Score | None, str]:
    try:
        return line.scorer.score(place.predictions, "select"), ""
    except BadPredictions as error:
        return None, str(error)


def _tell_patches(line: Line, index: int, place: trial.Places) -> None:
    """An event for every kind of flaw in the data that no earlier trial told of."""
    seen = [e.data for e in events.read(line.log.path, kind="data.patched")]
    told = {(e["modality"], e["why"]) for e in seen}
    for (name, why), (rows, first) in claims.patches(place.out).items():
        if (name, why) not in told:
            data = {"modality": name, "why": why, "rows": rows, "first": first}
            line.log.add("data.patched", index, **data)


def interrupted(seen: list[events.Event]) -> dict[int, Plan]:
    """The plans of trials that were started and never finished, by number."""
    finished = {e.trial for e in seen if e.type == "trial.finished"}
    return {n: plan for n, plan in events.plans(seen).items() if n not in finished}


def clock(used: float) -> Callable[[], float]:
    """Seconds since now, on top of the `used` ones."""
    start = time.monotonic()
    return lambda: used + time.monotonic() - start
