"""Three versions of a text: the same as git makes of them, where it makes one."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from agent.project.merge import merge

BASE = "".join(f"line {i}\n" for i in range(30))


def changed(text: str, *changes: tuple[int, str]) -> str:
    lines = text.splitlines(keepends=True)
    for number, new in changes:
        lines[number] = new
    return "".join(lines)


def test_edits_far_apart_come_together():
    ours = changed(BASE, (3, "mine\n"), (20, ""))
    theirs = changed(BASE, (10, "new\nnewer\n"), (29, "last\n"))
    text, hunks = merge(BASE, ours, theirs)
    assert not hunks
    assert text == changed(
        BASE, (3, "mine\n"), (10, "new\nnewer\n"), (20, ""), (29, "last\n")
    )


def test_what_one_side_leaves_alone_is_the_other_side():
    other = changed(BASE, (0, ""), (15, "x\ny\n"))
    assert merge(BASE, BASE, other) == (other, ())
    assert merge(BASE, other, BASE) == (other, ())
    assert merge(BASE, other, other) == (other, ())
    assert merge("", "a\n", "") == ("a\n", ())
    assert merge(BASE, "", BASE) == ("", ())


def test_the_same_lines_changed_twice_are_told_with_their_place():
    ours = changed(BASE, (2, ""), (10, "mine\nmine\n"))
    theirs = changed(BASE, (10, "theirs\n"), (20, "more\n"))
    text, (hunk,) = merge(BASE, ours, theirs)
    assert text == changed(BASE, (2, ""), (10, "theirs\n"), (20, "more\n"))
    assert hunk.line == 10, "in the edited file, where line 2 is gone"
    assert hunk.ours == ("mine\n", "mine\n") and hunk.theirs == ("theirs\n",)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is the oracle")
def test_git_makes_the_same(tmp_path: Path):
    draw, agreed = random.Random(0), 0
    for _ in range(40):
        sides = []
        for _ in range(2):
            lines = BASE.splitlines(keepends=True)
            for _ in range(draw.randint(1, 3)):
                at = draw.randrange(len(lines))
                kind = draw.choice(["change", "drop", "add"])
                new = {"change": [f"new {draw.random()}\n"], "drop": []}
                more = [lines[at], f"added {draw.random()}\n"]
                lines[at : at + 1] = new.get(kind, more)
            sides.append("".join(lines))
        for name, text in (("ours", sides[0]), ("base", BASE), ("theirs", sides[1])):
            (tmp_path / name).write_text(text)
        done = subprocess.run(
            ["git", "merge-file", "-p", "ours", "base", "theirs"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        text, hunks = merge(BASE, *sides)
        if done.returncode == 0 and not hunks:
            agreed += 1
            assert text == done.stdout
        if done.returncode == 0:
            assert not hunks, "a merge that git finds is found"
    assert agreed >= 15
