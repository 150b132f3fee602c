"""Words by which a statement in German forbids an input: tables, no code.

All patterns are over lower-case text (`agent.vocabulary.words.plain`).
"""

_NOT = r"(?:nicht|nie(?:mals)?|keinesfalls|auf keinen fall|keineswegs)"
_USED = (
    r"(?:(?:be|ge)nutzt?|verwendet|gebraucht|einbezogen|berücksichtigt|herangezogen"
    r"|einfließen|eingehen|(?:be|ge)?nutzen|verwenden|einbeziehen|berücksichtigen"
    r"|heranziehen|gebrauchen|ansehen|anschauen|mitnehmen|verfügbar|bekannt|erlaubt"
    r"|zulässig|gestattet)"
)

FORBID = (
    r"\bohne (?=(?:die|den|das|der|dem)\b|`)",
    r"\b(?:lass|lasst|lassen sie|lasse) (?=[^.;,]{1,40} (?:weg|aus|außer acht)\b)",
    r"\b(?:ignorier|vermeid|verwirf)\w*\b",
)
"""What stands after these may not be used."""

SHUT = (
    rf"\b{_NOT}(?: (?:mit|bitte|als \w+|mehr|dazu|dafür))*\s+{_USED}\b"
    r"|\b(?:ist|sind|bleibt|bleiben) (?:hier |bitte )?(?:tabu|verboten|untersagt"
    r"|ausgeschlossen|außen vor|wegzulassen)\b"
)
"""A verdict: what it is about may not be used."""
