"""NIfTI: volumes of medicine, slice by slice."""

from pathlib import Path

import nibabel
import numpy as np

from templates.blocks.decoders import DECODERS


def read_nifti(path: Path) -> np.ndarray:
    """Slices from the feet to the head, (T, H, W, 1), the nose up; of several volumes
    the first. A volume of one slice is a picture, (H, W, 1).

    https://nifti.nimh.nih.gov. Raises ValueError for what is no volume.
    """
    try:
        image = nibabel.as_closest_canonical(nibabel.load(path))
        volume = np.asanyarray(image.dataobj)
    except OSError:
        raise
    except Exception as error:  # nibabel raises whatever a broken header leads to
        raise ValueError(f"no NIfTI volume: {error}") from error
    if volume.ndim < 2:
        raise ValueError(f"an array of shape {volume.shape} is no volume")
    volume = volume.reshape(*(*volume.shape, 1)[:3], -1)[..., 0]
    slices = volume.transpose(2, 1, 0)[:, ::-1, :, None]
    return slices if len(slices) > 1 else slices[0]


DECODERS.update(dict.fromkeys((".nii", ".nii.gz"), read_nifti))
