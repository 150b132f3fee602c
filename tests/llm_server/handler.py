"""One connection: reads requests, waits for answers, and sends or breaks them."""

import json
import select
import socket
import struct
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from llm_server import wire
from llm_server.answer import Answer
from llm_server.endpoint import unauthorized, unknown_path
from llm_server.request import Request, problem

if TYPE_CHECKING:
    from llm_server.server import Server

SECRET = ("authorization", "api-key", "x-api-key", "cookie", "proxy-authorization")
POLL = 0.02


class ClientLeft(ConnectionError):
    """The client hung up, or the server closes: nobody is left to answer."""


class Handler(BaseHTTPRequestHandler):
    """GET models and stats, POST chat/completions."""

    protocol_version = "HTTP/1.1"
    server_version = "llm_server"
    sys_version = ""
    disable_nagle_algorithm = True
    _begun = False
    """A streamed reply has begun: there is no way back to a status."""

    @property
    def owner(self) -> "Server":
        return self.server.owner  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the owner counts."""

    def handle_one_request(self) -> None:
        self._begun = False
        super().handle_one_request()

    def do_GET(self) -> None:
        path = urlsplit(self.path).path.rstrip("/")
        endpoint = self.owner.endpoint
        if path in ("/stats", "/v1/stats"):
            self._send(200, wire.encode(self.owner.stats))
        elif path == "/v1/chat/completions":
            self._send(405, b'{"detail":"Method Not Allowed"}', {"allow": "POST"})
        elif path != "/v1/models" and not path.startswith("/v1/models/"):
            self._unknown()
        elif endpoint.key not in (None, self._key()):
            self._error(unauthorized(bool(self._key())))
        elif path == "/v1/models":
            self.owner.count("models")
            self._send(200, wire.encode(wire.models(endpoint.models)))
        else:
            name = unquote(path.removeprefix("/v1/models/"))
            if endpoint.models and name not in endpoint.models:
                self._error(endpoint.no_model(name))
            else:
                self._send(200, wire.encode(wire.model(name)))

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("content-length") or 0))
        if urlsplit(self.path).path != "/v1/chat/completions":
            self._unknown()
            return
        try:
            body = json.loads(content)
            wrong = problem(body)
        except ValueError as error:
            body, wrong = None, f"the body is no JSON: {error}"
        if wrong or body is None:
            self.owner.count("unreadable")
            self._error(Answer(status=400, error=wrong))
            return
        told = {name.lower(): value for name, value in self.headers.items()}
        told = {name: value for name, value in told.items() if name not in SECRET}
        request = self.owner.admit(body, told, self._key())
        try:
            self._converse(request)
        except (ConnectionError, TimeoutError):
            request.left.set()
            self.close_connection = True
            self.owner.count("client_left")

    def _converse(self, request: Request) -> None:
        """Let the player think, keep the line alive, then send what it says."""
        box: list[Answer] = []
        done = threading.Event()

        def think() -> None:
            try:
                box.append(self.owner.answer(request, self._key()))
            finally:
                done.set()

        threading.Thread(target=think, daemon=True).start()
        self._wait(request, done)
        answer = box[0]
        if answer.delay_s:
            self._wait(request, threading.Event(), answer.delay_s)
        request.status = answer.status  # before it is sent: the client may look at once
        self.owner.tell(request, answer)
        if answer.wire:
            request.status = None
            self._break(request, answer)
        elif answer.raw is not None:
            raw = answer.raw.encode() if isinstance(answer.raw, str) else answer.raw
            self._send(answer.status, raw, self._marks(request, answer))
        elif answer.status != 200 and not self._begun:
            self._send(answer.status, self._told(answer), self._marks(request, answer))
        elif request.stream:
            self._stream(request, answer)
        else:
            body = wire.encode(wire.completion(request, answer))
            self._send(200, body, self._marks(request, answer))

    def _stream(self, request: Request, answer: Answer) -> None:
        self._begin(request, answer)
        if answer.status != 200:  # too late for a status: the stream tells it
            self._chunk(wire.event(wire.error(answer)))
        else:
            for chunk in wire.chunks(request, answer):
                self._chunk(wire.event(chunk))
            self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _begin(self, request: Request, answer: Answer) -> None:
        if self._begun:
            return
        self._begun = True
        marks = self._marks(request, answer)
        self._head(200, {**marks, "content-type": "text/event-stream; charset=utf-8"})

    def _head(self, status: int, headers: dict[str, str]) -> None:
        """Begin a body of unknown length."""
        self.send_response(status)
        self.owner.count(f"status.{status}")
        for name, value in {**headers, "transfer-encoding": "chunked"}.items():
            self.send_header(name, value)
        self.end_headers()

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def _wait(
        self, request: Request, done: threading.Event, most_s: float = float("inf")
    ) -> None:
        """Until `done`; a stream says all along that it is still there."""
        now = time.monotonic()
        until, beat = now + most_s, now + self.owner.heartbeat_s
        while not done.wait(max(0, min(POLL, until - time.monotonic()))):
            self._still_there()
            if request.stream and time.monotonic() >= beat:
                beat = time.monotonic() + self.owner.heartbeat_s
                self._begin(request, Answer())
                self._chunk(b": waiting\n\n")
            if time.monotonic() >= until:
                return

    def _still_there(self) -> None:
        """Raises ClientLeft if the client hung up or the server closes."""
        if self.owner.closing.is_set():
            raise ClientLeft
        if select.select([self.connection], [], [], 0)[0] and not self.connection.recv(
            1, socket.MSG_PEEK
        ):
            raise ClientLeft

    def _break(self, request: Request, answer: Answer) -> None:
        """Send an answer that does not arrive whole."""
        marks = self._marks(request, answer)
        if answer.wire == "bad_body":
            self._send(200, b'{"id": "chatcmpl-0", "choices": [{"mess', marks)
            return
        if answer.wire == "html":
            told = {**marks, "content-type": "text/html; charset=utf-8"}
            self._send(200, b"<!doctype html><title>Models at home</title>", told)
            return
        # after a polite end the client keeps the line, and may ask on it at once
        self.close_connection = answer.wire != "short_stream"
        if answer.wire == "connection_lost":
            self._reset()
        elif answer.wire == "timeout":
            while True:
                self._still_there()
                time.sleep(POLL)
        elif answer.wire == "drip":
            self._drip(request, marks)
        else:
            self._cut(request, answer)

    def _reset(self) -> None:
        """Close so that the client gets a reset, not an end."""
        now = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
        self.connection.close()

    def _drip(self, request: Request, marks: dict[str, str]) -> None:
        """Never silent, never done: white space, or comments of a stream."""
        if not request.stream:
            self._head(200, {**marks, "content-type": "application/json"})
        else:
            self._begin(request, Answer())
        while True:
            self._still_there()
            self._chunk(b": waiting\n\n" if request.stream else b" ")
            time.sleep(POLL)

    def _cut(self, request: Request, answer: Answer) -> None:
        """Half an answer; `short_stream` ends politely, `cut_stream` in mid-air."""
        half = replace(answer, wire=None, content='{"half": "an answer that')
        if request.stream:
            self._begin(request, answer)
            for chunk in wire.chunks(request, half):
                if chunk["choices"] and not chunk["choices"][0]["finish_reason"]:
                    self._chunk(wire.event(chunk))
        else:
            kind = {"content-type": "application/json"}
            self._head(200, {**self._marks(request, answer), **kind})
            body = wire.encode(wire.completion(request, half))
            self._chunk(body[: len(body) // 2])
        if answer.wire == "short_stream":
            self._chunk(b"")

    def _marks(self, request: Request, answer: Answer) -> dict[str, str]:
        """Headers that tell where an answer comes from, and the answer's own."""
        marks = {
            "x-request-id": f"req-{request.number}",
            "x-llm-source": request.source or "",
            "x-llm-hash": request.hash,
            "x-llm-fault": request.fault or "",
        }
        return {**marks, **answer.headers}

    def _told(self, answer: Answer) -> bytes:
        return wire.encode(wire.error(answer))

    def _error(self, answer: Answer) -> None:
        self._send(answer.status, self._told(answer), answer.headers)

    def _unknown(self) -> None:
        self.owner.count("unknown_path")
        style = self.owner.endpoint.paths
        kind = "text/plain" if style == "ollama" else "application/json"
        body = unknown_path(style, self.command, self.path)
        self._send(404, body, {"content-type": kind})

    def _key(self) -> str:
        given = self.headers.get("authorization") or ""
        return (
            given.removeprefix("Bearer ").strip() or self.headers.get("api-key") or ""
        )

    def _send(
        self, status: int, body: bytes, headers: dict[str, str] | None = None
    ) -> None:
        if self._begun:
            self._chunk(body)
            self._chunk(b"")
            return
        self.owner.count(f"status.{status}")
        self.send_response(status)
        told = {"content-type": "application/json", **(headers or {})}
        for name, value in {**told, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
