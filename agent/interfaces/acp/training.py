"""From a sentence to a trained model, step by step, before a person's eyes."""

import asyncio
import time
from pathlib import Path

from acp import helpers
from acp.schema import ToolCallLocation, ToolCallUpdate

from agent.errors import ForgeweldError, UsageError
from agent.interfaces import commands, telling
from agent.interfaces.acp import words
from agent.interfaces.acp.ending import report, saved
from agent.interfaces.acp.progress import Progress, steps
from agent.interfaces.acp.talk import Cancelled, Talk
from agent.interfaces.language import told, told_lines
from agent.interfaces.tools import Desk
from agent.run import events, prepare, rundir

NOTHING = "Rejected, so nothing was written and no run was started."


class Training:
    """One sentence's way through a turn."""

    def __init__(self, talk: Talk, desk: Desk, turn_s: float):
        self.talk, self.desk, self.turn_s = talk, desk, turn_s
        self.errors: list[ForgeweldError] = []
        desk.show = self.errors.append

    async def train(self, statement: str, minutes: float) -> None:
        """Understand, write a first project, train, report: each step only if the one
        before was allowed. Raises ForgeweldError and Cancelled."""
        talk = self.talk
        await steps(talk, 0)
        ready = await self._understood(statement, minutes)
        name = rundir.new_name(ready.spec, rundir.identity(ready.spec, ready.profile))
        await steps(talk, 1)
        folder = Path(talk.session.cwd) / f"{name}-draft"
        if not await self._written(ready, folder):
            await talk.say(NOTHING)
            return
        await steps(talk, 2)
        run_dir = await self._started(ready, minutes)
        if run_dir is None:
            await talk.say(f"No run was started. The untrained project is in {folder}.")
            return
        await self.follow(run_dir)

    async def follow(self, run_dir: Path) -> None:
        """Tell a run until it ends, the turn's time is up, or the person breaks off:
        then it is saved and stopped."""
        end = time.monotonic() + self.turn_s
        progress = Progress(self.talk, run_dir)
        try:
            ended = await progress.follow(end)
        except Cancelled:
            if self.talk.closed:  # a conversation ends, and no run
                raise
            stopped = await saved(run_dir)
            await progress.close("broken off")
            await self.talk.say(stopped)
            raise
        if not ended:
            await self.talk.say(
                f"`{run_dir.name}` goes on by itself, whatever becomes of this chat. "
                "/watch follows it again, /status tells how it does, /stop saves it."
            )
            return
        await steps(self.talk, 3)
        await self.talk.say(await self.talk.thread(report, run_dir))
        await steps(self.talk, 4)

    async def _understood(self, statement: str, minutes: float) -> prepare.Prepared:
        talk, call = self.talk, self.talk.call_id()
        assert self.desk.data
        place = ToolCallLocation(path=str(self.desk.data))
        title = told(f"Read {self.desk.data.name} and the sentence")
        await talk.send(
            helpers.start_tool_call(
                call, title, kind="read", status="in_progress", locations=[place]
            )
        )
        try:
            ready = await talk.thread(
                self.desk.understood, statement, minutes, thorough=True
            )
        except (ForgeweldError, Cancelled) as error:
            await talk.send(helpers.update_tool_call(call, status="failed"))
            if isinstance(error, UsageError) and self.errors:
                raise self.errors[-1] from error
            raise
        lines = [telling.planned(ready), *(f"note     {n}" for n in ready.spec.notes)]
        lines += [f"!        {w}" for w in ready.warnings]
        text = talk.safe(told_lines("\n".join(lines)))
        content = [helpers.tool_content(helpers.text_block(f"```\n{text}\n```"))]
        await talk.send(
            helpers.update_tool_call(call, status="completed", content=content)
        )
        return ready

    async def _written(self, ready: prepare.Prepared, folder: Path) -> bool:
        """Write the first project, each file a call with its diff; False if refused."""
        made = await self.talk.thread(_project, ready)
        calls: dict[str, Path] = {}
        for name, text in made.items():
            path = folder / name
            old = path.read_text(encoding="utf-8") if path.is_file() else None
            if old == text:
                continue
            calls[call := self.talk.call_id()] = path
            diff = helpers.tool_diff_content(str(path), text, old)
            await self.talk.send(
                helpers.start_tool_call(
                    call,
                    told(f"Write {path.relative_to(self.talk.session.cwd)}"),
                    kind="edit",
                    status="pending",
                    content=[diff],
                    locations=[ToolCallLocation(path=str(path))],
                )
            )
        if not calls:
            return True
        title = told(
            f"Write an untrained project of {len(calls)} files to {folder.name}/"
        )
        first = next(iter(calls))
        asked = ToolCallUpdate(tool_call_id=first, title=title, kind="edit")
        allowed, done = False, 0
        try:
            allowed = await self.talk.allowed(asked, "edits", "Always allow files")
            for path in list(calls.values()) if allowed else []:
                await self.talk.write(path, made[path.name])
                done += 1
        finally:
            for i, call in enumerate(calls):
                status = "completed" if i < done else "failed"
                await self.talk.send(helpers.update_tool_call(call, status=status))
        return allowed

    async def _started(self, ready: prepare.Prepared, minutes: float) -> Path | None:
        """Begin the run, or go on with it; None if the person does not want it."""
        talk, call = self.talk, self.talk.call_id()
        out = self.desk.out
        title = told(f"Train for {minutes:g} min in the sandbox, into {out.name}/")
        await talk.send(
            helpers.start_tool_call(call, title, kind="execute", status="pending")
        )
        asked = ToolCallUpdate(tool_call_id=call, title=title, kind="execute")
        status = "failed"
        try:
            if not await talk.allowed(asked, "all", "Always allow everything"):
                return None
            run_dir = await talk.thread(
                prepare.start,
                ready,
                out,
                name=None,
                sandbox="auto",
                on_missing="auto",
                model=self.desk.use,
            )
            # Once begun it is ours to save: no breaking off in between.
            await asyncio.to_thread(commands.begin, run_dir)
            status = "completed"
        finally:
            await talk.send(helpers.update_tool_call(call, status=status))
        self.watch(run_dir)
        await talk.say(
            f"Run `{run_dir.name}` is a process of its own: closing this chat does not "
            "end it."
        )
        return run_dir

    def watch(self, run_dir: Path) -> None:
        """Make a run this session's; what was told of it already is not told again."""
        now = str(run_dir)
        if self.talk.session.run != now:
            self.talk.keep(run=now, told=0)
        if rundir.state(run_dir) == "finished":
            begun = [
                e.seq
                for e in events.read(run_dir / events.FILE)
                if e.type == "run.finished"
            ]
            self.talk.keep(told=begun[-1] if begun else 0)


async def data_of(talk: Talk, said: words.Said) -> tuple[str, Path | None]:
    """The sentence, and the data that it is about: named in it, attached to it, talked
    about before, the only one in the folder, or one that the person chooses."""
    cwd = Path(talk.session.cwd)
    text, named = words.named_data(said.text, cwd)
    if named:
        return text, named
    for place in said.places:
        if place.exists():
            return text, place
    if talk.session.data and Path(talk.session.data).exists():
        return text, Path(talk.session.data)
    found = words.candidates(cwd)
    if len(found) == 1:
        return text, found[0]
    if found:
        names = [path.name for path in found]
        taken = await talk.choose("Which data is this about?", names)
        return text, cwd / taken if taken else None
    return text, None


def _project(ready: prepare.Prepared) -> dict[str, str]:
    """The files of the first fusion's project, README.md first."""
    from agent.project.scaffold import first_fusion, scaffold

    plan = first_fusion(ready.spec, ready.plans)
    return scaffold(ready.spec, ready.profile, plan).files
