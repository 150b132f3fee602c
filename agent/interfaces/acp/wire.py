"""The agent on stdio: nothing but messages on stdout, and no line that ends it."""

import asyncio
import json
import os
import sys
from typing import Any

import acp
from acp.core import DEFAULT_STDIO_BUFFER_LIMIT_BYTES as LIMIT
from acp.stdio import stdio_streams

from agent.interfaces.acp.agent import ForgeweldAgent


async def serve(out: str, turn_minutes: float) -> None:
    """Speak the protocol until the client goes. Whatever else in this process prints
    goes to stderr."""
    sys.stdout = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    lines, writer = await stdio_streams(limit=LIMIT)
    sys.stdout = sys.stderr
    messages = asyncio.StreamReader(limit=LIMIT)
    passing = asyncio.create_task(_pass_on(lines, messages))
    # Not every method of the protocol: what is missing, clients are told, is missing.
    agent: Any = ForgeweldAgent(out, turn_minutes)
    # session/resume and session/close are stable, but the SDK still hides them.
    await acp.run_agent(agent, writer, messages, use_unstable_protocol=True)
    passing.cancel()


async def _pass_on(lines: asyncio.StreamReader, messages: asyncio.StreamReader) -> None:
    """Pass on the lines that are JSON objects: any other would end the connection."""
    while True:
        try:
            line = await lines.readline()
        except ValueError:  # longer than LIMIT; the reader has dropped it
            print("a line that is too long is left out", file=sys.stderr)
            continue
        if not line:
            break
        if _is_message(line):
            messages.feed_data(line)
        elif line.strip():
            print("a line that is no JSON object is left out", file=sys.stderr)
    messages.feed_eof()


def _is_message(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False
