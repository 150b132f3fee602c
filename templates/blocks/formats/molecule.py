"""Molecules: atoms of MOL, SDF and PDB files."""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import numpy as np

from templates.blocks.decoders import DECODERS

FARTHEST_ATOM = 1e5
"""Angstroms that no molecule measures."""
LONGEST_LINE = 1000
ATOM = np.dtype([("x", "f4"), ("y", "f4"), ("z", "f4"), ("symbol", "U3")])


def read_mol(path: Path) -> np.ndarray:
    """Atoms (N,) of the first molecule, with `x`, `y`, `z` in angstroms and `symbol`.

    CTfile formats (BIOVIA 2020), V2000 and V3000. Raises OSError or ValueError for a
    file that can't be read or was cut off.
    """
    lines = list(takewhile(lambda line: line[:4] != "$$$$", text_lines(path)))
    if len(lines) < 4:
        raise ValueError("no MOL file: it ends before the counts of its atoms")
    if "V3000" in lines[3]:
        return as_atoms(*v3000_atoms(lines))
    try:
        atoms, bonds = int(lines[3][:3]), int(lines[3][3:6])
    except ValueError:
        raise ValueError("no MOL file: the fourth line has no counts") from None
    if len(lines) < 4 + atoms + bonds:
        raise ValueError(f"cut off: {len(lines) - 4} of {atoms + bonds} atoms, bonds")
    found = lines[4 : 4 + max(atoms, 0)]
    places = [[line[0:10], line[10:20], line[20:30]] for line in found]
    return as_atoms(places, [line[31:34] for line in found])


def v3000_atoms(lines: list[str]) -> tuple[list[list[str]], list[str]]:
    """Places and symbols; a line that ends in a minus goes on in the next."""
    text = "\n".join(line[7:] for line in lines if line.startswith("M  V30 "))
    rows = [line.split() for line in text.replace("-\n", "").splitlines()]
    if ["BEGIN", "ATOM"] not in rows or ["END", "ATOM"] not in rows:
        raise ValueError("cut off, or no MOL file: its list of atoms has no end")
    atoms = rows[rows.index(["BEGIN", "ATOM"]) + 1 : rows.index(["END", "ATOM"])]
    declared = next((row[1] for row in rows if row[:1] == ["COUNTS"] and row[1:]), "")
    if declared != str(len(atoms)):
        raise ValueError(f"{declared or 'no'} atoms declared, {len(atoms)} are there")
    if any(len(row) < 5 for row in atoms):
        raise ValueError("an atom without its place")
    return [row[2:5] for row in atoms], [row[1] for row in atoms]


def read_pdb(path: Path) -> np.ndarray:
    """As `read_mol`, of the first model of a PDB file (format 3.3); of places that
    exclude each other the first. Raises OSError or ValueError alike."""
    places, symbols, chosen = [], [], ""
    for line in text_lines(path):
        if line.startswith(("ENDMDL", "END ")) or line == "END":
            break
        if not line.startswith(("ATOM  ", "HETATM")):
            continue
        if len(line) < 54:
            raise ValueError("cut off: an atom without its place")
        instead = line[16:17].strip()
        chosen = chosen or instead
        if instead in ("", chosen):
            places.append([line[30:38], line[38:46], line[46:54]])
            symbols.append(element(line))
    return as_atoms(places, symbols)


def element(line: str) -> str:
    """What stands in the columns of the element, else what the name of the atom says in
    its first two; in proteins it is one letter (CA is a carbon atom)."""
    if (told := line[76:78].strip()).isalpha():
        return told
    name = line[12:16].lstrip(" 0123456789")
    two = line.startswith("HETATM") and line[12:14].isalpha() and len(name.strip()) < 4
    return name[: 2 if two else 1]


def text_lines(path: Path) -> Iterator[str]:
    """Lines without their ends; what is no text has lines that are too long."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for line in iter(lambda: file.readline(LONGEST_LINE), ""):
            yield line.rstrip("\r\n")


def as_atoms(places: list[list[str]], symbols: list[str]) -> np.ndarray:
    """Atoms (N,); ValueError for none, and for places that are no finite numbers."""
    if not places:
        raise ValueError("no atoms in it")
    numbers = np.array([[float(word) for word in place] for place in places])
    if not (np.abs(numbers) < FARTHEST_ATOM).all():  # NaN is not less either
        raise ValueError("places of atoms that are not finite, or too far away")
    names = [symbol.strip().capitalize() for symbol in symbols]
    if not all(names):
        raise ValueError("an atom without its symbol")
    found = np.zeros(len(places), ATOM)
    found["x"], found["y"], found["z"] = numbers.T
    found["symbol"] = names
    return found


DECODERS.update(dict.fromkeys((".mol", ".sdf"), read_mol))
DECODERS.update(dict.fromkeys((".pdb", ".ent"), read_pdb))
