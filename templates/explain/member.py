"""One trained model, loaded from its project, and its predictions of changed rows."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from change import changed
from gradients import parts as gradient_parts
from occlude import parts
from safetensors.torch import load_file
from torch import Tensor


class Member:
    """A network or a classical model, and some rows as it reads them.

    Features of a classical model are most of its work: those of each modality are made
    once for each change of it.
    """

    def __init__(self, folder: Path, rows: list[dict[str, str]], root: Path):
        """`folder` has project/ and weights/; media of `rows` lie below `root`."""
        sys.path.insert(0, str(folder / "project"))
        import data
        import model
        import train

        self.train, self.write = train, data.write_predictions
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.inputs = data.make_inputs()
        states = json.loads((folder / "weights" / "inputs.json").read_text())
        for name, reader in self.inputs.items():
            reader.restore(states[name])
        shapes = {name: reader.shape for name, reader in self.inputs.items()}
        weights = load_file(folder / "weights" / "weights.safetensors")
        self.network = hasattr(model, "FusionModel")
        if self.network:
            self.model = model.FusionModel(shapes)
            self.model.load_state_dict(weights)
            self.model.to(self.device).eval()
        else:
            self.model = model.ClassicalModel(shapes)
            self.model.restore(weights)
        self.cells, self.root = rows, root
        self.rows = data.load_rows(self.inputs, rows, root, targets=False)
        self.features: dict[str, object] = {}

    def step(self, changes: dict[str, tuple[str, float]], seed: int) -> Tensor:
        """Predictions (N, ...) of all rows with the changes that concern this model."""
        x, present, keys = dict(self.rows.x), dict(self.rows.present), {}
        for name in self.inputs:
            modality = name.partition("+")[0]  # some have a second view: text+words
            if modality in changes:
                how, level = changes[modality]
                full = self.rows.x[name], self.rows.present[name]
                told = how, level, seed, self.inputs[name]
                x[name], present[name] = changed(*told, self.cells, self.root, full)
                keys[name] = f"{how} {level} {seed}"
        if self.network:
            return self._forward(self.rows.ids, x, present)
        found = {
            name: self._features(name, keys.get(name, ""), x[name], present[name])
            for name in self.inputs
        }
        return self._learner(found, present)

    def occlude(self, row: str, target: int, kinds: dict[str, str]) -> dict:
        """By modality, what its parts are worth for the output `target` of a row."""
        at = self.rows.ids.index(row)

        def predict(name: str, values: Tensor, present: Tensor) -> Tensor:
            said = self._around(at, name, values, present)
            return said.double().reshape(len(present), -1)[:, target]

        found = {}
        for name, reader in self.inputs.items():
            full = self.rows.x[name][at : at + 1], self.rows.present[name][at : at + 1]
            if name not in kinds:
                continue  # the second view of a modality
            known = kinds[name], name, reader, self.cells[at], self.root, full
            found[name] = parts(*known, predict)
        return found

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

            if name not in kinds:
                continue  # the second view of a modality
            full = self.rows.x[name][at : at + 1], self.rows.present[name][at : at + 1]
            known = kinds[name], reader, self.cells, at, self.root, full
            part = gradient_parts(*known, predict)
            if part is not None:
                found[name] = part
        return found

    def _around(self, at: int, name: str, values: Tensor, present: Tensor) -> Tensor:
        """Predictions of one row with other values (K, ...) of one modality."""
        same = torch.full((len(present),), at)
        masks = {n: mask[same] for n, mask in self.rows.present.items()}
        masks[name] = present
        if self.network:
            x = {n: v[same] for n, v in self.rows.x.items() if n != name}
            ids = [self.rows.ids[at]] * len(present)
            return self._forward(ids, {**x, name: values}, masks)
        found = {}
        for other in self.inputs:
            known = self.rows.x[other], self.rows.present[other]
            if other == name:
                found[other] = self.model.features[name](values, present)
            else:
                found[other] = self._features(other, "", *known)[same.numpy()]
        return self._learner(found, masks)

    def _forward(
        self, ids: list[str], x: dict[str, Tensor], present: dict[str, Tensor]
    ) -> Tensor:
        x = {name: x[name] for name in self.inputs}
        rows = replace(self.rows, ids=ids, x=x, present=present)
        return self.train.predict_rows(self.model, rows, self.device)

    def _features(self, name: str, key: str, x: Tensor, present: Tensor):
        """Features (N, F) of a modality with the change `key`, made once."""
        key = f"{name} {key}"
        if key not in self.features:
            self.features[key] = self.model.features[name](x, present)
        return self.features[key]

    def _learner(self, found: dict, present: dict[str, Tensor]) -> Tensor:
        masks = [present[name].numpy() for name in self.model.features]
        there = np.stack(masks, axis=1).astype(np.float32)
        return self.model.learner.predict(found | {"/present": there})
