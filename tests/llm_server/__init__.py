"""An OpenAI-compatible endpoint for tests, on the loopback, with a scripted model.

Standard library only. A player (any callable) plays the model; faults and weaknesses of
real endpoints are put in by number or by seed:

    with Server(lambda request: {"action": "stop"}, faults=Faults({1: "http500"})) as s:
        ...  # a client with base_url=s.url, model="test-model", any key
        assert [request.attempt for request in s.requests] == [1, 2]

`python -m llm_server --player spool DIR` lets a person play the model.
"""

from llm_server.answer import Answer
from llm_server.cassette import replay
from llm_server.faults import Faults
from llm_server.players import Player, scripted, smallest
from llm_server.request import Request
from llm_server.schemas import instance
from llm_server.server import Server
from llm_server.spool import spool

__all__ = [
    "Answer",
    "Faults",
    "Player",
    "Request",
    "Server",
    "instance",
    "replay",
    "scripted",
    "smallest",
    "spool",
]
