"""Which sandbox programs get, and whether they had one."""

from agent.errors import SandboxError, UsageError
from sandbox import NoSandbox, open_sandbox
from sandbox.base import RunResult, Sandbox


def opened(backend: str, *, unsafe: bool) -> Sandbox:
    """The sandbox asked for. Raises SandboxError, with every backend's reason, if there
    is none that works: nothing runs without one. `process` needs `unsafe`, which no
    file can say: it comes from the command line alone."""
    if backend == "process" and not unsafe:
        raise UsageError(
            "this run goes without isolation, and nobody has allowed that",
            fix="forgeweld resume --unsafe, if you mean it",
        )
    try:
        return open_sandbox(backend)
    except NoSandbox as error:
        raise SandboxError(
            "no sandbox works here, so nothing was run",
            why=str(error),
            fix="forgeweld doctor tells more; --unsafe runs without isolation",
        ) from error
    except ValueError as error:
        raise UsageError(str(error), fix="forgeweld doctor lists them") from error


def isolated(result: RunResult) -> bool:
    """Whether the program was kept from the host at all."""
    return result.isolation.backend != "process"
