"""Encoders of the Hugging Face Hub: asked of their size and license first, fetched with
the user's consent, kept for later runs. `HF_ENDPOINT` names another hub."""

import os
import shutil
from pathlib import Path
from typing import Any

from agent.errors import UsageError
from agent.pretrained.folders import (
    BESIDE,
    CARD,
    EXTRACTOR,
    WEIGHTS,
    Found,
    look,
    slug,
)

POOLING = "1_Pooling/config.json"
FILES = ("config.json", CARD, POOLING, EXTRACTOR, *BESIDE)
"""What is fetched beside the weights, where there is some."""
DONE = ".complete"


class Unreachable(Exception):
    """The hub can't be asked; the message says why."""


def home() -> Path:
    """Where fetched encoders are kept: FORGEWELD_ENCODERS, or in the user's cache."""
    if own := os.environ.get("FORGEWELD_ENCODERS"):
        return Path(own)
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "forgeweld" / "encoders"


def kept(name: str) -> Found | None:
    """A model of the hub that was fetched before."""
    folder = home() / name.replace("/", "--")
    if not (folder / DONE).is_file():
        return None
    revision = (folder / DONE).read_text(encoding="utf-8").strip()
    return look(folder, f"hub {name} {revision[:12]}", slug(name))


def fetch(name: str, *, consent: bool) -> Found:
    """A model of the hub, on this machine.

    Raises UsageError, with size and license, without `consent`, and if the hub has no
    such model or none that can be used; Unreachable if it does not answer.
    """
    info = _asked(name)
    wanted, size = _files(name, info)
    license = str((info.card_data or {}).get("license") or "not stated")
    if not consent:
        raise UsageError(
            f"{name} is not on this machine",
            where="--encoder",
            why=f"the hub has it: {size / 1e6:.0f} MB, license {license}",
            fix="say --download as well to fetch it once, or leave --encoder out",
        )
    folder = home() / name.replace("/", "--")
    building = folder.with_name(folder.name + ".part")
    shutil.rmtree(building, ignore_errors=True)
    for file in wanted:
        _download(name, file, str(info.sha), building)
    shutil.rmtree(building / ".cache", ignore_errors=True)
    look(building, f"hub {name}", slug(name))  # before it counts as fetched
    (building / DONE).write_text(f"{info.sha}\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    building.replace(folder)
    found = kept(name)
    assert found
    return found


def _asked(name: str) -> Any:
    """What the hub says of a model."""
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError, RepositoryNotFoundError

    try:
        return HfApi(endpoint=_endpoint(), token=False).model_info(
            name, files_metadata=True, timeout=10
        )
    except RepositoryNotFoundError as error:
        raise UsageError(
            f"the hub has no model {name}",
            where="--encoder",
            why="or it is a private one",
            fix="look at its name, or name a folder",
        ) from error
    except (HfHubHTTPError, OSError, RuntimeError, ValueError) as error:
        raise Unreachable(_words(error)) from error
    except Exception as error:  # of the HTTP library, which is another one by version
        if not type(error).__module__.startswith(("httpx", "httpcore", "requests")):
            raise
        raise Unreachable(_words(error)) from error


def _download(name: str, file: str, revision: str, folder: Path) -> None:
    from huggingface_hub import hf_hub_download

    try:
        hf_hub_download(
            name,
            file,
            revision=revision,
            local_dir=folder,
            endpoint=_endpoint(),
            token=False,
        )
    except Exception as error:  # whatever stops it, nothing half-fetched is used
        shutil.rmtree(folder, ignore_errors=True)
        raise Unreachable(f"{file}: {_words(error)}") from error


def _files(name: str, info: Any) -> tuple[list[str], int]:
    """The files to fetch and their bytes together."""
    sizes = {one.rfilename: one.size or 0 for one in info.siblings or ()}
    weights = next((n for n in WEIGHTS if n in sizes), None)
    if weights is None or "config.json" not in sizes:
        raise UsageError(
            f"{name} can't be used",
            where="the hub",
            why=f"it has no config.json with {' or '.join(WEIGHTS)}",
            fix="name a model that transformers or timm saved",
        )
    wanted = [weights, *(n for n in FILES if n in sizes)]
    return wanted, sum(sizes[n] for n in wanted)


def _endpoint() -> str | None:
    return os.environ.get("HF_ENDPOINT") or None


def _words(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
