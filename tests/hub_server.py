"""A local server that speaks as much of the hub's API as a download needs."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

REVISION = "0123456789abcdef0123456789abcdef01234567"


@contextmanager
def hub(name: str, folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of a hub with one model, and the requests that it gets."""
    asked: list[str] = []
    files = {str(p.relative_to(folder)): p for p in folder.rglob("*") if p.is_file()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self.answer(body=False)

        def do_GET(self) -> None:
            self.answer(body=True)

        def answer(self, body: bool) -> None:
            path = self.path.partition("?")[0]
            asked.append(f"{self.command} {path}")
            resolved = f"/{name}/resolve/{REVISION}/"
            if path == f"/api/models/{name}":
                self.send(json.dumps(about()).encode(), {}, body)
            elif path.startswith(resolved) and path[len(resolved) :] in files:
                data = files[path[len(resolved) :]].read_bytes()
                tag = hashlib.sha256(data).hexdigest()
                more = {"ETag": f'"{tag}"', "X-Repo-Commit": REVISION}
                self.send(data, more, body)
            else:
                more = {"X-Error-Code": "RepoNotFound"}
                self.send(b"{}", more, body, status=404)

        def send(self, data: bytes, more: dict, body: bool, status: int = 200) -> None:
            self.send_response(status)
            for key, value in {**more, "Content-Length": str(len(data))}.items():
                self.send_header(key, value)
            self.end_headers()
            if body:
                self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    def about() -> dict:
        siblings = [
            {"rfilename": n, "size": p.stat().st_size, "blobId": "0" * 40}
            for n, p in files.items()
        ]
        card = {"license": "apache-2.0"}
        known = {"id": name, "modelId": name, "sha": REVISION, "private": False}
        return {**known, "siblings": siblings, "cardData": card, "tags": []}

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
