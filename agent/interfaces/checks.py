"""The commands about what there is: blocks, sandboxes, a language model."""

import click

from agent.interfaces import options


@click.command()
@click.option("--role", help="input, encoder, fusion, head or augment; all otherwise.")
@click.option("--markdown", is_flag=True, help="A table for a document.")
@options.JSON
def blocks(role: str | None, markdown: bool, json_: bool) -> None:
    """Show what models are made of, and what each block costs, measured here."""
    from agent.interfaces import blocks as show

    show.blocks(role, as_markdown=markdown, as_json=json_)


@click.command()
@options.JSON
def doctor(json_: bool) -> int:
    """Try the sandbox backends, and the model if there is one; say what works.

    Exits with 8 if none works that isolates.
    """
    from agent.interfaces import doctor as show

    return show.doctor(as_json=json_)


@click.command()
@click.option("--model", help="To ask for; else FORGEWELD_MODEL.")
@click.option("--base-url", help="Of its server; else OPENAI_BASE_URL.")
@options.JSON
def auth(model: str | None, base_url: str | None, json_: bool) -> int:
    """Check the language model, and say how to mend what is wrong with it.

    Costs a few tokens. Exits with 4 if the model can't be used.
    """
    from agent.interfaces import auth as show

    return show.auth(model, base_url, as_json=json_)


def register(cli: click.Group) -> None:
    """Add them to the command line."""
    for command in (blocks, doctor, auth):
        cli.add_command(command)
