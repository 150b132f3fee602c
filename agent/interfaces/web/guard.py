"""Who may ask: a loopback name, our own origin, the token; and how much may be sent.

Every answer carries the headers that keep foreign content from doing anything.
"""

import asyncio
import secrets

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent.interfaces.web.problems import problem

BODY = 1_000_000
"""Bytes of a request."""
BODY_S = 10.0
"""Seconds within which a request's body has to be here."""
NAMES = ("127.0.0.1", "localhost", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LOOK = "forgeweld status says what has been begun"
LOST = "open the address that `forgeweld ui` printed: it carries the token"


class Guard:
    """Middleware around everything. `port` is the one listened on."""

    def __init__(self, app: ASGIApp, port: int, token: str):
        self.app, self.token = app, token
        self.hosts = {f"{name}:{port}" for name in NAMES}
        self.cookie = f"forgeweld_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        entering = self._entering(scope)
        answering = False

        async def guarded(message: Message) -> None:
            nonlocal answering
            answering = True
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if entering and message["status"] == 200:
                    # with the page itself, as browsers send a strict cookie to no
                    # redirection that another site has begun
                    headers.append("Set-Cookie", self._cookie())
            await send(message)

        refused = self.refusal(scope, entering)
        if refused:
            refused.headers["Connection"] = "close"  # its body is never read
            await refused(scope, receive, guarded)
            return
        try:
            await self.app(scope, _bounded(receive), guarded)
        except asyncio.CancelledError:  # the server has waited for it, and now ends
            if not answering:
                ended = problem(503, "the page was closed meanwhile", fix=LOOK)
                await ended(scope, receive, guarded)

    def refusal(self, scope: Scope, entering: bool) -> Response | None:
        """The answer to a request that gets no further; None for a good one."""
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self.hosts:
            return problem(403, "this Host is not served", detail="loopback alone is")
        if origin is not None and origin != f"http://{host}":
            return problem(403, "requests of other origins are refused")
        site = headers.get("sec-fetch-site", "none")
        moving = headers.get("sec-fetch-mode") == "navigate"
        if site not in ("none", "same-origin") and not moving:
            return problem(403, "requests of other sites are refused")
        if not entering and not self._known(headers):
            challenge = {"WWW-Authenticate": "Bearer"}
            return problem(401, "the token is missing", fix=LOST, headers=challenge)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > BODY:
            limit = f"at most {BODY:,} bytes are taken"
            return problem(413, "the body is too large", detail=limit)
        return None

    def _known(self, headers: Headers) -> bool:
        """Whether the token is there: as a cookie, or as `Authorization: Bearer`."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        told = [given.strip()] if scheme.lower() == "bearer" else []
        for part in headers.get("cookie", "").split(";"):
            name, _, value = part.strip().partition("=")
            told += [value] if name == self.cookie else []
        return any(self._right(text) for text in told)

    def _right(self, text: str) -> bool:
        return secrets.compare_digest(text.encode(), self.token.encode())

    def _entering(self, scope: Scope) -> bool:
        """Whether the address of the page carries the token."""
        path, query = scope["path"], QueryParams(scope["query_string"])
        page = path == "/" or path.startswith("/r/")
        return scope["method"] == "GET" and page and self._right(query.get("t", ""))

    def _cookie(self) -> str:
        return f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict"


def _bounded(receive: Receive) -> Receive:
    """`receive`, which gives up on a body that is too long or too slow."""
    taken, ended = 0, False
    end = asyncio.get_running_loop().time() + BODY_S

    async def bounded() -> Message:
        nonlocal taken, ended
        if ended:
            return await receive()  # waits for the client to leave
        try:
            async with asyncio.timeout_at(end):
                message = await receive()
        except TimeoutError as error:
            close = {"Connection": "close"}
            raise HTTPException(408, f"no body in {BODY_S:g} s", close) from error
        taken += len(message.get("body", b""))
        ended = not message.get("more_body", False)
        if taken > BODY:
            close = {"Connection": "close"}
            raise HTTPException(413, f"at most {BODY:,} bytes are taken", close)
        return message

    return bounded
