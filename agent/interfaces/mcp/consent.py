"""Whether a person has agreed to a run: said by the caller, or asked through the client
in whichever way its protocol has."""

from typing import Annotated

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.resolve import Elicit, Resolve
from pydantic import BaseModel, Field

ASKED = (
    "Whether the person has agreed to a run of so many minutes. Otherwise they are "
    "asked "
    "through the client; where it can't ask, the call is refused and says so."
)


class Agreed(BaseModel):
    """The form that a person gets."""

    agreed: bool = Field(description="Start it", title="Start the training run?")


def ask(
    ctx: Context, task: str, data: str, minutes: float, approve: bool
) -> Agreed | Elicit[Agreed]:
    """Agreed, refused, or a question for the person."""
    if approve:
        return Agreed(agreed=True)
    able = ctx.client_capabilities
    if able is None or able.elicitation is None:
        return Agreed(agreed=False)
    return Elicit(f"Train for {minutes:g} min on {data}: {task}", Agreed)


Consent = Annotated[Agreed, Resolve(ask)]
