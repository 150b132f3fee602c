"""Which blocks exist, read from the cards in `templates/blocks` without running them.

FORGEWELD_BLOCKS names folders with more of them, laid out alike. A card that breaks the
contract stops the program with the name of its file.
"""

import ast
import difflib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from agent.cards import FOLDERS, problem, read
from agent.errors import UsageError
from agent.imports import ALLOWED
from agent.inline import PREFIX, definitions
from agent.records import Block, Use

BLOCKS = Path(__file__).parent.parent / "templates" / "blocks"
OWN = "FORGEWELD_BLOCKS"
"""Environment variable: folders with blocks of the user's own, `os.pathsep` between."""


def own_folders() -> tuple[Path, ...]:
    """The folders that FORGEWELD_BLOCKS names, absolute; UsageError for a wrong one."""
    named = [n for n in os.environ.get(OWN, "").split(os.pathsep) if n.strip()]
    folders = tuple(dict.fromkeys(Path(n).expanduser().resolve() for n in named))
    for folder in folders:
        if not any((folder / name).is_dir() for name in FOLDERS.values()):
            raise UsageError(
                "a folder of your own blocks has none",
                where=f"{OWN}={os.environ[OWN]}",
                why=f"{folder} is no folder, or has no {', '.join(FOLDERS.values())}",
                fix="name the folder that holds inputs/ and encoders/",
            )
    return folders


def own(block: Block) -> bool:
    """Whether a block comes from one of the user's own folders."""
    return Path(block.module).is_absolute()


def load(*roots: Path) -> dict[tuple[str, str], Block]:
    """Every block by (role, name): ours and the user's own, or those below `roots`.

    ValueError names a broken card; of a user's own blocks, UsageError does.
    """
    if roots:
        return _load(roots)
    folders = own_folders()
    try:
        return _load((BLOCKS, *folders))
    except ValueError as error:
        if not folders:
            raise
        raise UsageError(
            "a block of your own can't be used",
            where=f"{OWN}={os.environ[OWN]}",
            why=str(error),
            fix=f"mend the file, or take its folder out of {OWN}",
        ) from error


def refresh() -> None:
    """Read the cards anew at the next call: a file has come or gone."""
    _load.cache_clear()


@cache
def _load(roots: tuple[Path, ...]) -> dict[tuple[str, str], Block]:
    found: dict[tuple[str, str], Block] = {}
    for root in roots:
        for role, folder in FOLDERS.items():
            for path in sorted((root / folder).glob("*.py")):
                if path.name == "__init__.py":
                    continue
                block = read(path, roots[0])
                if block.role != role:
                    raise ValueError(f"{path}: role {block.role!r} in {folder}/")
                if (role, block.name) in found:
                    raise ValueError(f"{path}: a second {role} called {block.name!r}")
                found[role, block.name] = block
    _check_tensors(found.values(), roots[0])
    _check_sources([Path(block.module) for block in found.values() if own(block)])
    return found


def ways(kind: str) -> tuple[tuple[Block, Block], ...]:
    """Inputs of a kind of data, each with every encoder of what it gives; none that
    need a pretrained encoder, which not every machine has."""
    return tuple(
        (reader, encoder)
        for reader in blocks("input", kind)
        for encoder in blocks("encoder", reader.gives)
        if not reader.requires and not encoder.requires
    )


def blocks(role: str, kind: str | None = None) -> tuple[Block, ...]:
    """Blocks of a role, by name; with `kind`, only those that serve it."""
    return tuple(
        block
        for (its_role, _), block in sorted(load().items())
        if its_role == role and (kind is None or _serves(block, kind))
    )


def find(role: str, name: str) -> Block:
    """One block; UsageError with the nearest names if there is none."""
    block = load().get((role, name))
    if block is None:
        names = [other.name for other in blocks(role)]
        near = difflib.get_close_matches(name, names) or names
        raise UsageError(
            f"there is no {role} block called {name!r}",
            where=f"templates/blocks/{FOLDERS.get(role, role)}",
            why=f"the {len(names)} known are {', '.join(names)}",
            fix=f"use {' or '.join(near)}, or add a file with that card",
        )
    return block


def validate(use: Use, role: str, kind: str | None = None) -> Block:
    """The block that `use` names; UsageError if it can't serve `kind` or take the args.

    A text parameter with a search list takes only the values listed there.
    """
    block = find(role, use.block)
    where = f"{role} {use.block!r}"
    if kind is not None and not _serves(block, kind):
        fitting = ", ".join(other.name for other in blocks(role, kind)) or "none"
        raise UsageError(
            f"{where} does not serve {kind}",
            where=f"templates/blocks/{block.module}",
            why=f"it serves {', '.join(block.kinds)}",
            fix=f"{role} blocks for {kind}: {fitting}",
        )
    for name, value in use.args.items():
        if name not in block.params:
            raise UsageError(
                f"{where} has no parameter {name!r}",
                where=f"templates/blocks/{block.module}",
                why=f"its parameters are {', '.join(block.params) or 'none'}",
                fix="leave it out, or use one of those",
            )
        if fault := problem(block, name, value):
            raise UsageError(
                f"{where}: {name} {fault}",
                where=f"templates/blocks/{block.module}",
                why=f"the default is {block.params[name]!r}",
                fix=f"leave {name} out, or give a value of that kind",
            )
    return block


def _serves(block: Block, kind: str) -> bool:
    """A fusion lists no kinds: it takes vectors, whatever they came from. Neither does
    a part of the training that any task may use."""
    return not block.kinds or kind in block.kinds


def _check_tensors(found: Iterable[Block], root: Path) -> None:
    """Every tensor that an encoder, features or an augment take has to be given by some
    input."""
    given = {block.gives for block in found if block.role == "input"}
    for block in found:
        if block.role in ("encoder", "features", "augment"):
            for kind in set(block.kinds) - given:
                known = ", ".join(sorted(given))
                raise ValueError(
                    f"{root / block.module}: no input gives {kind!r}, only {known}"
                )


def _check_sources(files: list[Path]) -> None:
    """What inlining and the check of generated projects would refuse later: a name
    that another block has, and imports that a project may not have."""
    shared = {f"{PREFIX}{path.stem}" for path in BLOCKS.glob("*.py")}
    owners: dict[str, Path] = {}
    for path in (*sorted(BLOCKS.rglob("*.py")), *files) if files else ():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name in definitions(tree):
            if owners.setdefault(name, path) != path:
                raise ValueError(f"{path}: {name} is also defined in {owners[name]}")
        for node in ast.walk(tree) if path in files else ():
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "." * node.level]
            for name in names:
                if name.split(".")[0] not in ALLOWED and name not in shared:
                    raise ValueError(f"{path}:{node.lineno}: imports {name}")  # type: ignore[attr-defined]
