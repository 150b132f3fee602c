"""The named errors of Forgeweld: each says what, where, why and how to mend it."""


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
