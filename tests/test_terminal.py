"""What people see at 80 columns, on a real terminal: whole words, no line too wide."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from pathlib import Path

import pytest
from doors_ground import NAME, command, environment, told_run

from agent.interfaces.helping import width
from agent.interfaces.screen import wrapped

COLUMNS = 80


@pytest.fixture
def home(tmp_path) -> Path:
    told_run(tmp_path / "generated")
    return tmp_path


def shown(home: Path, *words: object, **more: str) -> list[str]:
    """The lines of a command on a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    env = environment(TERM="xterm", **more)
    away = ("COLUMNS", "LINES")
    env = {name: value for name, value in env.items() if name not in away}
    program = subprocess.Popen(
        command(*words), cwd=home, env=env, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # a terminal whose other end is closed
            break
        if not part:
            break
        said += part
    os.close(ours)
    assert program.wait(60) == 0, said.decode()
    return said.decode().replace("\r\n", "\n").splitlines()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "words", [("leaderboard",), ("status",), ("why", 2), ("tree",), ("diff", 1, 2)]
)
def test_no_line_is_wider_than_the_terminal(home, words, language):
    lines = shown(home, *words, FORGEWELD_LANG=language)
    assert lines and all(width(line) <= COLUMNS for line in lines), lines


def test_a_leaderboard_has_its_words_whole_and_its_intervals_rounded(home):
    lines = shown(home, "leaderboard", FORGEWELD_LANG="en")
    said = "\n".join(lines)
    assert "higher is better" in lines[0]
    assert "       #2   0.8300  0.8000 … 0.8600" in said
    assert "reference · keep · rules" in said
    assert "#3   failed" in said
    assert NAME in " ".join(shown(home, "status", FORGEWELD_LANG="en"))


def test_a_line_is_broken_by_what_it_fills():
    text = "  #1 a name" + " " * 36 + "a 0.123 · b\N{NO-BREAK SPACE}0.456 · c 0.789"
    first, *more = wrapped(text, 60, 47)
    assert first.endswith("a 0.123 ·") and len(first) <= 60
    assert [row[:47].strip() for row in more] == [""] * len(more)
    assert more[0].strip().startswith("b\N{NO-BREAK SPACE}0.456"), "it holds together"
    warning = wrapped("!        time holds times, but the split does not", 30)
    assert [row[:9] for row in warning] == ["!" + " " * 8, " " * 9]
    chinese = wrapped("融合是否有益尚不可知" * 6, COLUMNS)
    assert "".join(chinese) == "融合是否有益尚不可知" * 6
    assert [width(line) for line in chinese] == [80, 40]
