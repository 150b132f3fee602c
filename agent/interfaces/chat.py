"""`forgeweld chat`: a conversation about data and runs, with or without a model.

Slash commands need no model; other text goes to one. Both use the same tools, and
whatever starts, stops or writes asks for a y first.
"""

import functools
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from agent import __version__, hygiene
from agent.errors import ForgeweldError, UsageError
from agent.interfaces import intents, steer, telling, turn, wanting
from agent.interfaces.assistant import Assistant
from agent.interfaces.language import told
from agent.interfaces.screen import put, say
from agent.interfaces.screen import wrapped as wrapped_line
from agent.interfaces.tools import MINUTES, Desk
from agent.llm import Endpoint, from_environment, read_endpoint
from agent.records import ModelUse

PROMPT = "› "
WIDEST = 100
"""Columns of the text, on a terminal that is wider."""
COMMANDS = {
    "profile": ("", "the columns of the data"),
    "plan": ('"SENTENCE"', "how a sentence is understood; writes nothing"),
    "scaffold": ("[FOLDER]", "write the planned project, train nothing"),
    "run": ('"SENTENCE" [--minutes N]', "train in the background"),
    "status": ("[RUN]", "all runs, or one"),
    "leaderboard": ("[RUN]", "every trial, the best first"),
    "tree": ("[RUN]", "which trial grew out of which"),
    "explain": ("N [RUN]", "all about trial N"),
    "diff": ("A B [RUN]", "in what two trials differ"),
    "stop": ("[RUN]", "save a run and end its process; or: /pause"),
    "resume": ("[RUN] [--minutes N]", "go on with it"),
    "skip": ("[RUN]", "end the running trial; the run goes on"),
    "extend": ("MINUTES [RUN]", "give it more time"),
    "pin": ("BLOCK [RUN]", "a block or modality that later plans have"),
    "forbid": ("BLOCK [RUN]", "one that no later plan has"),
    "free": ("BLOCK [RUN]", "lift that again"),
    "export": ("FOLDER [RUN]", "copy the best project to a new folder"),
    "predict": ("FILE OUTPUT [RUN]", "predict new rows into a CSV file"),
    "help": ("", "this"),
    "quit": ("", "leave; runs go on"),
}
ASKS = "What starts, stops, steers or writes asks first. Without RUN: the last run."


def chat(
    data: Path | None,
    out: Path,
    model: str | None,
    base_url: str | None,
    *,
    no_model: bool,
    yes: bool,
) -> None:
    """Talk until /quit or the end of the input. `yes` approves everything."""
    endpoint = None if no_model else read_endpoint(model=model, base_url=base_url)
    Chat(data, out, endpoint, yes=yes).talk()


class Chat:
    """One conversation at one terminal, or over plain lines."""

    def __init__(
        self, data: Path | None, out: Path, endpoint: Endpoint | None, *, yes: bool
    ):
        self.yes, self.endpoint = yes, endpoint
        self.terminal = sys.stdin.isatty()
        key = endpoint.key() if endpoint else ""
        use = None
        if endpoint:
            use = ModelUse(base_url=endpoint.base_url, name=endpoint.model)
        self.desk = Desk(
            data,
            out,
            self.approve,
            self.trouble,
            use,
            from_environment(key).text,
        )
        self.assistant: Assistant | None = None
        if endpoint:
            self.assistant = Assistant(
                endpoint,
                self.desk,
                lambda text: self.note(f"· {text}"),
                turn.broken_off,
            )

    def talk(self) -> None:
        """Line by line, until the end."""
        self.greet()
        for text in self.lines():
            if text in ("/quit", "/exit"):
                return
            try:
                self.take(text)
            except ForgeweldError as error:
                self.trouble(error)
            except KeyboardInterrupt:
                say(told("broken off"))

    def greet(self) -> None:
        """Who is there and what is meant, in two lines."""
        where = f"data {self.desk.data}" if self.desk.data else "no data (--data DIR)"
        self.note(f"forgeweld {__version__} · {where} · runs in {self.desk.out}/")
        self.note(self.who())

    def who(self) -> str:
        """Whom free text goes to."""
        if self.endpoint is None:
            return "no model is configured (forgeweld auth); /help lists the commands"
        place = "" if self.endpoint.local else "(outside this network) "
        name = f"{self.endpoint.model} at {self.endpoint.host}"
        return f"model {name} gets {place}names and figures, no cells · /help"

    def lines(self) -> Iterator[str]:
        """What the person types, without empty lines."""
        if self.terminal:
            import readline  # noqa: F401  # arrows and history for `input`
        while True:
            try:
                text = input(PROMPT) if self.terminal else sys.stdin.readline()
            except EOFError:
                put("")
                return
            except KeyboardInterrupt:
                say(told("/quit leaves"))
                continue
            if not self.terminal and not text:
                return
            if text.strip():
                yield text.strip()

    def take(self, text: str) -> None:
        """One line of the person's."""
        if text.startswith("/"):
            name, _, rest = text[1:].partition(" ")
            self.tell(self.slash(name, rest.strip()))
        elif self.assistant is None:
            self.plainly(text)
        else:
            assistant = self.assistant
            answer = turn.Turn().run(lambda: assistant.answer(text), self.ask)
            self.tell(answer)

    def plainly(self, text: str) -> None:
        """A sentence without a model: one of those that are known, or what there is."""
        meant = intents.meant(text)
        if meant is None:
            names = " ".join(f"/{name}" for name in COMMANDS)
            self.tell(f"no model is configured; there are {names}")
            self.tell(intents.KNOWN)
        elif meant.command:
            self.note(f"→ /{meant.command} {meant.words}".rstrip())
            self.tell(self.slash(meant.command, meant.words))
        else:
            work = functools.partial(wanting.want, self.desk, meant.wish, meant.words)
            self.tell(self.desk.guarded("wish", work))

    def slash(self, name: str, rest: str) -> str:
        """What a slash command says. Raises UsageError for one that is none."""
        if name == "help":
            return help_text(self.who())
        name = "stop" if name == "pause" else name
        if name in steer.KINDS:
            return self.desk.call("steer", kind=name, **steered(name, rest))
        if name == "scaffold":
            work = functools.partial(wanting.scaffold, self.desk, rest)
            return self.desk.guarded(name, work)
        if name not in COMMANDS:
            raise UsageError(f"no command /{name}", fix="/help lists those there are")
        self.desk.notes = ()
        text = self.desk.call(name, **arguments(name, rest))
        for said in self.desk.notes:
            self.note(f"note     {said}")
        return text

    def approve(self, what: str) -> bool:
        """Whether the person allows this, whoever wants it."""
        now = turn.current()
        return now.approve(what) if now else self.ask(what)

    def ask(self, what: str) -> bool:
        """A y on the terminal; no, where there is none, but for --yes."""
        if self.yes:
            self.note(f"allowed by --yes: {what}")
            return True
        if not self.terminal:
            why = "there is no terminal to ask at (--yes allows)"
            self.note(f"not allowed: {what}; {why}")
            return False
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)  # an answer follows its question
        self.note(f"? {what}")
        try:
            return input("  y/n › ").strip().lower() in ("y", "yes")
        except EOFError:
            return False

    def trouble(self, error: ForgeweldError) -> None:
        """An error on stderr, on one screen."""
        self.note("\n".join(telling.error(error).split("\n")[:20]))

    def tell(self, text: str) -> None:
        """A tool's or the model's words on stdout; wrapped on a terminal."""
        for row in rows(text, wrapped=sys.stdout.isatty()):
            put(row)

    def note(self, text: str) -> None:
        """What happens beside, on stderr; wrapped on a terminal."""
        for row in rows(self.desk.clean(text), wrapped=sys.stderr.isatty()):
            say(row)


