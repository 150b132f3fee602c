"""A folder of weights -> what is known of it, without loading them.

Texts: as Hugging Face transformers saves a model, with its tokenizer. Sounds: as it
saves one with its feature extractor. Images: as timm saves one, with `architecture` in
config.json.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from agent.errors import UsageError
from agent.records import Pretrained

WEIGHTS = ("model.safetensors", "pytorch_model.bin")
"""Names of files of weights, the first that there is counts; then any .pth."""
TOKENIZERS = ("tokenizer.json", "vocab.txt", "spiece.model", "sentencepiece.bpe.model")
BESIDE = ("tokenizer_config.json", "special_tokens_map.json", "added_tokens.json")
BESIDE += ("vocab.json", "merges.txt", *TOKENIZERS)
"""Files of a tokenizer, taken if they are there."""
EXTRACTOR = "preprocessor_config.json"
"""What makes an encoder's input of a sound."""
WAVES, SPECTROGRAMS = "Wav2Vec2FeatureExtractor", "ASTFeatureExtractor"
SOUNDS = {
    **dict.fromkeys(("data2vec-audio", "hubert", "wav2vec2", "wavlm"), WAVES),
    **dict.fromkeys(("unispeech", "unispeech-sat"), WAVES),
    "audio-spectrogram-transformer": SPECTROGRAMS,
}
"""Model types that read sounds, and the feature extractor of each."""
CARD = "README.md"
FORMS = ("hidden_size", "dim", "d_model")
"""How the configurations of transformers call the length of their vectors."""


@dataclass(frozen=True)
class Found:
    """An encoder and the files that make it up, by the names that they get."""

    record: Pretrained
    files: Mapping[str, Path]
    texts: Mapping[str, str]
    """Files to be written beside them."""


def look(folder: Path, source: str, name: str = "") -> Found:
    """The encoder in a folder. Raises UsageError, with what is missing, if it is
    none."""
    config = _config(folder)
    weights = _weights(folder)
    kind: Literal["text", "image", "audio"]
    if "architecture" in config:
        kind, beside = "image", ()
        if "num_features" not in config or "pretrained_cfg" not in config:
            raise _refused(
                folder, "its config.json has no num_features, pretrained_cfg"
            )
        dim = config["num_features"]
    elif config.get("model_type") in SOUNDS or _extractor(folder):
        kind, beside = "audio", (EXTRACTOR,)
        dim = _sound_width(folder, config)
    else:
        kind, beside = "text", BESIDE
        dim = _width(folder, config)
        if not any((folder / name).is_file() for name in TOKENIZERS):
            raise _refused(folder, f"it has none of {', '.join(TOKENIZERS)}")
    known = [folder / n for n in ("config.json", *beside) if (folder / n).is_file()]
    files = {p.name: p for p in (weights, *known)}
    record = Pretrained(
        name=slug(name or folder.name),
        kind=kind,
        library="timm" if kind == "image" else "transformers",
        source=source,
        license=_license(folder),
        dim=int(dim),
        mb=round(sum(p.stat().st_size for p in files.values()) / 1e6, 1),
        digest=digest(files.values()),
        pooling=_pooling(folder),
    )
    return Found(record, files, {})


def slug(name: str) -> str:
    """`name` as a folder's name: its last part, in small letters."""
    last = name.rstrip("/").rsplit("/", 1)[-1].lower()
    return re.sub(r"[^a-z0-9._-]+", "-", last).strip("-._")[:60] or "encoder"


def digest(files) -> str:
    """SHA-256 over the sizes and contents of files, its first 12 letters."""
    seen = hashlib.sha256()
    for path in sorted(files, key=lambda p: p.name):
        with path.open("rb") as file:
            seen.update(hashlib.file_digest(file, "sha256").digest())
    return seen.hexdigest()[:12]


def _config(folder: Path) -> dict:
    if not folder.is_dir():
        raise _refused(folder, "there is no such folder")
    try:
        said = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise _refused(folder, "it has no config.json") from error
    except ValueError as error:
        raise _refused(folder, f"its config.json can't be read: {error}") from error
    if not isinstance(said, dict):
        raise _refused(folder, "its config.json holds no settings")
    return said


def _weights(folder: Path) -> Path:
    for path in (*(folder / n for n in WEIGHTS), *sorted(folder.glob("*.pth"))):
        if path.is_file() and path.stat().st_size > 1000:
            return path
    raise _refused(folder, f"it has no weights: {', '.join(WEIGHTS)} or *.pth")


def _width(folder: Path, config: dict) -> int:
    if "model_type" not in config:
        raise _refused(
            folder,
            "its config.json names no model_type (texts, sounds) or architecture",
        )
    if "auto_map" in config:
        raise _refused(folder, "it needs code of its own, which is never run")
    for name in FORMS:
        if isinstance(config.get(name), int):
            return config[name]
    raise _refused(folder, f"its config.json has none of {', '.join(FORMS)}")


def _sound_width(folder: Path, config: dict) -> int:
    name, said = str(config.get("model_type")), _extractor(folder)
    if name not in SOUNDS:
        raise _refused(folder, f"{name} is none of {', '.join(sorted(SOUNDS))}")
    if said != SOUNDS[name]:
        has = f"its feature extractor is {said}" if said else f"it has no {EXTRACTOR}"
        raise _refused(folder, f"{has}; {name} needs {SOUNDS[name]}")
    return _width(folder, config)


def _extractor(folder: Path) -> str:
    """The class of a folder's feature extractor, which makers of text have none of."""
    try:
        said = json.loads((folder / EXTRACTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(said.get("feature_extractor_type") or "")


def _pooling(folder: Path) -> Literal["mean", "cls"]:
    """As sentence-transformers writes it; the mean if it says nothing."""
    path = folder / "1_Pooling" / "config.json"
    if path.is_file():
        said = json.loads(path.read_text(encoding="utf-8"))
        return "cls" if said.get("pooling_mode_cls_token") else "mean"
    return "mean"


def _license(folder: Path) -> str:
    """The license that the model card's first lines name."""
    if (folder / CARD).is_file():
        text = (folder / CARD).read_text(encoding="utf-8", errors="replace")[:4000]
        if found := re.search(r"^license:\s*['\"]?([\w.+-]+)", text, re.MULTILINE):
            return found[1]
    return "not stated"


def _refused(folder: Path, why: str) -> UsageError:
    return UsageError(
        "this is no pretrained encoder that can be used",
        where=str(folder),
        why=why,
        fix="name a folder that transformers' save_pretrained wrote, model and "
        "tokenizer or feature extractor, or one of timm with config.json and "
        "model.safetensors",
    )
