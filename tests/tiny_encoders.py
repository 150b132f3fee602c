"""Pretrained encoders of the smallest kind, with random weights, as folders."""

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import torch
from safetensors.torch import save_file

WORDS = ["road", "was", "wet", "today", "a", "clear", "and", "dry", "evening"]
WORDS += ["win", "prize", "now", "see", "you"]
LETTERS = [*"abcdefghijklmnopqrstuvwxyz0123456789.,!?"]


def write_text_encoder(folder: Path, licence: str = "apache-2.0") -> Path:
    """A BERT of two layers and 32 numbers, with its tokenizer and a model card."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer
    from tokenizers.processors import TemplateProcessing
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS]
    pieces += [f"##{letter}" for letter in LETTERS] + WORDS
    vocabulary = {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}
    inner = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    inner.normalizer, inner.pre_tokenizer = BertNormalizer(), BertPreTokenizer()
    inner.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    marks = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]"}
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=inner, sep_token="[SEP]", model_max_length=64, **marks
    )
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    card = f"---\nlicense: {licence}\n---\n# a tiny encoder\n"
    (folder / "README.md").write_text(card)
    return folder


def write_image_encoder(folder: Path) -> Path:
    """The smallest of timm's models, with the config.json that timm writes."""
    from templates.blocks.timm_models import import_timm

    torch.manual_seed(0)
    net = import_timm().create_model("test_efficientnet", pretrained=False)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(net.state_dict(), folder / "model.safetensors")
    usual = {"mean": [0.5] * 3, "std": [0.5] * 3, "input_size": [3, 64, 64]}
    config = {"architecture": "test_efficientnet", "num_features": net.num_features}
    (folder / "config.json").write_text(json.dumps({**config, "pretrained_cfg": usual}))
    return folder


def write_wave_encoder(folder: Path, name: str = "Wav2Vec2", **more) -> Path:
    """One of two layers and 32 numbers that reads waves; its first layers normalise
    over time as those of wav2vec2-base, unless `more` says otherwise."""
    import transformers

    torch.manual_seed(0)
    config = getattr(transformers, f"{name}Config")(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        conv_dim=(16, 16, 16),
        conv_kernel=(10, 8, 4),
        conv_stride=(5, 8, 4),
        num_conv_pos_embeddings=16,
        num_conv_pos_embedding_groups=2,
        **more,
    )
    getattr(transformers, f"{name}Model")(config).save_pretrained(folder)
    transformers.Wav2Vec2FeatureExtractor().save_pretrained(folder)
    return folder


def write_masked_encoder(folder: Path) -> Path:
    """As `write_wave_encoder`, each moment normalised by itself."""
    more = {"feat_extract_norm": "layer", "do_stable_layer_norm": True}
    return write_wave_encoder(folder, "Hubert", **more)


def write_spectrogram_encoder(folder: Path) -> Path:
    """One of two layers and 32 numbers that reads a second of 32 bands."""
    from transformers import ASTConfig, ASTFeatureExtractor, ASTModel

    torch.manual_seed(0)
    config = ASTConfig(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_length=100,
        num_mel_bins=32,
    )
    ASTModel(config).save_pretrained(folder)
    ASTFeatureExtractor(max_length=100, num_mel_bins=32).save_pretrained(folder)
    return folder


WRITE = {
    "transformers": write_text_encoder,
    "timm": write_image_encoder,
    "waves": write_wave_encoder,
    "masked": write_masked_encoder,
    "spectrogram": write_spectrogram_encoder,
}


@cache
def tiny(which: str) -> Path:
    """A folder with a tiny encoder, of a library or for sounds; made once per
    process."""
    folder = Path(mkdtemp(prefix=f"tiny-{which}-")) / "tiny"
    return WRITE[which](folder)
