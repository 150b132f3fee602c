"""The seconds of a run that are put aside, while it searches, for its end."""

from agent.proposers.pace import SHORTEST, overhead
from agent.records import Trial
from agent.run import afterwards, distil, finals, folds
from agent.run.ensemble import candidates, expected
from agent.run.loop import Line
from agent.run.refit import REPORT, SHARE, refit_seconds

EARLY = 0.6
"""Of the budget's seconds, the part in which a guess at what is delivered will do."""


class Reserve:
    """Seconds to put aside as things stand: scoring, export, the refit of what would be
    delivered now, where there are rows to predict, and before that the race on folds of
    few rows."""

    def __init__(self, line: Line):
        self.line = line
        self.known: tuple[object, tuple[tuple[Trial, float], ...]] | None = None
        """What was known when it was asked last, and what would have been delivered."""

    def left(self) -> float:
        """Seconds that are left for trials; after a race each of them costs as much
        again on every fold."""
        free = self.before_teaching() - folds.put_aside(self.line)
        return free / (1 + folds.parts(self.line))

    def before_teaching(self) -> float:
        """Seconds that are left for trials and the race, but for a student's."""
        return self.before_refits() - distil.put_aside(self.line)

    def before_refits(self) -> float:
        """Seconds that are left for trials, the race and a student."""
        return self.line.spec.budget.seconds - self.line.seconds_used() - self()

    def __call__(self) -> float:
        """Seconds for what comes after the race."""
        line = self.line
        budget = line.spec.budget.seconds
        wanted, most = max(5.0, REPORT * budget), (REPORT + SHARE) * budget
        if grown(line) and (members := self.expected()):
            wanted += afterwards.imports(line) + SHORTEST
            done: list[Trial] = []
            for trial in finals.ordered(line, members, most - wanted):
                cost = refit_seconds(line, trial, done)
                if wanted + finals.PART * cost <= most:  # who won't fit, won't be refit
                    wanted += cost + overhead(line.history)
                    done.append(trial)
        return min(wanted, most)

    def expected(self) -> tuple[tuple[Trial, float], ...]:
        """What would be delivered now; the scorer is asked when there is another
        candidate, for a guess while there is much time left."""
        line = self.line
        quick = line.seconds_used() < EARLY * line.spec.budget.seconds
        found = tuple(t.index for t in candidates(line.spec, line.history))
        now = quick, found, line.judged, line.contenders
        if self.known is None or self.known[0] != now:
            self.known = now, expected(line, quick=quick)
        return self.known[1]


def grown(line: Line) -> float:
    """Rows of the refit in parts of the train rows; 0 where nothing is refit."""
    wanted = line.spec.refit and line.profile.given
    return line.profile.rows / line.profile.split.train if wanted else 0.0
