"""What the MCP tools take, described for the client's model."""

from typing import Annotated

from pydantic import Field

MINUTES = 10.0
"""Of a run, if nothing is said."""
Task = Annotated[
    str,
    Field(
        description="One sentence: what to predict, from what, by which metric. As in: "
        "Predict alarm from the picture and the sweep. Metric: F1."
    ),
]
Data = Annotated[
    str,
    Field(description="Folder or file of the data, as the server's machine has it."),
]
RunId = Annotated[
    str, Field(description="What run_start answered; `last` for the latest run.")
]
Minutes = Annotated[
    float, Field(gt=0, le=10_000, description="Of real time, all in all.")
]
