"""The MCP prompts: four things that people ask for, in words that name our tools; and
what completes their arguments."""

from typing import Annotated

from mcp.server.mcpserver import MCPServer
from mcp_types import (
    Completion,
    CompletionArgument,
    CompletionContext,
    PromptReference,
    ResourceTemplateReference,
)
from pydantic import Field

from agent.interfaces.mcp import resources
from agent.interfaces.mcp.door import Door

MOST = 100
"""Values of one completion, by the protocol."""
Run = Annotated[str, Field(description="Id of a run, or `last`.")]


def add(server: MCPServer, door: Door) -> None:
    """Register every prompt, and completion for their arguments and for addresses."""
    titles = {
        new_multimodal_project: "Train a model on a folder of data",
        diagnose_run: "Find out how a run does, and why",
        improve_best_trial: "Improve the best trial of a run",
        write_model_card: "Write a model card for a finished run",
    }
    for prompt, title in titles.items():
        words = " ".join((prompt.__doc__ or "").split())
        server.prompt(prompt.__name__, title=title, description=words)(prompt)

    @server.completion()
    async def complete(
        ref: PromptReference | ResourceTemplateReference,
        argument: CompletionArgument,
        context: CompletionContext | None,
    ) -> Completion:
        given = (context.arguments if context else None) or {}
        return completion(door, argument, given.get("run_id", ""))


def completion(door: Door, argument: CompletionArgument, run_id: str) -> Completion:
    """What an argument that begins like this could be."""
    if argument.name == "run_id":
        values = ["last", *resources.runs(door)]
    elif argument.name == "trial":
        values = resources.trials(door, run_id)
    elif argument.name == "name":
        values = resources.blocks()
    else:
        values = []
    fits = [value for value in values if value.startswith(argument.value)]
    more = len(fits) > MOST
    return Completion(values=fits[:MOST], total=len(fits), has_more=more)


def new_multimodal_project(
    data: Annotated[str, Field(description="Folder or file of the data.")],
    task: Annotated[str, Field(description="What to predict, if known.")] = "",
) -> str:
    """From a folder of data to a trained model: look, agree on a sentence, train."""
    wish = f"The task: {task}" if task else "Ask me what I want to predict."
    return (
        f"Train a multimodal model on {data}. {wish}\n"
        "1. Call data_profile, and tell me in two lines what is there.\n"
        "2. Put the task into one sentence: the target, the inputs, the metric. Call "
        "plan_propose, and show me how it is understood; mend the sentence if it is "
        "not.\n"
        "3. Ask me how many minutes I allow. When I agree, call run_start with "
        "approve=true, then run_wait until done.\n"
        "4. Report the test score with its interval, whether fusion beats the best "
        "single "
        "modality, and where the project lies. Claim no gain that is within the noise."
    )


def diagnose_run(run_id: Run) -> str:
    """What a run has tried, what failed and why, and what that says about the data."""
    return (
        f"Diagnose the run {run_id}. Call run_status, then trial_explain for the best "
        "trial, for the best single modality and for every failed one. Say what helped "
        "beyond the noise (the intervals tell), what overfits, what failed for which "
        "reason, and what to do about it. Do not guess where the tools do not tell."
    )


def improve_best_trial(run_id: Run) -> str:
    """What to change about the best trial, with reasons; then go on with the run."""
    return (
        f"Improve the best trial of the run {run_id}. Read run_status and "
        "trial_explain, "
        f"and the resource forgeweld://runs/{run_id}/leaderboard. Propose at most "
        "three "
        "changes, each with the curve or the comparison that speaks for it. Ask me for "
        "more minutes; when I agree, call run_resume with the new total, then "
        "run_wait, "
        "and tell honestly whether the gain is beyond the noise."
    )


def write_model_card(run_id: Run) -> str:
    """A model card from what was measured, with its limits."""
    return (
        f"Write a model card for the run {run_id}. Read "
        f"forgeweld://runs/{run_id}/card and forgeweld://runs/{run_id}/summary. Use "
        "the "
        "test scores with their intervals, name the baselines beside them, say on how "
        "many rows they were measured, and what the model must not be used for. Invent "
        "no figure."
    )
