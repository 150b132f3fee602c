"""DICOM: pictures of medicine, one or several frames in a file."""

from pathlib import Path

import numpy as np
import pydicom
from pydicom.pixels import apply_color_lut, apply_rescale

from templates.blocks.decoders import DECODERS


def read_dicom(path: Path) -> np.ndarray:
    """(H, W, C), or (T, H, W, C) of several frames, in the file's own unit (of CT:
    Hounsfield units); where low numbers are bright, turned round.

    DICOM PS3.3, C.7.6.3 and C.11.1. Raises ValueError if there is no picture in it.
    """
    try:
        file = pydicom.dcmread(path)
        colours = file.PhotometricInterpretation == "PALETTE COLOR"
        apply = apply_color_lut if colours else apply_rescale
        pixels = apply(file.pixel_array, file)
    except OSError:
        raise
    except Exception as error:  # pydicom and its decoders raise whatever they meet
        raise ValueError(f"no DICOM picture: {error}") from error
    if file.PhotometricInterpretation == "MONOCHROME1":
        pixels = pixels.max() + pixels.min() - pixels
    return pixels if colours or file.SamplesPerPixel > 1 else pixels[..., None]


DECODERS.update(dict.fromkeys((".dcm", ".dicom"), read_dicom))
