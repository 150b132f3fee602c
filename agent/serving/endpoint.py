"""A service over HTTP/1.1: one thread per connection, every refusal with its reason."""

import json
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from agent.serving.pages import openapi, page
from agent.serving.requests import Refused, Request, read_form, read_json
from agent.serving.service import Service

LOCAL = ("127.0.0.1", "localhost", "::1")


class Server(ThreadingHTTPServer):
    """Serves one service on one address; `serve_forever` until `shutdown`."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, port: int, service: Service):
        self.service = service
        self.places = threading.BoundedSemaphore(service.connections)
        super().__init__((host, port), Handler)

    def process_request(self, request: Any, client_address) -> None:
        """A thread for a new connection, unless there are too many."""
        if self.places.acquire(blocking=False):
            super().process_request(request, client_address)
            return
        try:
            request.settimeout(1.0)
            request.sendall(
                b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n"
                b"Content-Length: 0\r\nConnection: close\r\n\r\n"
            )
        except OSError:  # gone already
            pass
        self.shutdown_request(request)

    def process_request_thread(self, request, client_address) -> None:
        """A connection from its first request to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.places.release()

    def handle_error(self, request, client_address) -> None:
        """A client that went away in the middle; faults of ours are answered by 500."""


class Handler(BaseHTTPRequestHandler):
    """One connection: requests are read whole, checked, answered one after another."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "forgeweld", ""
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Server  # type: ignore[assignment]

    def setup(self) -> None:
        """Silence ends a connection."""
        super().setup()
        self.connection.settimeout(self.server.service.seconds)

    def do_GET(self) -> None:
        """/, /health, /metrics and /openapi.json."""
        self.began, service = time.monotonic(), self.server.service
        path = urlsplit(self.path).path
        if fault := self.foreign():
            self.refuse(Refused(403, fault))
        elif path == "/health":
            self.reply(200, {"status": "ok"})
        elif path == "/metrics":
            self.send(200, "text/plain; version=0.0.4", service.metrics.text().encode())
        elif path == "/openapi.json":
            self.reply(200, openapi(service))
        elif path == "/":
            self.send(200, "text/html; charset=utf-8", page(service).encode())
        else:
            self.lost(path, "/predict", "POST")

    def do_POST(self) -> None:
        """/predict alone."""
        self.began, service = time.monotonic(), self.server.service
        try:
            body = self.body()
            if fault := self.foreign():
                raise Refused(403, fault)
            path = urlsplit(self.path).path
            if path != "/predict":
                self.lost(path, "/health", "GET")
                return
            said = service.predictions(*service.answer(self.read(body)))
            self.reply(200, {"predictions": said})
        except Refused as refusal:
            self.refuse(refusal)
        except (TimeoutError, ConnectionError):
            self.close_connection = True  # nobody is there to be told
        except Exception:  # the outermost edge: told here, and in the log
            traceback.print_exc()
            self.refuse(Refused(500, "the model failed; the server's log says how"))

    def body(self) -> bytes:
        """The body, if it says how long it is and is not too long. Raises Refused."""
        length = self.headers.get("Content-Length", "")
        refusal = None
        if self.headers.get("Transfer-Encoding") or not length:
            refusal = Refused(411, "say how long the body is: Content-Length")
        elif not (length.isascii() and length.isdecimal() and len(length) < 16):
            refusal = Refused(400, "Content-Length is no length")
        elif int(length) > self.server.service.body:
            most = self.server.service.body
            refusal = Refused(413, f"{length} bytes; at most {most} are taken")
        if refusal is not None:
            self.close_connection = True  # what comes next is no request
            raise refusal
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            self.close_connection = True
            raise Refused(400, f"{len(body)} bytes came of {length}")
        return body

    def read(self, body: bytes) -> Request:
        """The rows of a body. Raises Refused."""
        service, kind = self.server.service, self.headers.get("Content-Type", "")
        name = kind.split(";")[0].strip().lower()
        if name == "application/json":
            return read_json(body, service.columns, service.rows)
        if name == "multipart/form-data":
            told = service.columns, service.rows, service.files
            return read_form(kind, body, *told)
        raise Refused(415, "send application/json or multipart/form-data")

    def foreign(self) -> str:
        """Why a request may come from another site's page, in a browser; '' if not."""
        host = urlsplit(f"//{self.headers.get('Host', '')}")
        origin = urlsplit(self.headers.get("Origin", ""))
        if self.server.server_address[0] in LOCAL and host.hostname not in LOCAL:
            return "this is served to this machine: Host must be localhost"
        if origin.netloc and origin.netloc != host.netloc:
            return "pages of other sites may not ask"
        return ""

    def lost(self, path: str, other: str, method: str) -> None:
        """404, or 405 where another method would do."""
        known = {"/predict": "POST", "/": "GET", "/health": "GET"}
        known |= {"/metrics": "GET", "/openapi.json": "GET"}
        if path in known:
            self.refuse(Refused(405, f"{path} takes {known[path]}"))
        else:
            self.refuse(Refused(404, f"there is {other} ({method}), and / tells more"))

    def reply(self, status: int, value: object) -> None:
        """A JSON answer."""
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        self.send(status, "application/json", text.encode("utf-8", "replace"))

    def refuse(self, refusal: Refused) -> None:
        """A problem, as RFC 9457 has it."""
        told = {"title": self.responses[refusal.status][0], "status": refusal.status}
        told |= {"type": "about:blank", "detail": refusal.detail}
        told |= {"faults": refusal.faults} if refusal.faults else {}
        text = json.dumps(told, ensure_ascii=False)
        body = text.encode("utf-8", "replace")
        self.send(refusal.status, "application/problem+json", body)

    def send(self, status: int, kind: str, body: bytes) -> None:
        """A whole answer, counted."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        path = urlsplit(self.path).path if hasattr(self, "path") else ""
        known = path in ("/predict", "/health", "/metrics", "/openapi.json", "/")
        seconds = time.monotonic() - getattr(self, "began", time.monotonic())
        counted = path if known else "other"
        self.server.service.metrics.count(counted, status, seconds)

    def send_error(self, code, message=None, explain=None) -> None:
        """What the standard library refuses itself: broken request lines, methods."""
        self.close_connection = True
        self.path = getattr(self, "path", "")
        self.refuse(Refused(int(code), str(message or self.responses[code][1])[:200]))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed; /metrics counts."""
