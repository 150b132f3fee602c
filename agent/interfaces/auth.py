"""`forgeweld auth`: whether the language model works, and how to mend it if not."""

from agent.errors import ModelError, UsageError
from agent.interfaces.screen import put, put_json
from agent.llm import Diagnosis, Endpoint, diagnose, from_environment, read_endpoint
from agent.records import Record

SHOWN = 12
"""Names of models on the screen; --json has them all."""
NONE = Diagnosis(
    ok=False,
    problem="no_model",
    what="no language model is configured: the rules plan alone",
    why="neither OPENAI_API_KEY nor a base URL is given",
    fix="export OPENAI_API_KEY=…, or for a server of your own: export"
    " OPENAI_BASE_URL=http://localhost:11434/v1 FORGEWELD_MODEL=…",
)


class Checked(Record):
    """What `auth --json` prints. Holds no key."""

    base_url: str | None
    """None if none is configured."""
    model: str
    """Empty if none is chosen."""
    key: bool
    """Whether OPENAI_API_KEY is set."""
    diagnosis: Diagnosis


def auth(model: str | None, base_url: str | None, *, as_json: bool) -> int:
    """Ask the endpoint, print what is wrong with it; 0 if it can be used, else 4."""
    found = check(model, base_url)
    if as_json:
        put_json(found.model_dump(mode="json"))
    else:
        show(found)
    return 0 if found.diagnosis.ok else ModelError.exit_code


def check(model: str | None = None, base_url: str | None = None) -> Checked:
    """The endpoint that flags and environment name, examined for at most 10 s.

    Raises UsageError for an address that is none.
    """
    endpoint = read_endpoint(model=model, base_url=base_url, need_model=False)
    if endpoint is None:
        return Checked(base_url=None, model="", key=False, diagnosis=NONE)
    return examined(endpoint)


def checked() -> Checked | None:
    """`check` for what the environment names; None if it names nothing."""
    try:
        found = check()
    except UsageError as error:
        what, why, fix = error.what, error.why, error.fix
        wrong = Diagnosis(ok=False, problem="unreachable", what=what, why=why, fix=fix)
        return Checked(base_url=error.where, model="", key=False, diagnosis=wrong)
    return found if found.base_url else None


def examined(endpoint: Endpoint) -> Checked:
    """The diagnosis, free of secrets: servers may repeat what they were sent."""
    clean = from_environment(endpoint.key()).data
    said = clean(diagnose(endpoint).model_dump(mode="json"))
    return Checked(
        base_url=clean(endpoint.base_url),
        model=clean(endpoint.model),
        key=endpoint.api_key is not None,
        diagnosis=Diagnosis.model_validate(said),
    )


def show(found: Checked) -> None:
    """One screen: what is asked where, whether it works, and what to do if not."""
    said = found.diagnosis
    if found.base_url:
        put(f"endpoint  {found.base_url}")
        put(f"model     {found.model or 'none chosen'}")
        put(f"key       {'from OPENAI_API_KEY' if found.key else 'none'}")
    put(f"{'✓' if said.ok else '✗'} {said.what}")
    for name, text in (("why", said.why), ("fix", said.fix)):
        if text:
            put(f"  {name:4}  {text}")
    if said.problem != "no_model" and said.models:
        names, more = ", ".join(said.models[:SHOWN]), len(said.models) - SHOWN
        put(f"  there are: {names}" + (f" and {more} more" if more > 0 else ""))
