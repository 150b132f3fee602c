"""`forgeweld ui`: serve the page on loopback until Ctrl-C; runs go on without it."""

import html
import os
import secrets
import socket
import sys
import tempfile
import threading
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import NoReturn

from agent.errors import UsageError
from agent.interfaces.screen import put, say

HOST = "127.0.0.1"
GOODBYE_S = 5
"""Seconds that requests get at the end."""


def ui(port: int, out: Path, *, browser: bool) -> None:
    """Serve the runs below `out`. Raises UsageError if the port can't be had, or what
    the page needs is not installed."""
    missing = [name for name in ("starlette", "uvicorn") if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"the page needs {' and '.join(missing)}",
            why="they come with an extra that is not installed",
            fix="pip install 'forgeweld[ui]'",
        )
    listener = listening(port)
    port = listener.getsockname()[1]
    secret = token()
    url = f"http://{HOST}:{port}/?t={secret}"
    put(url)
    say(f"runs in {out}/ · Ctrl-C closes the page; runs go on")
    if browser and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        show(url)
    serve(listener, out.absolute(), port, secret)
    if threading.active_count() > 1:
        say("what was being read for a new run is given up")
        leave()


def leave() -> NoReturn:
    """End at once: the interpreter would wait for threads that read a folder of data,
    for nobody now. They have no process of their own and nothing to put away."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def listening(port: int) -> socket.socket:
    """A socket on loopback; a free port for 0."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"port {port} can't be had",
            why=str(error),
            fix="name another one, or --port 0 for any free one",
        ) from error
    return listener


def serve(listener: socket.socket, out: Path, port: int, secret: str) -> None:
    """Until SIGINT or SIGTERM."""
    import uvicorn

    from agent.interfaces.web.app import application
    from agent.interfaces.web.patient import Patient

    app = application(out, port, secret)

    class Server(uvicorn.Server):
        """Tells the streams to end, which nothing else would."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            app.state.home.closing = True
            super().handle_exit(sig, frame)

    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_level="error",
        access_log=False,
        server_header=False,
        backlog=512,
        timeout_graceful_shutdown=GOODBYE_S,
    )
    try:
        Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        say("closed; runs go on")


def token() -> str:
    """The user's token: random, made once, so that a page outlives its server.

    It lies in XDG_STATE_HOME, for the user alone; removing the file makes a new one.
    """
    home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    path = Path(home) / "forgeweld" / "ui-token"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        path.chmod(0o600)
        kept = path.read_text(encoding="ascii").strip()
        if len(kept) >= 32:
            return kept
        path.unlink()  # cut off, or emptied
        return token()
    made = secrets.token_urlsafe(32)
    with os.fdopen(handle, "w") as file:
        file.write(made)
    return made


def show(url: str) -> None:
    """Open a browser by way of a file, as other users see the arguments of programs."""
    page = Path(tempfile.mkdtemp(prefix="forgeweld-")) / "open.html"
    refresh = f'<meta http-equiv="refresh" content="0;url={html.escape(url)}">'
    page.write_text(f"<!doctype html><title>Forgeweld</title>{refresh}")
    webbrowser.open(page.as_uri())
