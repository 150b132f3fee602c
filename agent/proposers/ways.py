"""The ways into a model: inputs and encoders for a kind of data, in their order."""

from agent import catalog
from agent.records import Block

ENCODERS = {
    "image": ("cnn", "resnet", "vit"),
    "vector": ("conv1d", "mlp"),
    "curve": ("conv1d", "mlp"),
    "series": ("tcn", "gru", "random_conv", "patch_transformer"),
    "text": ("ngrams", "embed_bag", "text_cnn", "text_transformer"),
    "table": ("plr_mlp", "table_mlp", "tabm", "ft_transformer", "mlp"),
    "points": ("distance_net", "pointnet", "set_transformer"),
    "range": ("range_cnn", "range_mlp"),
    "position": ("fourier_position", "position_mlp"),
    "track": ("tcn", "gru", "random_conv", "patch_transformer"),
    "set": ("set_mlp", "deep_sets"),
    "audio": ("audio_cnn", "conv_gru", "ast"),
    "video": ("frame_cnn", "mlp", "conv3d"),
}
"""By kind of data, the first to begin with: quick and sound on a few thousand rows, as
measured on held-out rows of real tables, texts, sounds, sensors and molecules."""
PLAIN = ("flat_cnn", "dense")
"""Encoders of the reference model, which the planner does not try elsewhere."""
AUGMENTS = {"image": "shift_image", "series": "jitter_series", "audio": "spec_augment"}
"""What is changed at random in training, by kind of data."""


def ways(kind: str) -> list[tuple[Block, Block]]:
    """Inputs and encoders for a kind of data in the order of `ENCODERS`, then the rest:
    a user's own before ours."""
    order = {name: i for i, name in enumerate(ENCODERS.get(kind, ()))}
    found = [way for way in catalog.ways(kind) if way[1].name not in PLAIN]

    def rank(way: tuple[Block, Block]) -> tuple[int, bool]:
        return order.get(way[1].name, len(order)), not catalog.own(way[0])

    return sorted(found, key=rank)
