"""The agent as the protocol wants it: sessions, prompts, options, cancellation."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import acp
from acp import helpers
from acp.exceptions import RequestError
from acp.interfaces import Client
from acp.schema import (
    AgentCapabilities,
    AuthenticateResponse,
    ClientCapabilities,
    CloseSessionResponse,
    Implementation,
    InitializeResponse,
    ListSessionsResponse,
    LoadSessionResponse,
    NewSessionResponse,
    PromptCapabilities,
    PromptResponse,
    ResumeSessionResponse,
    SessionCapabilities,
    SessionCloseCapabilities,
    SessionInfo,
    SessionListCapabilities,
    SessionResumeCapabilities,
    SetSessionConfigOptionResponse,
    TerminalAuthMethod,
    Usage,
)

from agent import __version__
from agent.interfaces.acp import choices, store
from agent.interfaces.acp.talk import Talk
from agent.interfaces.acp.words import said
from agent.interfaces.language import told

SOON_S = 0.05
"""After a session's answer: nothing may be told of a session before it."""


class ForgeweldAgent:
    """Answers one client; its sessions outlive it on disk."""

    def __init__(self, out: str, turn_minutes: float):
        self.out, self.turn_s = out, 60 * turn_minutes
        self.able = ClientCapabilities()
        self.talks: dict[str, Talk] = {}
        self.later: set[asyncio.Task[None]] = set()

    def on_connect(self, conn: Client) -> None:
        """The client's side of the connection."""
        self.client = conn

    async def initialize(
        self,
        protocol_version: int,
        client_capabilities: ClientCapabilities | None = None,
        client_info: Implementation | None = None,
        **kwargs: Any,
    ) -> InitializeResponse:
        """What we can; no key is needed, so no authentication is."""
        self.able = client_capabilities or ClientCapabilities()
        terminal = self.able.auth is not None and getattr(
            self.able.auth, "terminal", False
        )
        key = TerminalAuthMethod(
            type="terminal",
            id="forgeweld-auth",
            name=told("Check the language model"),
            description=told("Optional: without a model the rules plan alone."),
            args=["auth"],
        )
        return InitializeResponse(
            protocol_version=acp.PROTOCOL_VERSION,
            agent_info=Implementation(
                name="forgeweld", title="Forgeweld", version=__version__
            ),
            agent_capabilities=AgentCapabilities(
                load_session=True,
                prompt_capabilities=PromptCapabilities(
                    embedded_context=True, image=False, audio=False
                ),
                session_capabilities=SessionCapabilities(
                    list=SessionListCapabilities(),
                    resume=SessionResumeCapabilities(),
                    close=SessionCloseCapabilities(),
                ),
            ),
            auth_methods=[key] if terminal else [],
        )

    async def authenticate(self, method_id: str, **kwargs: Any) -> AuthenticateResponse:
        """Nothing to do: keys come from the environment."""
        return AuthenticateResponse()

    async def new_session(self, cwd: str, **kwargs: Any) -> NewSessionResponse:
        """A conversation in a folder. Runs that go on there are offered."""
        session = store.new(_folder(cwd))
        talk = self.talks[session.id] = Talk(self.client, self.able, session)
        self._soon(self._greet(talk, fresh=True))
        return NewSessionResponse(
            session_id=session.id, config_options=[*choices.options(session)]
        )

    async def load_session(
        self, cwd: str, session_id: str, **kwargs: Any
    ) -> LoadSessionResponse:
        """The whole conversation once more, then the answer."""
        talk = self._open(session_id, cwd)
        await talk.replay()
        self._soon(self._greet(talk, fresh=False))
        return LoadSessionResponse(config_options=[*choices.options(talk.session)])

    async def resume_session(
        self, session_id: str, cwd: str, **kwargs: Any
    ) -> ResumeSessionResponse:
        """Go on with a conversation that the client still has."""
        talk = self._open(session_id, cwd)
        self._soon(self._greet(talk, fresh=False))
        return ResumeSessionResponse(config_options=[*choices.options(talk.session)])

    async def list_sessions(
        self, cwd: str | None = None, cursor: str | None = None, **kwargs: Any
    ) -> ListSessionsResponse:
        """The conversations of a folder, the latest first."""
        return ListSessionsResponse(
            sessions=[
                SessionInfo(
                    session_id=s.id,
                    cwd=s.cwd,
                    title=s.title,
                    updated_at=datetime.fromtimestamp(s.updated, UTC).isoformat(),
                )
                for s in store.every(cwd)
            ]
        )

    async def close_session(
        self, session_id: str, **kwargs: Any
    ) -> CloseSessionResponse:
        """End the turn that goes on; the conversation stays on disk, runs go on."""
        talk = self.talks.pop(session_id, None)
        if talk:
            talk.closed = True
            talk.cancelled.set()
        return CloseSessionResponse()

    async def set_config_option(
        self, config_id: str, session_id: str, value: str | bool, **kwargs: Any
    ) -> SetSessionConfigOptionResponse:
        """Set planner, autonomy or budget."""
        talk = self._talk(session_id)
        known = choices.OPTIONS.get(config_id)
        if known is None or value not in known[2]:
            raise RequestError.invalid_params({"option": config_id, "value": value})
        talk.keep(**{config_id: value})
        return SetSessionConfigOptionResponse(
            config_options=[*choices.options(talk.session)]
        )

    async def prompt(
        self, session_id: str, prompt: list[Any], **kwargs: Any
    ) -> PromptResponse:
        """One turn. What goes wrong is told in words; the answer is end_turn."""
        talk = self._talk(session_id)
        if talk.busy:
            raise RequestError.invalid_request({"why": "a turn is going on"})
        from agent.interfaces.acp.turn import Turn

        talk.busy = True
        talk.cancelled.clear()
        try:
            words = said(prompt)
            talk.heard(words.text)
            await talk.note_title()
            reason = await Turn(talk, self.out, self.turn_s).take(words)
        finally:
            talk.busy = False
        read, written = talk.tokens
        used = None
        if read or written:
            total = read + written
            used = Usage(input_tokens=read, output_tokens=written, total_tokens=total)
        return PromptResponse(stop_reason=reason, usage=used)

    async def cancel(self, session_id: str, **kwargs: Any) -> None:
        """End the turn that goes on, at once; its run is saved and stopped."""
        if talk := self.talks.get(session_id):
            talk.cancelled.set()

    async def _greet(self, talk: Talk, *, fresh: bool) -> None:
        """The commands, and runs that go on in this folder."""
        await asyncio.sleep(SOON_S)
        commands = helpers.update_available_commands(choices.commands())
        await talk.send(commands, keep=False)
        out = Path(talk.session.cwd) / self.out
        if not out.is_dir():
            return
        from agent.interfaces.acp.turn import running

        alive = await asyncio.to_thread(running, out)
        mine = talk.session.run and Path(talk.session.run).name
        if not fresh:
            alive = [name for name in alive if name == mine]
        if alive:
            names = ", ".join(f"`{name}`" for name in alive)
            text = told(f"Still running here: {names}. /watch follows it.") + "\n\n"
            await talk.send(helpers.update_agent_message_text(text), keep=False)

    def _open(self, session_id: str, cwd: str) -> Talk:
        session = store.load(session_id)
        if session is None:
            raise RequestError.resource_not_found(session_id)
        talk = self.talks.get(session_id)
        if talk is None:
            talk = self.talks[session_id] = Talk(self.client, self.able, session)
        if talk.session.cwd != _folder(cwd):
            talk.keep(cwd=_folder(cwd))
        return talk

    def _talk(self, session_id: str) -> Talk:
        if session_id not in self.talks:
            raise RequestError.resource_not_found(session_id)
        return self.talks[session_id]

    def _soon(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self.later.add(task)
        task.add_done_callback(self.later.discard)


def _folder(cwd: str) -> str:
    path = Path(cwd)
    if not path.is_absolute():
        raise RequestError.invalid_params({"cwd": "has to be absolute"})
    return str(path)
