"""A sentence in place of a command means `run`."""

import click


class Commands(click.Group):
    """The commands; a sentence in place of one means `run`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, self.with_run(args))

    def with_run(self, args: list[str]) -> list[str]:
        """`args` with `run` in front of a sentence, or of a word that stands alone
        before flags of which --data is one."""
        if not args or args[0] in self.commands or args[0].startswith("-"):
            return args
        sentence = " " in args[0].strip() or not args[0].isascii()
        data = any(a == "--data" or a.startswith("--data=") for a in args)
        alone = data and args[1:2] != [] and args[1].startswith("-")
        return ["run", *args] if sentence or alone else args
