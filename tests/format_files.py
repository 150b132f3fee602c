"""Writers of one file of each format, by the libraries of these formats."""

from pathlib import Path

import numpy as np


def write_dicom(path: Path, pixels: np.ndarray, **tags: object) -> None:
    """A CT picture of int16 (H, W), or several frames (T, H, W)."""
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = Dataset()
    file.file_meta = meta
    file.SOPClassUID = CTImageStorage
    file.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    file.Rows, file.Columns = pixels.shape[-2:]
    if pixels.ndim == 3:
        file.NumberOfFrames = len(pixels)
    file.SamplesPerPixel, file.PixelRepresentation = 1, 1
    file.BitsAllocated, file.BitsStored, file.HighBit = 16, 16, 15
    file.PhotometricInterpretation = "MONOCHROME2"
    file.PixelData = pixels.astype("<i2").tobytes()
    for name, value in tags.items():
        setattr(file, name, value)
    file.save_as(path, enforce_file_format=True)
