"""The MCP server over stdio or HTTP: tools, resources, prompts, completions, and news
of resources when a trial ends."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import anyio.to_thread
from mcp.server.mcpserver import MCPServer
from mcp.server.subscriptions import InMemorySubscriptionBus, ResourceUpdated

from agent import __version__
from agent.interfaces.mcp import prompts, resources, tools
from agent.interfaces.mcp.door import Door

INSTRUCTIONS = (
    "Trains multimodal models on the user's data, in a sandbox, scored on labels that "
    "the "
    "programs never see. data_profile and plan_propose write nothing. run_start begins "
    "a "
    "run in the background and answers a run_id; poll run_wait (45 s at most) until "
    "`done`. A run outlives this server. Report test scores with their intervals, and "
    "call nothing a gain that is within the noise."
)
LOOK_S = 1.0
"""Seconds between two looks for trials that have ended."""


def build(door: Door) -> MCPServer:
    """The server, without a transport."""
    bus = InMemorySubscriptionBus()

    @asynccontextmanager
    async def watching(server: MCPServer) -> AsyncIterator[None]:
        async with anyio.create_task_group() as group:
            group.start_soon(_tell_ends, door, bus)
            yield
            group.cancel_scope.cancel()

    server = MCPServer(
        name="forgeweld",
        title="Forgeweld",
        version=__version__,
        description="One sentence and a folder of data in; a trained fusion model out.",
        instructions=INSTRUCTIONS,
        log_level="WARNING",
        lifespan=watching,
        subscriptions=bus,
    )
    tools.add(server, door)
    resources.add(server, door)
    prompts.add(server, door)
    return server


def serve(door: Door, port: int | None) -> None:
    """Serve until the client goes, or, on a port of the loopback, until a signal."""
    server = build(door)
    if port is None:
        try:
            server.run("stdio")
        except* BrokenPipeError:  # it went while it was being answered
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
    else:
        server.run("streamable-http", host="127.0.0.1", port=port)


async def _tell_ends(door: Door, bus: InMemorySubscriptionBus) -> None:
    """Publish that pages of a run have changed, whenever a trial of it has ended."""
    seen: dict[str, tuple[int, int]] = {}
    first = True
    while True:
        for run_id in await anyio.to_thread.run_sync(_ended, door, seen):
            if not first:
                for page in ("summary", "leaderboard", "events"):
                    await bus.publish(
                        ResourceUpdated(uri=f"{resources.RUNS}/{run_id}/{page}")
                    )
                await bus.publish(ResourceUpdated(uri=resources.RUNS))
        first = False
        await anyio.sleep(LOOK_S)


def _ended(door: Door, seen: dict[str, tuple[int, int]]) -> list[str]:
    """Runs with another number of ended trials than `seen`, which learns of them. Only
    what was appended is read."""
    changed = []
    for path in door.out.glob("*/events.jsonl"):
        run_id = path.parent.name
        read, count = seen.get(run_id, (0, 0))
        size = path.stat().st_size
        if size == read:
            continue
        with path.open("rb") as file:
            file.seek(read)
            fresh = file.read(size - read)
        whole = fresh[: fresh.rfind(b"\n") + 1]
        more = whole.count(b'"type":"trial.finished"')
        more += whole.count(b'"type":"run.finished"')
        seen[run_id] = read + len(whole), count + more
        if more:
            changed.append(run_id)
    return changed