def rows(text: str, *, wrapped: bool) -> list[str]:
    """The lines of a text, made safe, in the language chosen; `wrapped` at words to the
    terminal's width."""
    lines = [told(line) for line in hygiene.clean(text).split("\n")]
    if not wrapped:
        return lines
    width = min(shutil.get_terminal_size().columns, WIDEST) - 1
    return [row for line in lines for row in wrapped_line(line, width)]


def arguments(name: str, rest: str) -> dict[str, str | int | float]:
    """The words behind a slash command, as its tool takes them. Raises UsageError."""
    given: dict[str, str | int | float] = {}
    if name in ("run", "resume"):
        found = re.search(r"(?:^|\s)--minutes[= ](\S+)\s*$", rest)
        if found:
            given["minutes"] = _number(found[1], float, name)
            rest = rest[: found.start()].strip()
    if name in ("plan", "run"):
        quoted = re.fullmatch(r"([\"'])(.*)\1|“(.*)”", rest)
        sentence = (quoted[2] or quoted[3] or "") if quoted else rest
        return {"statement": sentence, **given}
    if name == "profile":
        return given
    first = {"explain": ["trial"], "diff": ["first", "second"]}.get(name, [])
    named = {"export": ["folder"], "predict": ["file", "output"]}.get(name, [])
    words = rest.split()
    needed = len(first) + len(named)
    if not needed <= len(words) <= needed + 1:
        raise UsageError(f"/{name} wants {COMMANDS[name][0]}", fix="/help")
    for key, word in zip(first, words, strict=False):
        given[key] = _number(word.lstrip("#"), int, name)
    given |= dict(zip(named, words, strict=False))
    given["run"] = words[needed] if len(words) > needed else ""
    return given


def steered(name: str, rest: str) -> dict[str, str]:
    """The words behind /skip, /extend, /pin, /forbid and /free. Raises UsageError."""
    words, taken = rest.split(), 0 if name == "skip" else 1
    if name == "extend" and words:
        _number(words[0], float, name)
    elif taken and words and words[0] in ("modality", *steer.ROLES):
        taken = 2  # a block with its role before it
    if not taken <= len(words) <= taken + 1:
        raise UsageError(f"/{name} wants {COMMANDS[name][0]}", fix="/help")
    return {"what": " ".join(words[:taken]), "run": " ".join(words[taken:])}


def _number(word: str, kind: type[int] | type[float], name: str) -> int | float:
    try:
        return kind(word)
    except ValueError as error:
        wants = f"/{name} wants {COMMANDS[name][0]}"
        raise UsageError(wants, why=f"{word!r} is no number") from error


def help_text(who: str) -> str:
    """Every command, a line each."""
    rows = [f"/{name} {wants}".strip() for name, (wants, _) in COMMANDS.items()]
    lines = [
        f"  {row:32} {told(what)}"
        for row, (_, what) in zip(rows, COMMANDS.values(), strict=True)
    ]
    return "\n".join([*lines, f"{ASKS} --minutes: {MINUTES:g} otherwise.", who])
