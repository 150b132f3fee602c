"""The files of a run that may be had: what its owner keeps, and what trials are made
of. Never the hidden labels, nor what a program wrote beside its predictions."""

import re
from collections.abc import Iterator
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from agent.interfaces.web.home import Home
from agent.interfaces.web.problems import NotThere

ALLOWED = re.compile(
    r"(leaderboard|predictions|results)\.csv|report\.(html|pdf)|README\.md"
    r"|reproduce\.sh|plots/[^/]+\.(svg|png)"
    r"|project/.+|blocks/.+\.py|trials/\d+/project/.+|trials/\d+/log/output\.txt"
)
FOLDERS = ("plots", "project", "blocks", "trials/*/project", "trials/*/log")
TEXT = {".py", ".md", ".csv", ".tsv", ".txt", ".toml", ".lock", ".json", ".sh", ""}
TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".html": "text/html"}
"""What is shown rather than saved, beside text."""
SHOWN = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self'; "
    "frame-ancestors 'self'"
)
"""For foreign content: it can run nothing and ask for nothing."""


def allowed(run_dir: Path) -> list[str]:
    """Every file that may be had, by its path in the run."""
    tops = [p for p in run_dir.iterdir() if p.is_file()]
    below = (p for name in FOLDERS for top in run_dir.glob(name) for p in _files(top))
    names = (p.relative_to(run_dir).as_posix() for p in [*tops, *below])
    return sorted(name for name in names if ALLOWED.fullmatch(name))


def _files(folder: Path) -> Iterator[Path]:
    """Regular files; what is a link, or a cache, is left out."""
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or path.name == "__pycache__":
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


def place(run_dir: Path, name: str) -> Path:
    """Where an allowed file lies. Raises NotThere for any other, whether it exists or
    not."""
    parts = name.split("/")
    odd = {"", ".", ".."} & set(parts) or "\\" in name or "\0" in name
    if not odd and ALLOWED.fullmatch(name):
        path = run_dir
        for part in parts:
            path = path / part
            if path.is_symlink():
                break
        else:
            if path.is_file():
                return path
    raise NotThere(
        "no such file can be had", fix=f"GET …/runs/{run_dir.name}/artifacts"
    )


def listed(request: Request) -> Response:
    """GET …/artifacts: the names."""
    home: Home = request.app.state.home
    return JSONResponse({"files": allowed(home.find(request.path_params["run"]))})


def one(request: Request) -> Response:
    """GET …/artifacts/{path}: text to look at, anything else to save."""
    home: Home = request.app.state.home
    run_dir = home.find(request.path_params["run"])
    path = place(run_dir, request.path_params["path"])
    headers = {"Content-Security-Policy": SHOWN}
    kind = TYPES.get(path.suffix)
    if path.suffix in TEXT:
        kind = "text/plain; charset=utf-8"
    if kind is None:
        kind = "application/octet-stream"
        return FileResponse(path, headers=headers, media_type=kind, filename=path.name)
    return FileResponse(path, headers=headers, media_type=kind)
