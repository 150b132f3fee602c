"""DICOM: pictures of medicine, one or several frames in a file."""

from pathlib import Path

import numpy as np
import pydicom
from pydicom.pixels import apply_color_lut, apply_rescale

from templates.blocks.decoders import DECODERS
from templates.blocks.slices import BARE, ORDERS


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


def slices_in_order(files: list[Path]) -> list[Path]:
    """Slices by their place along the normal of their plane, so axial ones from the
    feet to the head; else by their number; where files tell neither, as they come.

    DICOM PS3.3, C.7.6.2.
    """
    told = [_place(path) for path in files]
    for known in zip(*told, strict=True):  # places, then numbers
        if None not in known:
            return [files[i] for i in np.argsort(known, kind="stable")]
    return files


def _place(path: Path) -> tuple[float | None, float | None]:
    """Where a slice lies, in mm, and which of its series it is."""
    wanted = ["ImagePositionPatient", "ImageOrientationPatient", "InstanceNumber"]
    try:
        file = pydicom.dcmread(path, stop_before_pixels=True, specific_tags=wanted)
        corner, axes, number = (file.get(name) for name in wanted)
        place = None
        if corner and axes:
            normal = np.cross(np.array(axes[:3], float), np.array(axes[3:], float))
            place = float(normal @ np.array(corner, float))
        return place, None if number is None else float(number)
    except Exception:  # pydicom raises whatever it meets; reading the slice will tell
        return None, None


BARE.update({b"DICM": ".dcm"})
ORDERS.update({".dcm": slices_in_order})
DECODERS.update(dict.fromkeys((".dcm", ".dicom"), read_dicom))
