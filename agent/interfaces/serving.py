"""`forgeweld mcp` and `forgeweld acp`: their packages are extras, and may be
missing."""

import gc
import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.errors import UsageError


def mcp(out: Path, port: int | None, *, model: bool, share: bool) -> None:
    """Serve MCP until the client goes. Raises UsageError without its package."""
    _needs("mcp", "mcp")
    with _loading():
        from agent.interfaces.mcp.door import Door
        from agent.interfaces.mcp.server import serve

    serve(Door(out.resolve(), share=share, model=model), port)


def acp(out: Path, turn_minutes: float) -> None:
    """Speak ACP until the client goes. Raises UsageError without its package."""
    if turn_minutes <= 0:
        raise UsageError("--turn-minutes must be above 0")
    _needs("acp", "acp")
    with _loading():
        import asyncio

        from agent.interfaces.acp.wire import serve

    asyncio.run(serve(str(out), turn_minutes))


@contextmanager
def _loading() -> Iterator[None]:
    """No search for garbage while the protocol's hundreds of classes are made, of which
    nothing is garbage: a tenth of the time until the first answer."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _needs(package: str, extra: str) -> None:
    if importlib.util.find_spec(package) is None:
        raise UsageError(
            f"the package of `forgeweld {extra}` is not installed",
            fix=f"pip install 'forgeweld[{extra}]'",
        )
