"""Molecules: the atoms that a file tells, hostile files, a run that learns of them."""

import json
from pathlib import Path

import format_files as files
import numpy as np
import pandas as pd
import pytest
from inside import forgeweld

from agent.data import formats, media
from agent.report.elements import Sketch
from agent.report.media import part
from templates.blocks.clouds import read_cloud
from templates.blocks.formats import molecule

MOL = """two atoms
  hand

  2  1  0  0  0  0  0  0  0  0999 V2000
    1.0000    2.0000    3.0000 CL  0  0  0  0
    4.0000    5.0000    6.0000 H   0  0  0  0
  1  2  1  0
M  END
"""
V3000 = """two atoms
  hand

  0  0  0  0  0  0  0  0  0  0999 V3000
M  V30 BEGIN CTAB
M  V30 COUNTS 2 0 0 0 0
M  V30 BEGIN ATOM
M  V30 1 Cl 1 2 3 0
M  V30 2 H 4 5 6 0
M  V30 END ATOM
M  V30 END CTAB
M  END
"""
PDB = """\
HETATM    1 CL   LIG A   1       1.000   2.000   3.000  1.00  0.00          CL
HETATM    2  H1 ALIG A   1       4.000   5.000   6.000  0.50  0.00           H
HETATM    3  H1 BLIG A   1       7.000   8.000   9.000  0.50  0.00           H
END
"""


@pytest.mark.parametrize("text, end", [(MOL, "mol"), (V3000, "sdf"), (PDB, "ent")])
def test_places_and_elements_are_read(text, end, tmp_path):
    (tmp_path / f"a.{end}").write_text(text)
    points, symbols = read_cloud(f"a.{end}", tmp_path) or ([], [])
    assert np.array_equal(points, [[1, 2, 3], [4, 5, 6]]) and symbols == ["Cl", "H"]
    assert f".{end}" in molecule.DECODERS
    drawn = part("points", "drug", f"a.{end}", tmp_path)
    assert isinstance(drawn, Sketch) and drawn.name == "drug: Cl H"


@pytest.mark.parametrize(
    "line, symbol",
    [
        ("ATOM      1  CA  GLY A   1       1.000   2.000   3.000", "C"),
        ("HETATM    1 CA    CA A   1       1.000   2.000   3.000  1.00  0.00", "Ca"),
        ("ATOM      1 HG11 VAL A   1       1.000   2.000   3.000", "H"),
        ("ATOM      1 2HB  ALA A   1       1.000   2.000   3.000", "H"),
        ("HETATM    1 HO5' LIG A   1       1.000   2.000   3.000", "H"),
        (f"{'ATOM      1  N   GLY A   1       1.0     2.0     3.0':72}1ABC  12", "N"),
    ],
)
def test_names_of_atoms_tell_the_element_where_nothing_else_does(
    line, symbol, tmp_path
):
    (tmp_path / "a.pdb").write_text(line + "\n")
    assert formats.symbols(tmp_path / "a.pdb") == [symbol]


HOSTILE = {
    "counts.mol": (MOL.replace("  2  1", "999999"), "cut off: 4 of 1998"),
    "none.mol": (MOL.replace("  2  1", " -1 -1"), "no atoms"),
    "words.mol": (MOL.replace("  2  1", "  a  b"), "has no counts"),
    "nan.mol": (MOL.replace("    1.0000", "       nan"), "not finite"),
    "far.mol": (MOL.replace("    1.0000", "     1e300"), "not finite"),
    "hole.mol": (MOL.replace("CL ", "   "), "without its symbol"),
    "many.sdf": (V3000.replace("COUNTS 2", "COUNTS 99999999999999"), "2 are there"),
    "short.sdf": (V3000[: V3000.index("M  V30 END")], "its list of atoms has no end"),
    "bare.sdf": (V3000.replace("2 H 4 5 6 0", "2 H"), "without its place"),
    "cut.pdb": (PDB[:200], "cut off"),
    "inf.pdb": (PDB.replace("   1.000", "     inf"), "not finite"),
    "other.pdb": ("Microsoft C/C++ MSF 7.00\r\n\x1aDS" + "\0" * 5000, "no atoms"),
    "line.mol": ("C" * 10**6, "has no counts"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_wrong_with_a_file_is_told(name, tmp_path):
    text, why = HOSTILE[name]
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=why):
        formats.decode(tmp_path / name)
    ((cell, told),) = media.problems(tmp_path, [name]).items()
    assert cell == name and why in told
    assert read_cloud(name, tmp_path) is None


def chains(root: Path, rows: int = 60) -> Path:
    """Molecules whose target is how many oxygens they have and how long they are."""
    rng, cells, numbers = np.random.default_rng(0), [], []
    (root / "mol").mkdir(parents=True)
    for i in range(rows):
        symbols = "".join(rng.choice(list("CCO"), rng.integers(4, 9)))
        places = np.arange(len(symbols))[:, None] * [1.4, 0.3, 0] + rng.normal(
            0, 0.05, (len(symbols), 3)
        )
        cells.append(f"mol/{i}.mol")
        files.write_mol(root / cells[-1], places, symbols)
        numbers.append(symbols.count("O") + len(symbols) / 10)
    frame = pd.DataFrame({"structure": cells, "weight": rng.normal(size=rows)})
    frame.assign(density=numbers).to_csv(root / "train.csv", index=False)
    return root


def test_a_run_learns_from_atoms(tmp_path):
    root = chains(tmp_path / "data")
    say = "Predict the density from the structure. Metric: RMSE."
    words = ("run", say, "--data", root, "--trials", 3, "--minutes", 1, "--no-model")
    told = forgeweld(*words, "--json", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    said = json.loads(told.stdout)
    assert "structure (points)" in told.stderr
    run = tmp_path / "generated" / said["run"]
    assert "def read_mol(" in (run / "trials/1/project/data.py").read_text()
    scores = pd.read_csv(run / "leaderboard.csv").set_index("trial")
    assert scores.loc["ensemble", "test"] < scores["test"].max() / 2
