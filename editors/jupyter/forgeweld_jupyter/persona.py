"""The persona: launches `forgeweld acp` and shows what it says."""

import os
import shlex
import shutil
from pathlib import Path

from jupyter_ai_acp_client.base_acp_persona import BaseAcpPersona
from jupyter_ai_persona_manager import PersonaDefaults, PersonaRequirementsUnmet

COMMAND = shlex.split(os.environ.get("FORGEWELD_COMMAND", "forgeweld"))

if shutil.which(COMMAND[0]) is None:
    raise PersonaRequirementsUnmet(
        f"There is no command {COMMAND[0]!r}. Install it with `pipx install"
        " 'forgeweld[acp]'`, or name it in FORGEWELD_COMMAND."
    )


class ForgeweldPersona(BaseAcpPersona):
    """An agent that trains multimodal models; runs outlive the chat."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, executable=[*COMMAND, "acp"], **kwargs)

    @property
    def defaults(self) -> PersonaDefaults:
        """How it is called and looks."""
        return PersonaDefaults(
            name="Forgeweld",
            description="One sentence and a folder of data in; a trained model out.",
            avatar_path=str(Path(__file__).parent / "forgeweld.svg"),
            system_prompt="unused",
        )
