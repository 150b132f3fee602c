"""One prompt's work: a slash command, or a sentence to train a model by."""

import asyncio
from pathlib import Path
from typing import Any, Literal

from acp.schema import ToolCallUpdate

from agent.errors import ForgeweldError, UsageError
from agent.interfaces import chat, steer, telling
from agent.interfaces.acp import choices, words
from agent.interfaces.acp.talk import Cancelled, Talk
from agent.interfaces.acp.training import Training, data_of
from agent.interfaces.language import told
from agent.interfaces.tools import Desk
from agent.llm import from_environment, read_endpoint
from agent.records import ModelUse
from agent.run import rundir


class Turn:
    """Takes one prompt of one session."""

    def __init__(self, talk: Talk, out: str, turn_s: float):
        self.talk, self.turn_s = talk, turn_s
        self.cwd = Path(talk.session.cwd)
        self.out = self.cwd / out
        self.loop = asyncio.get_running_loop()

    async def take(self, said: words.Said) -> Literal["end_turn", "cancelled"]:
        """The stop reason: end_turn, whatever went wrong and was told; or cancelled."""
        try:
            if said.text.startswith("/"):
                name, _, rest = said.text[1:].partition(" ")
                await self._slash(name.strip(), rest.strip())
            elif said.text or said.places:
                await self._sentence(said)
            else:
                await self.talk.say(help_text())
        except Cancelled:
            return "cancelled"
        except ForgeweldError as error:
            await self.talk.say(telling.error(error))
        return "end_turn"

    async def _sentence(self, said: words.Said, minutes: float | None = None) -> None:
        text, data = await data_of(self.talk, said)
        if data is None:
            await self.talk.say(
                f"Which data is this about? There is none in {self.cwd} or in one of "
                "its "
                "folders. Name it in the sentence, as in `… from ./memes`, attach the "
                "folder, or type `/data FOLDER`."
            )
            return
        self.talk.keep(data=str(data))
        if not text:
            await self.talk.say(await self._desk_says("profile"))
            await self.talk.say("What shall be predicted, from what, by which metric?")
            return
        budget = minutes or float(self.talk.session.minutes)
        training = Training(self.talk, self.desk(), self.turn_s)
        await training.train(text, budget)

    async def _slash(self, name: str, rest: str) -> None:
        if name not in choices.COMMANDS:
            raise UsageError(f"no command /{name}", fix="/help lists those there are")
        if name == "help":
            await self.talk.say(help_text())
        elif name == "data":
            await self._data(rest)
        elif name == "watch":
            await self._watch()
        elif name == "run":
            given = chat.arguments("run", rest)
            minutes = float(given["minutes"]) if "minutes" in given else None
            await self._sentence(words.Said(str(given["statement"])), minutes)
        else:
            await self.talk.say(await self._desk_says(name, rest))
            if name == "resume":
                await self._watch(rest.split()[0] if rest and rest[0] != "-" else None)

    async def _desk_says(self, name: str, rest: str = "") -> str:
        if name in steer.KINDS:
            given: dict[str, Any] = {"kind": name, **chat.steered(name, rest)}
            name = "steer"
        else:
            given = chat.arguments(name, rest)
        desk = self.desk()
        errors: list[ForgeweldError] = []
        desk.show = errors.append
        text = await self.talk.thread(desk.call, name, **given)
        if errors:
            return telling.error(errors[-1])
        return f"```\n{text}\n```" if "\n" in text else text

    async def _data(self, rest: str) -> None:
        path = words.absolute(self.cwd, rest)
        if not rest or not path.exists():
            raise UsageError(f"there is no {path}", fix="/data FOLDER")
        self.talk.keep(data=str(path))
        await self.talk.say(await self._desk_says("profile"))

    async def _watch(self, name: str | None = None) -> None:
        kept = self.talk.session.run
        run_dir = Path(kept) if kept and not name else rundir.find(self.out, name)
        training = Training(self.talk, self.desk(), self.turn_s)
        training.watch(run_dir)
        await training.follow(run_dir)

    def desk(self) -> Desk:
        """The tools of a chat, with the editor's permissions."""
        data = self.talk.session.data
        return Desk(
            Path(data) if data else None,
            self.out,
            self._approve,
            lambda error: None,
            self._use(),
            from_environment().text,
        )

    def _approve(self, what: str) -> bool:
        """Asked in the thread of a tool; the question goes to the editor."""
        name = self.talk.call_id()
        call = ToolCallUpdate(tool_call_id=name, title=told(what), kind="other")
        asked = self.talk.allowed(call, "all", "Always allow everything")
        return asyncio.run_coroutine_threadsafe(asked, self.loop).result()

    def _use(self) -> ModelUse | None:
        found = read_endpoint() if self.talk.session.planner == "auto" else None
        return ModelUse(base_url=found.base_url, name=found.model) if found else None


def help_text() -> str:
    """What can be typed."""
    rows = [f"/{n} {hint}".strip() for n, (hint, _) in choices.COMMANDS.items()]
    said = [what for _, what in choices.COMMANDS.values()]
    lines = [f"{row:32} {told(what)}" for row, what in zip(rows, said, strict=True)]
    return (
        "Say in a sentence what to predict, from what, by which metric; and name the "
        "data, as in: Predict alarm from the picture and the sweep in ./toy.\n\n```\n"
        + "\n".join(lines)
        + "\n```"
    )


def running(out: Path) -> list[str]:
    """The runs below `out` whose process is alive."""
    found = sorted(p.parent for p in out.glob("*/run.json"))
    return [path.name for path in found if rundir.pid(path)]
