"""What generated code may import, and so what blocks may."""

import sys

PACKAGES = {"numpy", "PIL", "safetensors", "soundfile", "torch"}
PACKAGES |= {"lightgbm", "scipy", "sklearn"}  # of classical plans
PACKAGES |= {"peft", "timm", "transformers"}  # of pretrained encoders
PACKAGES |= {"opacus"}  # of training with differential privacy
PACKAGES |= {"av", "edfio", "h5py", "laspy", "lz4", "mcap", "nibabel", "pyarrow"}
PACKAGES |= {"pydicom", "zstandard"}  # of file formats, all of these
OWN = {"config", "data", "model", "predict", "train"}
NEVER = {
    "asyncio", "builtins", "code", "ctypes", "ftplib", "http", "importlib", "marshal",
    "multiprocessing", "os", "pickle", "pty", "runpy", "shelve", "shutil", "signal",
    "smtplib", "socket", "socketserver", "ssl", "subprocess", "telnetlib", "urllib",
    "webbrowser", "xmlrpc",
}  # fmt: skip
"""Of the standard library: what reaches other processes, the network or live code."""
ALLOWED = (set(sys.stdlib_module_names) - NEVER) | PACKAGES | OWN
