"""Unscored checks in one process that has imported torch once: each check is a fork.

Checks run one at a time in the same sandbox, so what they answer is only ever a hint:
good enough to go on, never to score or to condemn. A cold `Sandbox.run` decides.
"""

from typing import Self

from sandbox.base import Limits, Mount, Sandbox, Tick
from sandbox.slot import OWN, Hint, Slot

MODULES = ("numpy", "torch", "torch._dynamo", "safetensors.torch", "PIL.Image")
"""Imported before the forks. Any optimizer needs `torch._dynamo`: a second of CPU."""


class Warm:
    """A context manager around one zygote, which is started when first needed.

    The zygote is replaced after every end that is not a plain exit, and after `uses`
    checks. Not to be used by two threads at once.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        mounts: dict[str, Mount],
        limits: Limits,
        *,
        env: dict[str, str] | None = None,
        modules: tuple[str, ...] = MODULES,
        uses: int = 50,
    ):
        """`limits` hold for the zygote and its child together; its times are not used.

        Raises ValueError if `mounts` has a name of `OWN`.
        """
        if taken := set(OWN) & set(mounts):
            raise ValueError(f"mount names {sorted(taken)} are taken")
        self.sandbox, self.mounts, self.limits = sandbox, mounts, limits
        self.env, self.modules, self.uses = env or {}, modules, uses
        self.starts = 0
        """Zygotes started so far."""
        self._slot: Slot | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote, if there is one; nothing of it is alive afterwards."""
        if self._slot is not None:
            self._slot.close("closed")
            self._slot = None

    def run(
        self,
        argv: tuple[str, ...],
        *,
        seconds: float,
        cwd: str = "@work",
        tick: Tick | None = None,
    ) -> Hint:
        """Run the Python script `argv[0]` as `__main__` in a fork, at most `seconds`.

        Words of `argv`, and `cwd`, may begin with `@mount`, `@work` being writable.
        Never raises for what the script does. `sandbox_error` means that nothing was
        learnt about it.
        """
        if self._slot is None:
            self.starts += 1
            self._slot = Slot(
                self.sandbox, self.mounts, self.limits, self.env, self.modules
            )
        slot = self._slot
        if (hint := slot.wait_ready(tick)) is None:
            hint = slot.check(argv, cwd, seconds, tick)
        if slot.odd or slot.count >= self.uses:
            self.close()
        return hint
