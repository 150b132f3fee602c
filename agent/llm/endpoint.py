"""Where the model is: base URL, name, key and time-outs, read in one place."""

import ipaddress
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import SecretStr

from agent.errors import UsageError
from agent.records import Record

OPENAI = "https://api.openai.com/v1"
DEFAULT_MODEL = "gpt-4.1-mini"
"""Asked at OpenAI itself if no model is named; elsewhere a name is needed."""
NO_KEY = "none"
"""What is sent as a key where none is needed: the client insists on one."""


class Endpoint(Record):
    """An OpenAI-compatible server and the model to ask there."""

    base_url: str
    """As given, with its `/v1`; no slash at the end."""
    model: str
    """Name of the model; empty if none was chosen."""
    api_key: SecretStr | None = None
    """From OPENAI_API_KEY only; None where no key is needed."""
    connect_s: float = 5.0
    """Most seconds for one attempt to connect."""
    read_s: float = 120.0
    """Most seconds for one answer; a model on a CPU may need 600."""

    @property
    def host(self) -> str:
        """Host and port, as people are told where prompts go."""
        return urlsplit(self.base_url).netloc

    @property
    def official(self) -> bool:
        """Whether this is OpenAI itself."""
        return urlsplit(self.base_url).hostname == urlsplit(OPENAI).hostname

    @property
    def local(self) -> bool:
        """Whether the server is this machine, or one of the private network."""
        name = urlsplit(self.base_url).hostname or ""
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return "." not in name or name.endswith((".local", ".localhost"))
        return address.is_loopback or address.is_private

    def key(self) -> str:
        """The key to send."""
        return self.api_key.get_secret_value() if self.api_key else NO_KEY


def read(
    *,
    model: str | None = None,
    base_url: str | None = None,
    read_s: float | None = None,
    need_model: bool = True,
    environment: Mapping[str, str] = os.environ,
) -> Endpoint | None:
    """The endpoint that options and environment name; None if they name none.

    Options win over FORGEWELD_MODEL and OPENAI_BASE_URL; the key comes from
    OPENAI_API_KEY alone, so that it stands in no list of processes. Raises UsageError
    if what was asked for is incomplete.
    """
    key = environment.get("OPENAI_API_KEY", "").strip()
    url = _text(base_url) or environment.get("OPENAI_BASE_URL", "").strip()
    if not key and not url:
        if not model:
            return None
        raise UsageError(
            f"no endpoint for the model {model}",
            why="neither OPENAI_API_KEY nor a base URL is given",
            fix="set OPENAI_API_KEY, or name a server with --base-url",
        )
    chosen = _text(model) or environment.get("FORGEWELD_MODEL", "").strip()
    if not chosen and not url:
        chosen = DEFAULT_MODEL
    if not chosen and need_model:
        raise UsageError(
            "no model is named",
            where=_checked(url),
            fix="set FORGEWELD_MODEL or --model; forgeweld doctor lists what is there",
        )
    times = {"read_s": read_s} if read_s else {}
    return Endpoint(
        base_url=_checked(url or OPENAI),
        model=chosen,
        api_key=SecretStr(key) if key else None,
        **times,
    )


def _text(value: str | None) -> str:
    return (value or "").strip()


def _checked(url: str) -> str:
    """A base URL without the slash at its end. Raises UsageError if it is none."""
    parts = urlsplit(url)
    where = url.rpartition("@")[2]
    if "@" in parts.netloc:
        raise UsageError(
            "the base URL holds a password",
            where=where,
            why="it would end up in records",
            fix="leave it out, and give the key in OPENAI_API_KEY",
        )
    if parts.scheme in ("http", "https") and parts.hostname:
        return url.rstrip("/")
    raise UsageError(
        "the base URL is no address of a server",
        where=where,
        why="it has to begin with http:// or https:// and name a host",
        fix="give it like http://localhost:11434/v1 (OPENAI_BASE_URL or --base-url)",
    )
