"""Cases that every run of the tests has, and those of other make targets alone."""

from collections.abc import Container, Mapping
from typing import Any

import pytest


def cases(named: Mapping[str, Any], always: Container[str]) -> list:
    """Parameters by name; whose name is not among `always` are heavy."""
    return [
        pytest.param(value, id=name, marks=() if name in always else pytest.mark.heavy)
        for name, value in named.items()
    ]
