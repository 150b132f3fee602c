"""A sentence in place of a command means `run`; a flag is said once."""

import click

from agent.interfaces import helping, language


class Commands(helping.Group):
    """The commands; a sentence in place of one means `run`."""

    group_class = helping.Group

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        said, rest = _language(args)
        if said:  # --help comes before any flag
            language.choose(said[-1].removeprefix("--lang="))
        words = self.with_run(rest)
        self.refuse_twice(ctx, words)
        return super().parse_args(ctx, [*said, *words] if rest else [])

    def refuse_twice(self, ctx: click.Context, args: list[str]) -> None:
        """Raise UsageError for a flag said twice: click would take the last one."""
        name = next((word for word in args if word in self.commands), "")
        command = self.commands.get(name)
        if command is None:
            return
        end = args.index("--") if "--" in args else len(args)
        said = [word.partition("=")[0] for word in args[args.index(name) : end]]
        for flag in command.params:
            if not isinstance(flag, click.Option) or flag.multiple or flag.is_flag:
                continue
            if sum(word in flag.opts for word in said) > 1:
                raise click.UsageError(f"{flag.opts[0]} is given more than once.", ctx)

    def with_run(self, args: list[str]) -> list[str]:
        """`args` with `run` in front of a sentence, or of a word that stands alone
        before flags of which --data is one."""
        if not args or args[0] in self.commands or args[0].startswith("-"):
            return args
        sentence = " " in args[0].strip() or not args[0].isascii()
        data = any(a == "--data" or a.startswith("--data=") for a in args)
        alone = data and args[1:2] != [] and args[1].startswith("-")
        return ["run", *args] if sentence or alone else args


def _language(args: list[str]) -> tuple[list[str], list[str]]:
    """--lang, wherever it stands before a `--`, and the other words."""
    end = args.index("--") if "--" in args else len(args)
    for i, word in enumerate(args[:end]):
        size = 2 if word == "--lang" else 1
        if word == "--lang" or word.startswith("--lang="):
            return args[i : i + size], args[:i] + args[i + size :]
    return [], args
