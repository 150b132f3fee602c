"""The ensemble distilled into one network, and whether that pays.

Where one model is to be delivered, an ensemble that is better than it can still teach
it: the best network of the search is trained once more, the same plan with the same
seed, on what the ensemble answers for the train rows beside their labels
(Hinton et al. 2015; Fakoor et al. 2020). It is a trial like any other, held against
itself without a teacher on the select rows. Where several models may be delivered, it
is tried with time that nobody else has an idea for, and may become one of them.
"""

from collections.abc import Callable

from agent import catalog, constraints
from agent.outcome import Best, Distilled
from agent.project.training import misfit
from agent.proposers.lineage import best_of
from agent.proposers.pace import SETUP, overhead
from agent.records import Constraints, Plan, Trial
from agent.records.plan import Teacher
from agent.run import afterwards, loop, teachers
from agent.run.ensemble import candidates, choose
from agent.run.loop import Line
from agent.run.refit import trained
from agent.run.teachers import Member
from agent.run.teaching import OPERATOR
from agent.run.trial import places
from agent.scoring.score import Mixed

WEIGHT = 0.5
"""Of the answers, against the labels. All of it helps a poor network more and the best
one, which is taught, less, or harms it: benchmarks/README.md."""
SHARE = 0.25
"""Of the budget's seconds, what is put aside for teachers and student, at most."""
FEWEST = 6
"""Trials, where their number is limited, from which one of them is a student's."""
FEW = 4
"""Members of an ensemble that time is put aside for."""
ENOUGH = 0.5
"""Of the ensemble's weights, what has to have answered for it to teach."""
WHOLE = 0.8
"""Of the seconds that its plan had, what a student gets at least."""
MORE = 1.25
"""Times as long as a plan that ended by itself may its student learn."""
BEYOND = 1.0
"""Standard errors by which a student has to be better than itself without a teacher,
and than what would be delivered in its place: a tie is none."""

Lesson = tuple[Trial, tuple[Member, ...]]
"""The network that is taught, and by whom."""


def wanted(line: Line) -> bool:
    """Whether a search is to leave time, and a trial, for a student."""
    trials = line.spec.budget.trials or FEWEST
    known = _student(line) is not None or unfit(line) != ""
    return one_model(line) and trials >= FEWEST and not known


def put_aside(line: Line) -> float:
    """Seconds that a student and its teachers are to find left."""
    pupil = _network(line) if line.distilling and not line.stopping() else None
    if pupil is None or _student(line):
        return 0.0
    some = candidates(line.spec, line.history, FEW)
    each = (teachers.cost(line, one, knew=False) for one in some)
    wanted = _needed(line, pupil) + sum(each)
    return min(wanted, SHARE * line.spec.budget.seconds)


def due(line: Line, free: float) -> bool:
    """Whether what is put aside can be of use, in `free` seconds; if it can't, why is
    kept for the end: by then the time has gone to trials."""
    made = None if _student(line) else lesson(line, free)
    if isinstance(made, str):
        line.distilled = Distilled(why=made)
    return not isinstance(made, str)


def tried(line: Line, free: Callable[[], float]) -> None:
    """Teach the best network, if there is a reason and time for it in `free()` seconds,
    and let `line.distilled` say what came of it.

    A student that an earlier process has trained is taken as it is.
    """
    student = _student(line)
    if student is None and line.distilled:
        line.log.add("distil.left", why=line.distilled.why)
        return
    line.distilled = None
    if student is None:
        student = _new(line, free)
    if student is not None and not line.stopping():
        line.distilled = _judged(line, student)
        line.log.add("distil.tried", student.index, **line.distilled.model_dump())


def one_model(line: Line) -> bool:
    """Whether an ensemble may not be delivered, or not all of it."""
    most = line.spec.constraints
    return bool(line.spec.single or most.max_params or most.max_latency_ms)


