"""What is wrong with an endpoint, in words, with what to do about it, within 10 s."""

import difflib
import time
from typing import Literal

from agent.llm.endpoint import Endpoint
from agent.llm.failures import path_fix
from agent.llm.faults import Fault
from agent.llm.redact import from_environment
from agent.llm.wire import Call, Wire
from agent.records import Record

SECONDS = 10.0
"""For all questions together; loading the client comes on top."""
CONNECT_S = 4.0
SHOWN = 12
"""Names of models that are told; the nearest ones first."""

Problem = Literal[
    "none",
    "unreachable",
    "tls",
    "unauthorized",
    "no_v1",
    "not_openai",
    "no_model",
    "slow",
    "failing",
]


class Diagnosis(Record):
    """Whether an endpoint can be used, and what to do if not."""

    ok: bool
    problem: Problem
    what: str
    why: str = ""
    fix: str = ""
    models: tuple[str, ...] = ()
    """Those there are, the ones with a similar name first; empty if not told."""


def diagnose(endpoint: Endpoint, seconds: float = SECONDS) -> Diagnosis:
    """Lists the models and asks for one word. Costs a few tokens, raises nothing."""
    return _Patient(endpoint, seconds).examined()


class _Patient:
    """One endpoint under examination."""

    def __init__(self, endpoint: Endpoint, seconds: float):
        self.endpoint = endpoint
        self.redactor = from_environment(endpoint.key())
        self.wire = Wire(endpoint)
        self.wire.chat()
        self.end = time.monotonic() + seconds
        self.models: tuple[str, ...] = ()

    def examined(self) -> Diagnosis:
        listing = self._list(self.wire)
        if isinstance(listing, Fault) and listing.kind in ("connect", "tls", "timeout"):
            return self._told(listing)
        if isinstance(listing, tuple):
            self.models = _nearest(self.endpoint.model, listing)
        elif listing.status in (401, 403):
            return self._told(listing)
        if not self.endpoint.model:
            return self._no_model("no model is chosen")
        said = self._ask()
        if said is None:
            return Diagnosis(
                ok=True,
                problem="none",
                what=f"{self.endpoint.model} at {self.endpoint.host} answers",
                models=self.models,
            )
        if isinstance(listing, Fault) and (said.status == 404 or said.kind == "page"):
            return self._elsewhere(said)
        return self._told(said)

    def _left(self) -> float:
        return max(0.1, self.end - time.monotonic())

    def _list(self, wire: Wire) -> tuple[str, ...] | Fault:
        try:
            return wire.models(min(self._left(), SECONDS / 2), self._connect_s())
        except Fault as fault:
            return fault

    def _ask(self) -> Fault | None:
        call = Call(
            model=self.endpoint.model,
            messages=(("user", "Say yes."),),
            max_tokens=16,
            temperature=None,
        )
        try:
            self.wire.send(call, seconds=self._left(), connect_s=self._connect_s())
        except Fault as fault:
            # An endpoint that takes only one of the two limits is there all the same.
            return None if fault.names("max_tokens", "max_completion") else fault
        return None

    def _connect_s(self) -> float:
        return min(CONNECT_S, self._left(), self.endpoint.connect_s)

    def _elsewhere(self, fault: Fault) -> Diagnosis:
        """Whether the API is where most have it, below /v1."""
        url = f"{self.endpoint.base_url}/v1"
        there = self._list(Wire(self.endpoint.model_copy(update={"base_url": url})))
        if isinstance(there, tuple):
            return Diagnosis(
                ok=False,
                problem="no_v1",
                what="the base URL lacks its /v1",
                why=f"{url} answers, {self.endpoint.base_url} does not",
                fix=f"set OPENAI_BASE_URL or --base-url to {url}",
                models=_nearest(self.endpoint.model, there),
            )
        return self._told(fault)

    def _no_model(self, what: str, why: str = "") -> Diagnosis:
        names = ", ".join(self.models[:SHOWN])
        more = len(self.models) - SHOWN
        there = f"there are: {names}" + (f" and {more} more" if more > 0 else "")
        return Diagnosis(
            ok=False,
            problem="no_model",
            what=what,
            why=there if self.models else why or "the server does not list its models",
            fix="set FORGEWELD_MODEL or --model to one of them",
            models=self.models,
        )

    def _told(self, fault: Fault) -> Diagnosis:
        said = self.redactor.text(fault.message)
        if fault.lacks_model or (fault.status == 404 and self.models):
            what = f"the model {self.endpoint.model} is not there"
            return self._no_model(what, said)
        problem, what, fix = self._words(fault)
        if fault.status is not None:
            said = f"HTTP {fault.status}: {said}"
        slow = problem == "slow" and bool(self.models)
        return Diagnosis(
            ok=slow, problem=problem, what=what, why=said, fix=fix, models=self.models
        )

    def _words(self, fault: Fault) -> tuple[Problem, str, str]:
        """(problem, what, fix) of a fault that is not about the model's name."""
        host, url = self.endpoint.host, self.endpoint.base_url
        if fault.kind == "connect":
            fix = "start the server, or correct OPENAI_BASE_URL or --base-url"
            return "unreachable", f"nothing answers at {host}", fix
        if fault.kind == "tls":
            fix = (
                f"use http:// instead of https:// if {host} speaks no TLS; else name"
                " the certificates to trust in SSL_CERT_FILE"
            )
            return "tls", f"no safe connection to {host}", fix
        if fault.kind == "timeout":
            fix = "wait until it has loaded, or allow more time for an answer"
            return "slow", f"{host} is there, but answers slowly", fix
        if fault.status in (401, 403) and self.endpoint.api_key is None:
            return "unauthorized", f"{host} wants a key", "set OPENAI_API_KEY"
        if fault.status in (401, 403):
            fix = "correct OPENAI_API_KEY"
            return "unauthorized", f"{host} refuses the key", fix
        if fault.kind in ("page", "body", "lost") or fault.status in (404, 405):
            what = f"{url} is no OpenAI-compatible server"
            return "not_openai", what, path_fix(self.endpoint)
        return "failing", f"{host} fails just now", "try again, or look at its log"


def _nearest(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names with those first that resemble `name`."""
    near = difflib.get_close_matches(name, names, n=SHOWN, cutoff=0.4)
    return (*near, *(other for other in names if other not in near))
