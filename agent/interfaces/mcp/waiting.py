"""Waiting for news of a run, with progress for the client."""

from pathlib import Path

import anyio
import anyio.to_thread
from mcp.server.mcpserver import Context

from agent.interfaces.mcp.answers import Status

LONGEST_S = 45.0
"""Clients give up on a request after 60 s, many of them."""
TICK_S = 0.5


async def news(ctx: Context, run_dir: Path, timeout_s: float) -> Status:
    """Progress every time that something happens; the status after a trial's end."""
    from agent.interfaces.mcp import reports

    last, ended, line = await anyio.to_thread.run_sync(reports.news, run_dir, 0)
    ended = 0  # those before the call are no news
    with anyio.move_on_after(timeout_s):
        while True:
            now = await anyio.to_thread.run_sync(reports.status, run_dir)
            if line:
                await ctx.report_progress(now.seconds, now.budget_seconds, line)
            if now.done or ended:
                return now
            await anyio.sleep(TICK_S)
            last, ended, line = await anyio.to_thread.run_sync(
                reports.news, run_dir, last
            )
    return await anyio.to_thread.run_sync(reports.status, run_dir)
