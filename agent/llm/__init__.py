"""The one place that talks to a model. Importing it loads no client: the first call
does."""

from agent.llm.calls import Exchange
from agent.llm.caps import Caps, Meter, Price, Spent, Usage, prices
from agent.llm.diagnosis import Diagnosis, diagnose
from agent.llm.endpoint import Endpoint
from agent.llm.endpoint import read as read_endpoint
from agent.llm.model import Model, Reply
from agent.llm.privacy import Aliases, shown
from agent.llm.prompts import Prompt, render
from agent.llm.redact import Redactor, from_environment
from agent.llm.schema import one_of
from agent.llm.wire import Wire

__all__ = [
    "Aliases",
    "Caps",
    "Diagnosis",
    "Endpoint",
    "Exchange",
    "Meter",
    "Model",
    "Price",
    "Prompt",
    "Redactor",
    "Reply",
    "Spent",
    "Usage",
    "Wire",
    "diagnose",
    "from_environment",
    "one_of",
    "prices",
    "read_endpoint",
    "render",
    "shown",
]
