"""One trained model, loaded from its project, and its predictions of changed rows."""

import sys
from dataclasses import replace
from pathlib import Path

import torch
from change import Read, changed, possible
from gradients import parts as gradient_parts
from occlude import parts
from remember import Remembered
from torch import Tensor

KEPT = 2
"""Times the rows whose features are kept."""


class Member:
    """A network, one with a learner on top, or a classical model, and some rows as it
    reads them. Encoders and features, most of its work, see each row once."""

    def __init__(
        self,
        folder: Path,
        rows: list[dict[str, str]],
        root: Path,
        modalities: dict[str, str],
    ):
        """`folder` has project/ and weights/; media of `rows` lie below `root`. Inputs
        are of the modality of their name, or of that in `modalities`."""
        sys.path.insert(0, str(folder / "project"))
        import data
        import predict
        import train

        self.train, self.write = train, data.write_predictions
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model, self.inputs = predict.load_model(folder / "weights")
        self.network = isinstance(self.model, torch.nn.Module)
        if self.network:
            self.model.to(self.device)
        self.modalities = {name: modalities.get(name, name) for name in self.inputs}
        """A modality may have several ways in, which change together."""
        self.cells, self.root = rows, root
        self.rows = data.load_rows(self.inputs, rows, root, targets=False)
        self._remember()

    def can(self, changes: dict[str, tuple[str, float]], kinds: dict[str, str]) -> bool:
        """Whether the changes can be made to what this model reads."""
        told = [(name, self.modalities[name]) for name in self.inputs]
        return all(
            possible(changes[modality][0], kinds[modality], self.rows.x[name])
            for name, modality in told
            if modality in changes
        )

    def step(self, changes: dict[str, tuple[str, float]], seed: int) -> Tensor:
        """Predictions (N, ...) of all rows with the changes that concern this model."""
        x, present = dict(self.rows.x), dict(self.rows.present)
        for name in self.inputs:
            modality = self.modalities[name]
            if modality in changes:
                how, level = changes[modality]
                full = self.rows.x[name], self.rows.present[name]
                told = how, level, seed, self.inputs[name]
                x[name], present[name] = changed(*told, self.cells, self.root, full)
        return self._said(self.rows.ids, x, present)

    def occlude(self, row: str, target: int, kinds: dict[str, str]) -> dict:
        """By modality, what its parts are worth for the output `target` of a row."""
        at = self.rows.ids.index(row)

        def predict(reads: dict[str, Read]) -> Tensor:
            said = self._around(at, reads)
            return said.double().reshape(len(said), -1)[:, target]

        found = {}
        for modality in dict.fromkeys(self.modalities.values()):
            views = {
                name: (reader, self._read(name, at))
                for name, reader in self.inputs.items()
                if self.modalities[name] == modality
            }
            known = kinds[modality], views, self.cells[at], self.root
            found[modality] = parts(*known, predict)
        return found

    def _read(self, name: str, at: int) -> Read:
        """One row of an input."""
        return self.rows.x[name][at : at + 1], self.rows.present[name][at : at + 1]

    def gradients(self, row: str, target: int, kinds: dict[str, str]) -> dict:
        """The same by integrated gradients, of those modalities that allow it; only a
        network that has the last word has any."""
        if not self.network or hasattr(self.train, "StackedModel"):
            return {}
        at = self.rows.ids.index(row)
        found = {}
        for name, reader in self.inputs.items():

            def predict(values: Tensor, name: str = name) -> Tensor:
                same = torch.full((len(values),), at)
                x = {n: v[same].to(self.device) for n, v in self.rows.x.items()}
                masks = {
                    n: m[same].to(self.device) for n, m in self.rows.present.items()
                }
                x[name] = values.to(self.device)
                said = self.model.predict(x, masks)
                return said.reshape(len(values), -1)[:, target]

            if self.modalities[name] != name:
                continue  # the second view of a modality
            full = self._read(name, at)
            known = kinds[name], reader, self.cells, at, self.root, full
            part = gradient_parts(*known, predict)
            if part is not None:
                found[name] = part
        return found

    def _around(self, at: int, reads: dict[str, Read]) -> Tensor:
        """Predictions of one row with other values (K, ...) of some inputs."""
        count = len(next(iter(reads.values()))[1])
        same = torch.full((count,), at)
        x = {n: v[same] for n, v in self.rows.x.items() if n not in reads}
        x |= {name: values for name, (values, _) in reads.items()}
        masks = {n: mask[same] for n, mask in self.rows.present.items()}
        masks |= {name: present for name, (_, present) in reads.items()}
        return self._said([self.rows.ids[at]] * count, x, masks)

    def _remember(self) -> None:
        """Let encoders and features keep their answers: of the rows as they are, and
        of what is blanked in turn, but not of all that is ever corrupted."""
        most = KEPT * len(self.cells)
        network = getattr(self.model, "network", self.model)
        for encoder in getattr(network, "encoders", {}).values():
            encoder.forward = Remembered(encoder.forward, most)
        features = getattr(self.model, "features", {})
        for name, function in features.items():
            features[name] = Remembered(function, most)

    @torch.inference_mode()
    def _said(
        self, ids: list[str], x: dict[str, Tensor], present: dict[str, Tensor]
    ) -> Tensor:
        """Predictions of rows."""
        if self.network:
            x = {name: x[name] for name in self.inputs}
            rows = replace(self.rows, ids=ids, x=x, present=present)
            return self.train.predict_rows(self.model, rows, self.device)
        return self.model.learner.predict(self.model.parts(x, present))
