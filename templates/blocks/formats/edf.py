"""EDF and BDF: signals of EEG, sleep and other recordings."""

from collections import Counter
from pathlib import Path

import edfio
import numpy as np

from templates.blocks.decoders import DECODERS


def read_edf(path: Path) -> np.ndarray:
    """(T, C) in the signals' own units: those of the commonest rate, in their order.

    Kemp and Olivan, "European data format plus", 2003. Raises OSError or ValueError for
    a file without signals.
    """
    try:
        read = edfio.read_bdf if path.suffix.lower() == ".bdf" else edfio.read_edf
        signals = read(path).signals
        if not signals:  # notes on another file, as sleep stages are kept
            raise ValueError("no signals in it")
        (samples, _), *_ = Counter(len(s.data) for s in signals).most_common(1)
        kept = [s.data for s in signals if len(s.data) == samples]
    except OSError:
        raise
    except Exception as error:  # edfio raises whatever a broken header leads to
        raise ValueError(f"no EDF recording: {error}") from error
    return np.column_stack(kept)


DECODERS.update(dict.fromkeys((".edf", ".bdf"), read_edf))
