"""Features of several modalities beside each other."""

import numpy as np
import scipy.sparse

Matrix = np.ndarray | scipy.sparse.csr_matrix


def beside(parts: dict[str, Matrix]) -> Matrix:
    """All columns of parts (N, F_m) in one (N, F), sparse if one of them is."""
    if any(scipy.sparse.issparse(part) for part in parts.values()):
        return scipy.sparse.hstack(list(parts.values()), format="csr", dtype=np.float32)
    return np.concatenate(list(parts.values()), axis=1)


def apart(name: str, part: Matrix, widths: tuple[int, ...]) -> dict[str, Matrix]:
    """A part (N, F), or, where there are `widths`, its pieces of so many columns each,
    so that a learner may let them count differently."""
    if len(widths) < 2:
        return {name: part}
    ends = np.cumsum(widths)
    pieces = zip(ends - widths, ends, strict=True)
    return {f"{name}/{i}": part[:, a:b] for i, (a, b) in enumerate(pieces)}


def take_rows(parts: dict[str, Matrix], index: np.ndarray) -> dict[str, Matrix]:
    """The rows `index` of every part."""
    return {name: part[index] for name, part in parts.items()}
