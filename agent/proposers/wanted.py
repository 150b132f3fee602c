"""A block that is to be written: its role, its name, what it gets, and an example."""

import re
from dataclasses import dataclass

from agent import catalog
from agent.proposers.legal import Legal
from agent.proposers.ways import ways


@dataclass(frozen=True)
class Wanted:
    """The block to write."""

    role: str
    name: str
    where: str
    """`fusion`, or the alias of a modality: the start of a choice to swap."""
    kind: str | None
    """The tensor that an encoder reads."""
    idea: str
    task: str

    @classmethod
    def of(cls, legal: Legal, place: str, idea: str) -> "Wanted":
        """From a place such as `fusion` or `encoder m1`, and the model's idea."""
        role, _, alias = place.partition(" ")
        known_names = {b.name for b in catalog.blocks(role)}
        number = 1
        while (name := f"new_{role}_{number}") in known_names:
            number += 1
        kind = None
        if role == "encoder":
            kind = ways(legal.aliases[alias].kind)[0][0].gives
        spec = legal.spec
        kinds = ", ".join(m.kind for m in spec.modalities)
        task = f"{spec.kind} from {kinds}; {spec.metric.name}"
        return cls(role, name, alias or role, kind, idea, task)

    def words(self) -> dict:
        """Variables of the prompt."""
        article = "an encoder" if self.role == "encoder" else "a fusion"
        shown = example_of(self.role, self.kind)
        given = "It gets {modality: (B, d)} and masks {modality: (B,)}, gives (B, dim)."
        if self.kind is not None:
            tensor = example(self.kind)
            given = (
                f"Its kind of tensor is `{self.kind}`: it is built from shape "
                f"{tensor['shape']}, a row is {tensor['value']} of {tensor['dtype']}. "
                f"`kinds` is [{self.kind!r}]. It gives (B, dim)."
            )
        cls = re.sub(r"(?:^|_)(\w)", lambda m: m.group(1).upper(), self.name)
        named = {"article": article, "called": self.name, "cls": cls, "task": self.task}
        return {**named, "idea": self.idea, "given": given, "example": shown}


def example_of(role: str, kind: str | None) -> str:
    """The shortest source of a block like the one that is wanted."""
    if role == "fusion":
        path = catalog.BLOCKS / catalog.find("fusion", "low_rank").module
        return path.read_text(encoding="utf-8")
    mine = [b for b in catalog.blocks("encoder", kind) if not catalog.own(b)]
    sources = [(catalog.BLOCKS / b.module).read_text(encoding="utf-8") for b in mine]
    return min(sources, key=len)


def example(kind: str) -> dict:
    """A typical tensor of a kind: `shape`, `value`, `dtype`."""
    reader = next(b for b in catalog.blocks("input") if b.gives == kind and b.example)
    assert reader.example
    return reader.example.model_dump(mode="json")
