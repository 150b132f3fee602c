"""A run's events as what an editor shows: a tool call for each trial, with a line and a
small curve while it trains, and a plan whose third step tells how far the run is."""

import asyncio
import time
from pathlib import Path
from typing import Any

from acp import helpers
from acp.schema import PlanEntryStatus, ToolCallStatus, UsageUpdate

from agent import hygiene
from agent.interfaces.acp.talk import Talk
from agent.interfaces.language import told
from agent.records import Plan, Trial
from agent.run import events, rundir

POLL_S = 0.5
LEAST_S = 1.0
"""Between two updates of one trial."""
BARS = "▁▂▃▄▅▆▇█"
WIDE = 10
"""Characters of a curve."""
WINDOW = 32_768
"""Tokens that a model reads at once, taken as the least: endpoints do not tell."""
STEPS = (
    "Understand task and data",
    "Write a first project",
    "Train, compare, improve",
    "Report",
)


async def steps(talk: Talk, now: int, more: str = "") -> None:
    """Tell the plan: the steps before `now` are done, that one goes on."""
    status: list[PlanEntryStatus] = [
        "completed" if i < now else "in_progress" if i == now else "pending"
        for i in range(len(STEPS))
    ]
    words = [f"{s}{more if i == now else ''}" for i, s in enumerate(STEPS)]
    entries = [
        helpers.plan_entry(told(word), status=state)
        for word, state in zip(words, status, strict=True)
    ]
    await talk.send(helpers.update_plan(entries))


class Progress:
    """Tells one run to one client."""

    def __init__(self, talk: Talk, run_dir: Path):
        self.talk, self.run_dir = talk, run_dir
        run = rundir.load(run_dir)
        self.metric, self.budget = run.spec.metric, run.spec.budget.seconds
        self.open: dict[int, str] = {}
        self.names: dict[int, str] = {}
        self.curves: dict[int, list[float]] = {}
        self.sent: dict[int, float] = {}
        self.best: tuple[float, int] | None = None
        self.since = time.time()

    async def follow(self, end: float) -> bool:
        """Tell events until the run's process is gone (True), or the clock passes `end`
        (False). Raises Cancelled."""
        path = self.run_dir / events.FILE
        while True:
            alive = rundir.pid(self.run_dir) is not None
            seen = await self.talk.thread(_read, path, self.talk.session.told)
            for event in seen:
                await self._tell(event)
            if seen:
                self.talk.keep(told=seen[-1].seq)
            if not alive:
                await self.close("The run has ended.")
                return True
            if time.monotonic() > end:
                return False
            await self.talk.until_cancelled(asyncio.sleep(POLL_S))

    async def close(self, words: str) -> None:
        """End the tool calls that are still open."""
        for call in self.open.values():
            content = [_words(words)]
            update = helpers.update_tool_call(call, status="failed", content=content)
            await self.talk.send(update)
        self.open.clear()

    async def _tell(self, event: events.Event) -> None:
        trial, data = event.trial or 0, event.data
        if event.type == "trial.started":
            await self._started(trial, Plan.model_validate(data["plan"]))
        elif event.type == "metric" and trial in self.open:
            await self._epoch(trial, data)
        elif event.type == "trial.finished":
            await self._finished(Trial.model_validate(data["record"]))
        elif event.type == "model.asked" and data["usage"]:
            await self._used(data["usage"])
        elif event.type == "error":
            await self.talk.say(f"✗ {hygiene.line(str(data.get('what', '')), 400)}")

    async def _used(self, usage: dict[str, Any]) -> None:
        """What the language model has read and written; the latest question with its
        answer is what stands in its context."""
        now = usage["input_tokens"], usage["output_tokens"]
        read, written = self.talk.tokens
        self.talk.tokens = read + now[0], written + now[1]
        used = sum(now)
        update = UsageUpdate(
            session_update="usage_update", used=used, size=max(WINDOW, used)
        )
        await self.talk.send(update, keep=False)

    async def _started(self, trial: int, plan: Plan) -> None:
        call = self.open[trial] = f"{self.run_dir.name}-{trial}-{self.talk.call_id()}"
        name = self.names[trial] = hygiene.line(plan.name, 60)
        reason = f"{hygiene.line(plan.reason, 300)} ({plan.seconds:.0f} s)"
        await self.talk.send(
            helpers.start_tool_call(
                call,
                f"#{trial} {name}",
                kind="execute",
                status="in_progress",
                content=[_words(reason)],
            )
        )

    async def _epoch(self, trial: int, data: dict[str, Any]) -> None:
        value = next((v for k, v in data.items() if k.startswith("valid_")), None)
        if value is not None:
            self.curves.setdefault(trial, []).append(float(value))
        now = time.monotonic()
        if now - self.sent.get(trial, 0.0) < LEAST_S:
            return
        self.sent[trial] = now
        line = f"epoch {data['epoch']:.0f}  {curve(self.curves.get(trial, []))}"
        if value is not None:
            line += f"  validation loss {float(value):.4g} (claimed)"
        update = helpers.update_tool_call(
            self.open[trial], status="in_progress", content=[_words(line)]
        )
        await self.talk.send(update, keep=False)

    async def _finished(self, done: Trial) -> None:
        name = hygiene.line(done.plan.name, 60)
        call = self.open.pop(done.index, None)
        status: ToolCallStatus = "failed"
        if done.select is None:
            line = f"failed: {done.failure}"
        else:
            value, (low, high) = done.select.value, done.select.interval
            if self.best is None or self.metric.better(value, self.best[0]):
                self.best = value, done.index
            line = f"{self.metric.name} {value:.4f} [{low:.4f}, {high:.4f}]"
            line, status = f"{line} {done.verdict}", "completed"
        bars = curve(self.curves.pop(done.index, []))
        content = [_words(f"{line}  {bars}".rstrip())]
        title = told(f"#{done.index} {name}: {line}")
        if call:
            update: Any = helpers.update_tool_call(
                call, title=title, status=status, content=content
            )
        else:
            update = helpers.start_tool_call(
                f"{self.run_dir.name}-{done.index}-{self.talk.call_id()}",
                title,
                kind="execute",
                status=status,
                content=content,
            )
        await self.talk.send(update)
        best = f", best {self.best[0]:.4f} (#{self.best[1]})" if self.best else ""
        await steps(self.talk, 2, f": {done.index} trials{best}")


def curve(values: list[float]) -> str:
    """A learning curve in at most ten characters."""
    if len(values) < 2:
        return ""
    picks = [values[round(i * (len(values) - 1) / (WIDE - 1))] for i in range(WIDE)]
    picks = picks if len(values) >= WIDE else values
    low, span = min(picks), (max(picks) - min(picks)) or 1.0
    return "".join(BARS[round((v - low) / span * (len(BARS) - 1))] for v in picks)


def _words(text: str) -> Any:
    return helpers.tool_content(helpers.text_block(told(text)))


def _read(path: Path, after: int) -> list[events.Event]:
    return list(events.read(path, after))
