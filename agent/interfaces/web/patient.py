"""HTTP that outlives slow clients: a request has to arrive in time, and when many are
waited for, the oldest of them is dropped for the newcomer."""

import asyncio
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 10.0
"""Seconds for the head of a request, from the connection or the last answer on."""
WAITING = 100
"""Connections that may be without a request at a time; more than browsers open."""


class Patient(H11Protocol):
    """One connection."""

    waiting: ClassVar[dict["Patient", None]] = {}
    """Those whose request is not here yet, the oldest first."""
    timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._arrived()

    def _look(self) -> None:
        """Start to wait, once, or stop it: single bytes don't prolong it."""
        if self.conn.their_state is not h11.IDLE or self.transport.is_closing():
            self._arrived()
        elif self.timer is None:
            self.timer = self.loop.call_later(HEAD_S, self.transport.close)
            self.waiting[self] = None
            if len(self.waiting) > WAITING:
                oldest = next(iter(self.waiting))
                oldest.transport.close()
                oldest._arrived()

    def _arrived(self) -> None:
        self.waiting.pop(self, None)
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
