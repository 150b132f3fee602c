"""A program's output in bounded memory: the head, the tail, a count of the rest."""

from sandbox.base import Log


class HeadTail:
    """Keeps the first and the last `kilobytes / 2` kB of what is fed to it."""

    def __init__(self, kilobytes: int):
        self._half = kilobytes * 500
        self._head = bytearray()
        self._tail = bytearray()
        self.total = 0
        """Bytes fed so far."""

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the output."""
        self.total += len(data)
        room = self._half - len(self._head)
        self._head += data[:room]
        self._tail += data[room:] if room < len(data) else b""
        del self._tail[: max(0, len(self._tail) - self._half)]

    def log(self) -> Log:
        """What was kept, as text; bytes that are no UTF-8 become U+FFFD."""
        return Log(
            head=self._head.decode(errors="replace"),
            tail=self._tail.decode(errors="replace"),
            dropped=self.total - len(self._head) - len(self._tail),
        )
