"""What `speed.py` times, each in a process of its own: prints one line of JSON.

    python speed_cases.py CASE ARGUMENT...

The reference network everywhere: pictures of 128 x 128, sweeps of 100 bins, two plain
convolutions, flattened, beside one dense layer.
"""

import json
import statistics
import sys
import time
from pathlib import Path

BATCH, STEPS = 32, 3


def per_sample(step, batch: int = BATCH) -> float:
    """Milliseconds of CPU per row, median of a few steps after one to warm up."""
    times = []
    for _ in range(1 + STEPS):
        begin = time.process_time()
        step()
        times.append(time.process_time() - begin)
    return 1000 * statistics.median(times[1:]) / batch


def plain_network():
    """As a tutorial writes it."""
    import torch
    from torch import nn

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1, self.conv2 = nn.Conv2d(3, 32, 3), nn.Conv2d(32, 64, 3)
            self.dropout, self.dense = nn.Dropout(0.25), nn.Linear(100, 32)
            self.out = nn.Linear(64 * 124 * 124 + 32, 1)

        def forward(self, image, radar):
            x = self.dropout(torch.relu(self.conv1(image)))
            x = torch.relu(self.conv2(x)).flatten(1)
            z = torch.cat([x, torch.relu(self.dense(radar))], dim=1)
            return self.out(z).squeeze(1)

    return Network()


def plain_trial(view: str, project: str, epochs: str, seed: str) -> dict:
    """The straightforward script: pictures decoded in every epoch, fp32, plain Adam."""
    import csv

    import numpy as np
    import torch
    from PIL import Image
    from torch.utils.data import DataLoader, Dataset, Subset

    root = Path(view)
    with (root / "train.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))

    class Drive(Dataset):
        def __len__(self):
            return len(rows)

        def __getitem__(self, i):
            pixels = np.asarray(Image.open(root / rows[i]["frame"]).convert("RGB"))
            image = torch.from_numpy(pixels.copy()).permute(2, 0, 1).float() / 255
            radar = torch.zeros(100)
            if rows[i]["radar"]:
                radar = torch.from_numpy(np.load(root / rows[i]["radar"]))
            return image, radar, torch.tensor(float(rows[i]["brake"]))

    sys.path.insert(0, project)
    from data import split_validation  # type: ignore  # the same rows on either side

    fit, valid = split_validation(rows, 0.15, int(seed))
    torch.manual_seed(int(seed))
    training = DataLoader(Subset(Drive(), fit.tolist()), BATCH, shuffle=True)
    validation = DataLoader(Subset(Drive(), valid.tolist()), BATCH)
    model = plain_network()
    optimizer = torch.optim.Adam(model.parameters())
    measure = torch.nn.BCEWithLogitsLoss()
    losses = []
    for _ in range(int(epochs)):
        model.train()
        for image, radar, y in training:
            loss = measure(model(image, radar), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        model.eval()
        total = 0.0
        with torch.no_grad():
            for image, radar, y in validation:
                total += measure(model(image, radar), y).item() * len(y)
        losses.append(total / len(valid))
    return {"valid_loss": min(losses), "fit": len(fit), "valid": len(valid)}


def plain_step() -> dict:
    """One step of the straightforward script, its data apart."""
    import torch

    model = plain_network()
    optimizer = torch.optim.Adam(model.parameters())
    measure = torch.nn.BCEWithLogitsLoss()
    image, radar = torch.rand(BATCH, 3, 128, 128), torch.randn(BATCH, 100)
    y = torch.randint(0, 2, (BATCH,)).float()

    def step():
        loss = measure(model(image, radar), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    return {"ms": per_sample(step)}


def our_step(project: str) -> dict:
    """One step of the generated project, and the rate of its second convolution."""
    sys.path.insert(0, project)
    import torch
    from model import FusionModel  # type: ignore

    model = FusionModel({"frame": (3, 128, 128), "radar": (100,)})
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    frames = torch.randint(0, 256, (BATCH, 3, 128, 128), dtype=torch.uint8)
    x = {"frame": frames, "radar": torch.randn(BATCH, 100)}
    present = {name: torch.ones(BATCH, dtype=torch.bool) for name in x}
    y = torch.randint(0, 2, (BATCH,))

    def step():
        loss = model.head.loss(model(x, present), y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    return {"ms": per_sample(step), "peak": peak()}


def peak() -> float:
    """GFLOP per CPU second of a bfloat16 convolution, the best of a few."""
    import torch

    x = torch.randn(4, 128, 56, 56).bfloat16()
    x = x.contiguous(memory_format=torch.channels_last)
    conv = torch.nn.Conv2d(128, 128, 3, padding=1).bfloat16()
    conv.weight.data = conv.weight.data.contiguous(memory_format=torch.channels_last)
    times = []
    with torch.no_grad():
        for _ in range(8):
            begin = time.process_time()
            conv(x)
            times.append(time.process_time() - begin)
    return 2 * 4 * 56 * 56 * 128 * 128 * 9 / min(times) / 1e9


def keras_step(policy: str) -> dict:
    """One step of the same network in Keras: `float32` or `mixed_bfloat16`."""
    import numpy as np
    import tensorflow as tf  # type: ignore
    from tensorflow import keras  # type: ignore

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    keras.mixed_precision.set_global_policy(policy)
    layers = keras.layers
    image, radar = keras.Input((128, 128, 3)), keras.Input((100,))
    x = layers.Conv2D(32, 3, activation="relu")(image)
    x = layers.Conv2D(64, 3, activation="relu")(layers.Dropout(0.25)(x))
    z = layers.Dense(32, activation="relu")(radar)
    z = layers.Concatenate()([layers.Flatten()(x), z])
    model = keras.Model(
        [image, radar], layers.Dense(1, activation="sigmoid", dtype="float32")(z)
    )
    model.compile("adam", "binary_crossentropy")
    count = BATCH * STEPS
    rng = np.random.default_rng(0)
    images = rng.random((count, 128, 128, 3), dtype=np.float32)
    sweeps = rng.normal(size=(count, 100)).astype("float32")
    y = rng.integers(0, 2, (count, 1)).astype("float32")

    def epoch():
        model.fit([images, sweeps], y, batch_size=BATCH, verbose=0)

    return {"ms": per_sample(epoch, count)}


def batches(view: str, project: str) -> dict:
    """Milliseconds of CPU per row to hand over an epoch: by PIL, and from the cache."""
    import csv

    import numpy as np
    import torch
    from PIL import Image

    sys.path.insert(0, project)
    from data import ImageInput  # type: ignore

    root = Path(view)
    with (root / "train.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    cells = [row["frame"] for row in rows]

    def by_pil():
        for i in range(0, len(cells), BATCH):
            pictures = [np.asarray(Image.open(root / c)) for c in cells[i : i + BATCH]]
            _ = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 255

    reader = ImageInput(("frame",), size=128)
    reader.fit(rows, root)
    began = time.process_time()
    pixels, _ = reader.load(rows, root)
    load = 1000 * (time.process_time() - began) / len(rows)

    def from_cache():
        for index in torch.randperm(len(rows)).split(BATCH):
            _ = pixels[index].float().div_(255)

    pil, cached = per_sample(by_pil, len(rows)), per_sample(from_cache, len(rows))
    return {"pil": pil, "cached": cached, "load": load}


if __name__ == "__main__":
    case = globals()[sys.argv[1]]
    print(json.dumps(case(*sys.argv[2:])), flush=True)
