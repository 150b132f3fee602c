"""One conversation with one client: what is told, asked, permitted and written."""

import asyncio
import time
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from acp import helpers
from acp.interfaces import Client
from acp.schema import (
    AllowedOutcome,
    ClientCapabilities,
    ConfigOptionUpdate,
    ElicitationFormSessionMode,
    ElicitationSchema,
    ElicitationStringPropertySchema,
    EnumOption,
    PermissionOption,
    SessionInfoUpdate,
    ToolCallUpdate,
)

from agent.hygiene import clean
from agent.interfaces.acp import choices, store
from agent.interfaces.acp.store import Kept
from agent.interfaces.language import told, told_lines

T = TypeVar("T")
NONE = "none"
GOING = ("pending", "in_progress")


class Cancelled(Exception):
    """The person has broken the turn off."""


class Talk:
    """A session, its client, and the turn that is going on."""

    def __init__(self, client: Client, able: ClientCapabilities, session: Kept):
        from agent.llm import from_environment

        self.client, self.able, self.session = client, able, session
        self.cancelled = asyncio.Event()
        self.busy = self.closed = False
        self.tokens = (0, 0)
        """Read and written by the language model in this session, as far as told."""
        self._secrets = from_environment()
        self._calls = 0

    def keep(self, **changes: Any) -> None:
        """Change what the session is about, and write it down."""
        changes["updated"] = time.time()
        self.session = self.session.model_copy(update=changes)
        store.save(self.session)

    def heard(self, text: str) -> None:
        """Keep what the person said; the first words become the title."""
        update = helpers.update_user_message_text(self.safe(text))
        store.add(self.session.id, wire(update))
        title = self.session.title or self.safe(text).split("\n")[0][:80]
        self.keep(title=title)

    def safe(self, text: str) -> str:
        """`text` without secrets and without what could act on a screen."""
        return clean(self._secrets.text(text), 20_000)

    async def send(self, update: Any, *, keep: bool = True) -> None:
        """Tell the client an update; what is kept is told again when it loads."""
        if keep:
            store.add(self.session.id, wire(update))
        await self.client.session_update(self.session.id, update)

    async def replay(self) -> None:
        """Tell everything that was kept once more; then end the calls that were going
        on when an earlier process of ours was killed."""
        from acp.schema import SessionNotification

        going: dict[str, bool] = {}
        for said in store.told(self.session.id):
            kept = {"sessionId": self.session.id, "update": said}
            update = SessionNotification.model_validate(kept).update
            await self.client.session_update(self.session.id, update)
            if "toolCallId" in said and "status" in said:
                going[said["toolCallId"]] = said["status"] in GOING
        words = "This chat was closed meanwhile; /watch follows the run."
        content = [helpers.tool_content(helpers.text_block(told(words)))]
        for call in [call for call, on in going.items() if on and not self.busy]:
            ended = helpers.update_tool_call(call, status="failed", content=content)
            await self.send(ended)

    async def say(self, text: str) -> None:
        """A message of ours."""
        await self.send(
            helpers.update_agent_message_text(self.safe(told_lines(text)) + "\n\n")
        )

    async def note_title(self) -> None:
        """Tell the client how the session is called."""
        update = SessionInfoUpdate(
            session_update="session_info_update", title=self.session.title
        )
        await self.send(update, keep=False)

    async def until_cancelled(self, work: Awaitable[T]) -> T:
        """What `work` gives. Raises Cancelled as soon as the person breaks off."""
        task = asyncio.ensure_future(work)
        stop = asyncio.ensure_future(self.cancelled.wait())
        try:
            await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()
        if self.cancelled.is_set():
            task.cancel()
            raise Cancelled
        return task.result()

    async def thread(self, work: Any, *arguments: Any, **named: Any) -> Any:
        """`until_cancelled` for something that blocks."""
        return await self.until_cancelled(asyncio.to_thread(work, *arguments, **named))

    def call_id(self) -> str:
        """A name for the next tool call, new in this session."""
        self._calls += 1
        return f"{time.time_ns():x}-{self._calls}"

    async def allowed(
        self, call: ToolCallUpdate, what: Literal["edits", "all"], always: str
    ) -> bool:
        """Whether the person allows a call; `always` says what else that would
        allow."""
        level = self.session.autonomy
        if level == "all" or level == what:
            return True
        options = [
            PermissionOption(option_id="once", name=told("Allow"), kind="allow_once"),
            PermissionOption(
                option_id="always", name=told(always), kind="allow_always"
            ),
            PermissionOption(option_id="no", name=told("Reject"), kind="reject_once"),
        ]
        answer = await self._ask(call, options)
        if answer == "always":
            self.keep(autonomy=what)
            await self.tell_options()
        return answer in ("once", "always")

    async def tell_options(self) -> None:
        """Tell the client the values of all options."""
        update = ConfigOptionUpdate(
            session_update="config_option_update",
            config_options=[*choices.options(self.session)],
        )
        await self.send(update, keep=False)

    async def choose(self, question: str, values: Sequence[str]) -> str | None:
        """One of `values`, asked in a form if the client has forms, else by buttons;
        None if the person takes none of them."""
        question = told(question)
        form = self.able.elicitation and self.able.elicitation.form is not None
        if form:
            return await self._by_form(question, values)
        call = self.call_id()
        await self.send(
            helpers.start_tool_call(call, question, kind="other", status="pending")
        )
        options = [
            PermissionOption(option_id=v, name=v, kind="allow_once") for v in values
        ]
        no = PermissionOption(
            option_id=NONE, name=told("None of these"), kind="reject_once"
        )
        asked = ToolCallUpdate(tool_call_id=call, title=question)
        answer = await self._ask(asked, [*options, no])
        taken = answer if answer in values else None
        await self.send(
            helpers.update_tool_call(call, status="completed" if taken else "failed")
        )
        return taken

    async def _by_form(self, question: str, values: Sequence[str]) -> str | None:
        field = ElicitationStringPropertySchema(
            type="string", title=question, one_of=[_option(v) for v in values]
        )
        wanted = ElicitationSchema(
            type="object", properties={"choice": field}, required=["choice"]
        )
        mode = ElicitationFormSessionMode(
            session_id=self.session.id, requested_schema=wanted
        )
        asked = self.client.create_elicitation(question, mode)
        answer: Any = await self.until_cancelled(asked)
        if answer.action != "accept":
            return None
        taken = (answer.content or {}).get("choice")
        return taken if taken in values else None

    async def _ask(self, call: ToolCallUpdate, options: list[PermissionOption]) -> str:
        asked = self.client.request_permission(self.session.id, call, options)
        outcome = (await self.until_cancelled(asked)).outcome
        return outcome.option_id if isinstance(outcome, AllowedOutcome) else NONE

    async def write(self, path: Path, text: str) -> None:
        """Write a file through the editor, if it does that, so that it knows of it."""
        fs = self.able.fs
        if fs and fs.write_text_file:
            made = self.client.write_text_file(self.session.id, str(path), text)
            await self.until_cancelled(made)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _option(value: str) -> EnumOption:
    return EnumOption(const=value, title=value)


def wire(update: Any) -> dict[str, Any]:
    """An update as JSON, as the protocol spells it."""
    return update.model_dump(mode="json", by_alias=True, exclude_none=True)
