"""The error behind a fault that no retry mended: what, where, why and what to do."""

from agent.errors import (
    EndpointDead,
    ModelError,
    Rejected,
    TooLong,
    Unauthorized,
    Unavailable,
    WrongEndpoint,
)
from agent.llm.endpoint import Endpoint
from agent.llm.faults import Fault


def of(fault: Fault, endpoint: Endpoint, attempts: int, seconds: float) -> ModelError:
    """The error that a fault ends in after so many attempts and seconds."""
    where, said = endpoint.base_url, fault.message
    tried = f"{attempts} attempts in {seconds:.0f} s: {said}"
    if fault.kind == "connect":
        return EndpointDead(
            f"no connection to {endpoint.host}",
            where=where,
            why=tried,
            fix="start the server, or correct OPENAI_BASE_URL or --base-url",
        )
    if fault.kind == "tls":
        return EndpointDead(
            f"no safe connection to {endpoint.host}",
            where=where,
            why=said,
            fix="use http:// if the server speaks no TLS; else SSL_CERT_FILE names"
            " the certificates to trust",
        )
    if fault.status in (401, 403) or fault.spent:
        return _unauthorized(endpoint, fault, said)
    if fault.lacks_model:
        return WrongEndpoint(
            f"the model {endpoint.model} is not there",
            where=where,
            why=said,
            fix="choose another with FORGEWELD_MODEL or --model; forgeweld doctor"
            " lists those there are",
        )
    if fault.kind == "page" or fault.status == 404:
        return WrongEndpoint(
            "this is no OpenAI-compatible server",
            where=where,
            why=said,
            fix=path_fix(endpoint),
        )
    if fault.too_long:
        return TooLong(
            "the prompt is too long for the model",
            where=where,
            why=said,
            fix="use a model, or a server's setting, with a longer context",
        )
    if fault.status is not None and fault.status < 500 and not fault.temporary:
        return Rejected(
            "the endpoint refuses the request",
            where=where,
            why=f"HTTP {fault.status}: {said}",
            fix="forgeweld doctor tells what is wrong with the endpoint",
        )
    return Unavailable(
        "the model did not answer",
        where=where,
        why=tried if fault.status is None else f"HTTP {fault.status} after {tried}",
        fix="forgeweld doctor tells what is wrong with the endpoint",
    )


def _unauthorized(endpoint: Endpoint, fault: Fault, said: str) -> Unauthorized:
    if fault.spent:
        what, fix = "the account has no credit left", "pay, or use another endpoint"
    elif endpoint.api_key is None:
        what, fix = "the endpoint wants a key", "set OPENAI_API_KEY"
    else:
        what, fix = "the endpoint refuses the key", "correct OPENAI_API_KEY"
    why = f"HTTP {fault.status}: {said}"
    return Unauthorized(what, where=endpoint.base_url, why=why, fix=fix)


def path_fix(endpoint: Endpoint) -> str:
    """What to do about an address at which there is no API."""
    if endpoint.base_url.endswith("/v1"):
        return "correct OPENAI_BASE_URL or --base-url"
    return f"most servers want /v1 at the end: {endpoint.base_url}/v1"
