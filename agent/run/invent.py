"""A block that a model writes: asked for, checked, tried in the sandbox, then a plan.

Its source lies in the run's own folder of blocks, beside those of the user; from there
it is inlined like any other block.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent import catalog, foreign
from agent.cards import FOLDERS
from agent.errors import ModelError
from agent.foreign import Refused
from agent.llm.model import Model
from agent.llm.prompts import render
from agent.proposers.decision import Decision
from agent.proposers.legal import Illegal, Legal
from agent.proposers.wanted import Wanted
from agent.records import Block, Plan
from agent.run.try_block import try_block
from sandbox.base import Sandbox

ATTEMPTS = 3
"""Sources asked for at most: the first, and two with what was wrong before."""
WORDS = 4000
"""Tokens that a source may have."""


@dataclass
class Inventor:
    """Turns a decision to invent into a plan; None, and an event, if nothing came."""

    model: Model
    sandbox: Sandbox
    folder: Path
    """Of the run's own blocks; made when the first one is accepted."""
    tell: Callable[..., object]

    def __call__(self, legal: Legal, decision: Decision) -> Plan | None:
        """The parent of the decision with a new block in it."""
        place = decision.choice.removeprefix("new ")
        wanted = Wanted.of(legal, place, decision.idea)
        errors, attempt, stage = "", "", ""
        for number in range(1, ATTEMPTS + 1):
            prompt = render(
                "block", **wanted.words(), errors=errors, attempt=attempt, stage=stage
            )
            try:
                reply = self.model.ask_text(prompt, fence="python", max_tokens=WORDS)
                attempt = reply.value
                block = self._accept(wanted, attempt)
            except Refused as error:
                stage, errors = error.stage, error.why
                self._told(wanted, number, attempt, stage=stage, why=errors)
                continue
            except ModelError as error:
                self._told(wanted, number, attempt, stage="model", why=error.what)
                return None
            self._told(wanted, number, attempt, stage="accepted", why="")
            return self._plan(legal, decision, wanted, block)
        return None

    def _accept(self, wanted: Wanted, code: str) -> Block:
        """Check, try and keep a source. Raises Refused."""
        with tempfile.TemporaryDirectory(prefix="forgeweld-block-") as name:
            place = Path(name)
            block = foreign.check(code, wanted.role, wanted.name, wanted.kind, place)
            tried = try_block(self.sandbox, place, block, wanted.kind)
            if not tried.get("ok"):
                raise Refused(
                    str(tried.get("stage"))[:40], str(tried.get("why"))[:1500]
                )
            home = self.folder / FOLDERS[wanted.role]
            home.mkdir(parents=True, exist_ok=True)
            kept = home / f"{wanted.name}.py"
            shutil.copy(place / f"{wanted.name}.py", kept)
        known(self.folder)
        try:
            return catalog.find(wanted.role, wanted.name)
        except (
            Exception
        ) as error:  # a name that another block has: found by the catalogue
            kept.unlink()
            catalog.refresh()
            raise Refused("names", str(error)) from error

    def _plan(
        self, legal: Legal, decision: Decision, wanted: Wanted, block: Block
    ) -> Plan | None:
        now = Legal(legal.spec, legal.profile, legal.history, legal.invent)
        try:
            plan = now.swap(now.parent(decision.parent), f"{wanted.where} {block.name}")
            plan = now.fresh(plan)
        except Illegal as error:
            self._told(wanted, 0, "", stage="plan", why=str(error))
            return None
        return plan.model_copy(
            update={
                "name": f"{block.name}, invented",
                "parent": decision.parent,
                "operator": "invent",
                "proposer": "model",
                "reason": f"{decision.rationale} Idea: {decision.idea}",
            }
        )

    def _told(self, wanted: Wanted, number: int, code: str, **more: str) -> None:
        digest = hashlib.sha256(code.encode()).hexdigest()
        self.tell(
            "block.tried",
            role=wanted.role,
            name=wanted.name,
            attempt=number,
            source=code[: foreign.MAX_CHARS],
            sha256=digest,
            **more,
        )


def known(folder: Path) -> None:
    """Make the run's own blocks part of the catalogue of this process."""
    named = [n for n in os.environ.get(catalog.OWN, "").split(os.pathsep) if n]
    if folder.is_dir() and str(folder) not in named:
        os.environ[catalog.OWN] = os.pathsep.join([*named, str(folder)])
    catalog.refresh()
