"""Forgeweld: from one sentence and a folder of data to a fusion model that you own.

`from agent import forge` is the way in from Python; it is loaded when it is asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.interfaces.api import Run, forge

__version__ = "0.1.0"
__all__ = ["Run", "__version__", "forge"]


def __getattr__(name: str) -> Any:
    if name in ("Run", "forge"):
        from agent.interfaces import api

        return getattr(api, name)
    raise AttributeError(f"module 'agent' has no attribute {name!r}")
