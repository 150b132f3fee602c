"""The server itself: which answer a request gets, and what was seen and counted."""

import contextlib
import hashlib
import socket
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from http.server import ThreadingHTTPServer
from typing import Any

from llm_server.answer import Answer, complete, shortened, usage
from llm_server.cassette import Recorder
from llm_server.endpoint import Endpoint, as_set
from llm_server.faults import Faults
from llm_server.handler import Handler
from llm_server.normal import Scrub, digest, normal
from llm_server.players import Player
from llm_server.request import Request, heeded


class Server:
    """An OpenAI-compatible endpoint on the loopback while the `with` lasts.

    `player` plays the model. `models`: the names it has, others are 404; empty: any.
    `key`: the one it lets in, else any. `reject`: feature (of `request.FEATURES`) to
    the status it is refused with, perhaps with a message. `ignore`: features that it
    silently ignores. `context`: tokens that prompt and answer may have. `strict`:
    refuses what OpenAI itself refuses, and laxer servers let pass. `record`: a
    cassette to append to. `scrub`, `hash_model`: as in `normal`. `heartbeat_s`: a
    stream says that often that it still waits. `paths`: whose 404 an unknown path
    gets: openai, vllm or ollama.

    A player that raises answers 500, and leaving the `with` raises what it raised.
    """

    def __init__(
        self,
        player: Player,
        *,
        faults: Faults | None = None,
        models: Iterable[str] = ("test-model",),
        key: str | None = None,
        reject: Mapping[str, int | tuple[int, str]] | None = None,
        ignore: Iterable[str] = (),
        context: int | None = None,
        strict: bool = False,
        record: Any = None,
        scrub: Scrub = (),
        hash_model: bool = False,
        heartbeat_s: float = 1.0,
        paths: str = "openai",
        port: int = 0,
    ):
        self.player, self.faults = player, faults or Faults()
        self.endpoint = Endpoint(
            models=tuple(models),
            key=key,
            context=context,
            reject=dict(reject or {}),
            ignore=as_set(ignore),
            strict=strict,
            paths=paths,
        )
        self.recorder = Recorder(record) if record else None
        self.scrub, self.hash_model = list(scrub), hash_model
        self.heartbeat_s = heartbeat_s
        self.requests: list[Request] = []
        """All POSTs to chat/completions that could be read, in order."""
        self.errors: list[Exception] = []
        """What players raised."""
        self.closing = threading.Event()
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._http = _Http(("127.0.0.1", port), Handler)
        self._http.owner = self
        self._thread = threading.Thread(
            target=self._http.serve_forever, args=(0.05,), daemon=True
        )

    @property
    def url(self) -> str:
        """The base URL, /v1 and all."""
        return f"{self.root}/v1"

    @property
    def root(self) -> str:
        """Without /v1: what users give by mistake."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def calls(self) -> list[Request]:
        """The requests without the SDK's repetitions."""
        return [request for request in self.requests if request.attempt == 1]

    @property
    def stats(self) -> dict[str, int]:
        """Counters: requests, calls, retries, answered, fault.NAME, status.N, …"""
        with self._lock:
            return dict(sorted(self._counts.items()))

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, kind: type | None, *rest: object) -> None:
        self.close()
        if self.errors and kind is None:
            raise self.errors[0]

    def close(self) -> None:
        """Hang up on everyone; the port is dead from then on. May be called twice."""
        if self.closing.is_set():
            return
        self.closing.set()
        if self._thread.is_alive():
            self._http.shutdown()
        self._http.server_close()
        self._http.hang_up()
        for request in self.requests:
            request.left.set()

    def count(self, *names: str) -> None:
        with self._lock:
            self._counts.update(names)

    def admit(self, sent: dict[str, Any], headers: dict[str, str], key: str) -> Request:
        """Number a request, and note it."""
        repeated = headers.get("x-stainless-retry-count", "0")
        request = Request(
            number=0,
            sent=sent,
            body=heeded(sent, self.endpoint.ignore),
            headers=headers,
            authorized=self.endpoint.key in (None, key),
            key_sha256=hashlib.sha256(key.encode()).hexdigest() if key else None,
            attempt=int(repeated) + 1 if repeated.isdecimal() else 1,
            hash=digest(normal(sent, self.scrub, self.hash_model)),
        )
        with self._lock:
            self.requests.append(request)
            request.number = len(self.requests)
        self.count("requests", "calls" if request.attempt == 1 else "retries")
        return request

    def answer(self, request: Request, key: str) -> Answer:
        """What this request gets, faults included. Takes as long as the player does."""
        name = self.faults.choose(request)
        if name and (answer := self.faults.instead(name, key)):
            request.source = "fault"
            return self._faulty(request, name, answer)
        if answer := self.endpoint.refusal(request):
            self.count("refused")
            request.source = "endpoint"
            self._unfit(request, name)
            return answer
        request.source = "player"
        try:
            answer = complete(self.player(request), request)
        except Exception as error:  # the player's own mistake: told when we close
            self.errors.append(error)
            self.count("player_errors")
            self._unfit(request, name)
            told = f"the player raised {type(error).__name__}: {error}"
            return Answer(status=500, error=told, headers={"x-should-retry": "false"})
        if self.recorder:
            asked = normal(request.sent, self.scrub, self.hash_model)
            self.recorder.add(request.hash, asked, answer, key)
        answer = shortened(answer, request.max_tokens)
        if name:
            damaged = self.faults.damaged(name, answer, request)
            if damaged is None:
                self._unfit(request, name)
                return answer
            return self._faulty(request, name, damaged)
        return answer

    def _unfit(self, request: Request, name: str | None) -> None:
        if name:
            self.count(f"unfit.{name}")
            if error := self.faults.give_back(request, name):
                self.errors.append(error)

    def _faulty(self, request: Request, name: str, answer: Answer) -> Answer:
        request.fault = name
        self.count(f"fault.{name}")
        return answer

    def tell(self, request: Request, answer: Answer) -> None:
        """Count an answer that is about to be sent whole."""
        if answer.status != 200 or answer.wire or answer.raw is not None:
            return
        self.count("answered")
        told = usage(request, answer) or {}
        with self._lock:
            for name in ("prompt_tokens", "completion_tokens"):
                self._counts[name] += told.get(name, 0)


class _Http(ThreadingHTTPServer):
    """Remembers its connections, to be able to hang up."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    owner: Server

    def __init__(self, *args: Any):
        self._open: set[Any] = set()
        self._guard = threading.Lock()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error; anything else is one of ours."""
        error = sys.exc_info()[1]
        if isinstance(error, Exception) and not isinstance(
            error, ConnectionError | TimeoutError
        ):
            self.owner.errors.append(error)

    def hang_up(self) -> None:
        with self._guard:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