def unfit(line: Line) -> str:
    """Why no network of this task has anything to learn from an ensemble; "" if it
    may."""
    spec = line.spec
    if spec.kind not in catalog.find("loss", "distil").kinds:
        return f"what several models answer is no target for {spec.kind}"
    if spec.quantiles:
        return "a mean of answers has not the spread that quantiles are learnt from"
    if spec.constraints.max_epsilon is not None:
        return "other models' answers would tell of the rows, too"
    if spec.budget.trials is not None and len(line.history) >= spec.budget.trials:
        return f"{spec.budget.trials} trials were asked for"
    return ""


def lesson(line: Line, free: float) -> Lesson | str:
    """Who is taught by whom, so that it takes no more than `free` seconds; or why
    nobody is."""
    if why := unfit(line):
        return why
    chosen = choose(line) if line.spec.single else None
    first = chosen.trials[0] if chosen else None
    pupil = first if first and _able(line, first) else _network(line)
    if pupil is None:
        return "no network that could be taught has a score"
    if line.contenders and not line.spec.single:
        return "contenders were judged on parts of the rows that a student would know"
    needed = _needed(line, pupil)
    late = f"{free:.0f} s were left, too few for {needed:.0f} s and its teachers"
    if free < needed:
        return late
    free_spec = line.spec.model_copy(update={"constraints": Constraints()})
    found = candidates(free_spec, line.history)  # who teaches keeps no limits
    files = [places(line.run_dir, t.index).predictions for t in found]
    members, blend, (out_of_bag, _) = line.scorer.blend(files)
    best = first or best_of(line.spec, line.history)
    if len(members) < 2 or (best == found[0] and out_of_bag <= 0):
        return "several models together were not better than one"
    mixed = Mixed(tuple(files[m] for m in members), blend)
    own = places(line.run_dir, pupil.index).predictions
    if line.scorer.gain(mixed, own, "select")[0] <= 0:
        return f"the ensemble is not better than #{pupil.index} on the select rows"
    weighed = [(found[m], w) for m, w in zip(members, blend.weights, strict=True)]
    asked = _members(line, weighed, free - needed)
    if sum(one.weight for one in asked) < ENOUGH:
        return late
    return pupil, asked


def _members(
    line: Line, weighed: list[tuple[Trial, float]], free: float
) -> tuple[Member, ...]:
    """Who answers, in `free` seconds: those whose plan can be trained again without the
    rows that it is asked for, the quick ones first; a network answers from what it
    knows where there is no time for that."""
    spent = 0.0
    found: dict[int, Member] = {}
    for knew in (True, False):
        price = {t.index: teachers.cost(line, t, knew=knew) for t, _ in weighed}
        for trial, weight in sorted(weighed, key=lambda one: price[one[0].index]):
            if knew and trial.plan.family != "network":
                continue  # fitted to a row, trees say its label again
            before = found.get(trial.index)
            saved = teachers.cost(line, trial, knew=True) if before else 0.0
            if spent - saved + price[trial.index] <= free:
                spent += price[trial.index] - saved
                found[trial.index] = Member(trial, weight, knew)
    return tuple(found[t.index] for t, _ in weighed if t.index in found)


def _new(line: Line, free: Callable[[], float]) -> Trial | None:
    """A student that is trained now; None where it can't be, which is told, or where
    the run is to stop."""
    made = lesson(line, free())
    plan = made if isinstance(made, str) else _asked(line, *made, free)
    if line.stopping():
        return None
    if isinstance(plan, str):
        if one_model(line):
            line.distilled = Distilled(why=plan)
            line.log.add("distil.left", why=plan)
        return None
    index = line.next_index()
    line.running = (index,)
    done = loop.run_trial(line, index, plan)
    line.running = ()
    if done is not None:
        line.remember(done)
    return done


def _asked(
    line: Line,
    pupil: Trial,
    members: tuple[Member, ...],
    free: Callable[[], float],
) -> Plan | str:
    """The plan of a student whose teachers have answered, or why there is none."""
    lost, least = overhead(line.history), _least(pupil)
    told = {str(m.trial.index): round(m.weight, 4) for m in members}
    line.log.add("distil.started", pupil.index, members=told)
    teacher = teachers.asked(line, members, lambda: free() - lost - least)
    there = teacher.trials if teacher else ()
    share = sum(m.weight for m in members if m.trial.index in there)
    if teacher is None or share < ENOUGH:
        return "too few of the ensemble have answered"
    seconds = min(pupil.plan.seconds, free() - lost)
    if seconds < least:
        return f"{seconds:.0f} s were left when its teachers had answered"
    return student_of(pupil, teacher, seconds)


