"""Phrases around the columns that a statement names, and its verbs: tables, no code.

All patterns are over lower-case text (`agent.words.plain`).
"""

IS_TARGET = (
    r"^[`\"'”’」』]?\s*(?:column|field|列|字段)?,?\s*"
    r"(?:is|are|as|be|being|used as|serves? as|是|为|作为|当作|做)\s*"
    r"(?:the|our|my|a|要|需要)?\s*(?:target|label|outcome|response|目标|标签|预测"
    r"|what (?:we|i)(?:'m| am|'re| are)? (?:want|need|predict|after|interested|look)\w*"
    r"|(?:to be )?predicted)"
)
"""What follows a column that is the target: "`x` is the target", "X 作为目标"."""

NAMED_TASK = (
    r"^[`\"']?\s+(?:classifier|classification|detect(?:or|ion)|predict(?:or|ion)"
    r"|recogni(?:tion|[sz]er)|regress(?:or|ion)|forecast(?:er|ing)?|estimat(?:or|ion)"
    r"|(?:predicted|estimated|forecast|classified) (?:from|by|using|with))\b"
)
"""What follows a column in "a spam classifier" and "price prediction"."""

NOT_USED = (
    r"^(?P<list>(?:[`\"']?\s*(?:,|and|or)+\s*[`\"']?[a-z0-9_]+"
    r"|[`\"']?\s*(?:、|和|与|及)\s*[`\"']?\w+?){0,3})[`\"']?\s*"
    r"(?:columns?|fields?|flag|feature|variable|number|"
    r"(?:这|该|那)?[一几两]?[列个项些]?(?:字段|特征)?)\s*"
    r"(?:(?:may|must|can|should|shall|is|are)\s*(?:not|never) (?:to )?be"
    r" (?:used|included)|(?:is|are) (?:not|never) (?:used|available|allowed)"
    r"|(?:is|are) (?:off[- ]limits|forbidden|prohibited|banned|meaningless|irrelevant)"
    r"|(?:would be|is|are) (?:cheating|a (?:leak|spoiler)|leakage|off the table"
    r"|useless)"
    r"|除外|means? nothing|(?:stays?|kept|keep|must stay|should stay) out"
    r"|(?:is|are|(?:must|should|has to|have to) be) (?:left out|excluded|ignored"
    r"|omitted|dropped|skipped|removed)"
    r"|(?:must|should|has to|have to|needs? to) (?:stay|be kept|be left|remain) out"
    r"|[也都均先暂]?(?:不(?:能|可|要|应|得|许|准|允许|可以)?被?|禁止|别|勿)"
    r"(?:使用|用|利用|参与|考虑|放进|放入|加入))"
)
"""What follows a column that may not be used."""

NOT_THERE = (
    r"^(?:[`\"']?\s*(?:,|and|or)+\s*[`\"']?[a-z0-9_]+){0,3}[`\"']?(?: \w+)?"
    r" (?:is|are|was|were|will|would)(?: not|n'?t)(?: be)?(?: yet)?"
    r" (?:known|available|measured|recorded|there|given|usable)\b"
    r"|^(?:[`\"']?\s*(?:,|and|or)+\s*[`\"']?[a-z0-9_]+){0,3}[`\"']?(?: \w+)?"
    r" (?:is|are) (?:un(?:known|available|usable)"
    r"|only (?:known|available|measured|recorded)"
    r"|(?:known|available|measured|recorded) (?:only )?(?:after\w*|later|too late))"
)
"""What follows a column that is not there yet when the model is to be used."""

MUST_USED = (
    r"^[`\"']?\s*(?:column)?s?\s*(?:must|has to|have to|needs to|need to|should always)"
    r" (?:always |also )?be (?:used|included|considered)"
    r"|^[`\"']?(?:列)?\s*(?:必须|一定要|务必)(?:被|要)?(?:使用|用上|用到|用|参与)"
)
"""What follows a column that has to be used."""

CHANCE_OF = r"^[`\"'”’」』]?(?:列)?\s*的?(?:概率|可能性)"
"""What follows a Chinese target: "X 的概率"."""

VERBS: tuple[tuple[str, str, float], ...] = (
    *((verb, "target", 1.0) for verb in ("predict", "forecast", "estimate")),
    *((verb, "sort", 0.7) for verb in ("classify", "recognize", "identify")),
    *((verb, "avoid", 1.0) for verb in ("without", "exclude", "ignore")),
)
"""Words with a role that are known in spite of a typo: (word, role, weight)."""

_SEVERAL = r"(?P<what>[\w'`]+(?:[ ,&+]{1,3}[\w'`]+){0,6})"
ALONE = (
    rf"(?:^|[.;,(])\s*(?:just|only|purely|solely) {_SEVERAL}\s*(?=[.;,)!]|$)",
    rf"(?:^|[.;,(，；（])\s*{_SEVERAL} (?:only|alone|exclusively)\s*(?:,? ?please)?"
    r"\s*(?=[.;,)!，；）]|$)",
)
"""A clause of nothing but inputs: "Pictures only."."""

ONE = r"^\W*(?:it|this|that)\b|^\W*(?:它|这[一]?[列个项])"
MANY = r"^\W*(?:them|they|these|those|both|它们|这些|这几|这两|那些)"
"""After "ignore": one column is spoken of, or more."""

BACK = (
    r"^\W*(?:(?:it|them|this|that|these|those|both|either)(?: one| columns?| two)?"
    r"|它们?|这[一些几]?[列个项]?|掉)?\s*(?:out|please|completely|entirely|altogether"
    r"|of course|as well|too)?\s*(?:$|[.;,!?:()—。；，！]|\b(?:as|because|since|for)\b)"
)
"""What follows "ignore" where it speaks of what was named before."""
