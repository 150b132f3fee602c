"""Work that takes its time, such as reading a folder: given up when the server ends."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from agent.errors import ForgeweldError
from agent.interfaces.web.home import Home

T = TypeVar("T")
LOOK_S = 0.05
"""Seconds between two looks for the end of the work, and of the server."""


class Closing(ForgeweldError):
    """The server ends; what was asked for has not been done."""

    exit_code = 2
    code = "closing"


async def worked(home: Home, work: Callable[..., T], *args: Any, **given: Any) -> T:
    """What `work` answers, done by a thread that does not outlive the server: so it may
    leave nothing half done. Raises Closing if the server ends first."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work(*args, **given))
        except BaseException as error:  # the edge of a thread: told by `result`
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    while not future.done():
        if home.closing:
            raise Closing("the page was closed meanwhile", why="nothing was begun")
        await asyncio.sleep(LOOK_S)
    return future.result()
