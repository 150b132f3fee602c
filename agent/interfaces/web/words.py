"""GET /api/v1/words: what the page needs to speak Chinese, where somebody reads it so.

The browser decides by its own language, unless `forgeweld ui --lang` does.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from agent.interfaces import language


def words(request: Request) -> Response:
    """The language that was asked for, and patterns for sentences of runs."""
    from agent.interfaces import sentences

    return JSONResponse({"lang": language.asked(), "sentences": sentences.table()})
