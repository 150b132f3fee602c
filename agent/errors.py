"""The named errors of Forgeweld: each says what, where, why and how to mend it."""

from pathlib import Path


class ForgeweldError(Exception):
    """Base of every error shown to a user; `exit_code` is the process's."""

    exit_code = 1
    code = "failed"

    def __init__(self, what: str, *, where: str = "", why: str = "", fix: str = ""):
        super().__init__(what)
        self.what, self.where, self.why, self.fix = what, where, why, fix


class RunError(ForgeweldError):
    """The run itself failed: no trial gave a model, or a run can't be continued."""

    code = "run"


class UsageError(ForgeweldError):
    """A flag or an argument that cannot be used as given."""

    exit_code = 2
    code = "usage"


class DataError(ForgeweldError):
    """The data folder is missing, broken, or does not say what to predict."""

    exit_code = 5
    code = "data"


class BudgetError(ForgeweldError):
    """The budget ended before one valid trial."""

    exit_code = 6
    code = "budget"


class SandboxError(ForgeweldError):
    """No sandbox can be had, or ours failed; never the fault of a program."""

    exit_code = 8
    code = "sandbox"


class ModelError(ForgeweldError):
    """The language model could not be used; a run goes on with the rules planner
    unless it was told to require a model."""

    exit_code = 4
    code = "llm"


class EndpointDead(ModelError):
    """Nothing answers at the base URL, or it failed so often that it was given up."""

    code = "llm-dead"


class Unauthorized(ModelError):
    """The endpoint refuses the key, or the account behind it may spend no more."""

    code = "llm-unauthorized"


class WrongEndpoint(ModelError):
    """Something answers, but it is no OpenAI-compatible server, or lacks the model."""

    code = "llm-endpoint"


class Unavailable(ModelError):
    """One call failed for the moment, after all its retries."""

    code = "llm-unavailable"


class Rejected(ModelError):
    """The endpoint refuses this one request, in whatever form it is made."""

    code = "llm-rejected"


class TooLong(Rejected):
    """The prompt does not fit into the model's context."""

    code = "llm-too-long"


class NoAnswer(ModelError):
    """The model answered, but never in a form that could be used."""

    code = "llm-answer"


class CapReached(ModelError):
    """The next call could cost more calls, tokens, money or time than allowed."""

    code = "llm-cap"


class Stopped(ModelError):
    """The run was asked to stop while the model was waited for."""

    code = "llm-stopped"


class CassetteMiss(ModelError):
    """A replay was asked for an answer that was never recorded."""

    code = "llm-replay"


def unopened(name: str, path: Path, error: OSError) -> DataError:
    """What to raise for a file or folder of data that the system won't open."""
    return DataError(
        f"{name} can't be opened",
        where=str(path),
        why=error.strerror or str(error),
        fix="check its permissions",
    )