def student_of(pupil: Trial, teacher: Teacher, seconds: float) -> Plan:
    """The plan of `pupil` with the same seed, that learns from `teacher`."""
    count = len(teacher.trials)
    update = {
        "name": f"{pupil.plan.name}, taught",
        "train": pupil.plan.train.model_copy(update={"distil": WEIGHT}),
        "teacher": teacher,
        "seconds": round(seconds, 1),
        "parent": pupil.index,
        "continues": None,
        "operator": OPERATOR,
        "proposer": "rules",
        "reason": f"#{pupil.index} from scratch on what {count} trials together answer "
        f"for the train rows, by {WEIGHT:.0%}, and on labels",
        "expected": "nearer to the ensemble than labels bring it",
    }
    return pupil.plan.model_copy(update=update)


def _judged(line: Line, student: Trial) -> Distilled:
    """A student against itself without a teacher, and, where one model is delivered,
    against what that would be."""
    twin, teacher = line.history[(student.plan.parent or 1) - 1], student.plan.teacher
    told = Distilled(
        trial=student.index,
        over=twin.index,
        teachers=teacher.trials if teacher else (),
        knew=teacher.knew if teacher else (),
    )
    if student.select is None:
        return told.model_copy(update={"why": f"it failed: {student.failure}"})
    gain, doubt = line.paired(student, twin)
    told = told.model_copy(update={"select": gain, "doubt": doubt})
    better = gain > BEYOND * doubt and not constraints.broken(line.spec, student)
    if better and line.spec.single:
        line.distilled = told  # as one that is not chosen
        other = choose(line)
        if other and other.trials[0].index != twin.index:
            gain, doubt = line.paired(student, other.trials[0])
            better = gain > BEYOND * doubt
    if better and line.spec.single:  # the select rows alone have judged it
        line.judged, line.contenders = "select", ()
    return told.model_copy(update={"chosen": better})


def measured(line: Line, best: Best) -> Distilled | None:
    """What the line knows of its student, with the test rows' word on it and whether it
    is a part of what was chosen."""
    told = line.distilled
    if told is None or told.trial is None or told.over is None or told.why:
        return told
    after, before = (
        places(line.run_dir, index).predictions for index in (told.trial, told.over)
    )
    gain, interval = line.scorer.gain(after, before, "test")
    chosen = told.trial in [member.trial for member in best.members]
    more = {"gain": gain, "interval": interval, "chosen": chosen}
    return told.model_copy(update=more)


def _student(line: Line) -> Trial | None:
    """The last network that was taught, finished or not."""
    found = [
        t
        for t in line.history
        if t.plan.operator == OPERATOR and t.plan.continues is None
    ]
    return found[-1] if found else None


def _network(line: Line) -> Trial | None:
    """The best network that can be taught."""
    some = tuple(t for t in line.history if t.plan.family == "network")
    while (best := best_of(line.spec, some)) and not _able(line, best):
        some = tuple(t for t in some if t.index != best.index)  # asking all takes long
    return best


def _able(line: Line, one: Trial) -> bool:
    train = one.plan.train.model_copy(update={"distil": WEIGHT})
    plan = one.plan.model_copy(update={"train": train})
    network = one.plan.family == "network" and not one.plan.train.distil
    return network and misfit(line.spec, plan) is None


def _needed(line: Line, pupil: Trial) -> float:
    """Seconds for a student, and until the first of its teachers is at its imports."""
    own = _least(pupil) + overhead(line.history)
    return own + afterwards.imports(line, teachers.PARTS)


def _least(pupil: Trial) -> float:
    """Training seconds below which a student has not had what its plan had: one that
    ended by itself had more than it needed."""
    own = pupil.plan.seconds
    if pupil.claimed.stopped in ("patience", "epochs"):
        own = min(own, MORE * trained(pupil) + SETUP)
    return WHOLE * own
