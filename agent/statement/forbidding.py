"""Words by which a statement forbids an input, English and Chinese: tables, no code.

All patterns are over lower-case text (`agent.words.plain`).
"""

_NOT = (
    r"(?:\b(?:must|may|can|could|should|shall|will|would|is|are|was|were|has|have|had|do"
    r"|does|did|need)(?: ?not|n'?t)\b|\bcannot\b|\bca?n'?t\b|\bwo(?:n'?t)\b|\bmust not\b"
    r"|\bnever\b|\bnot\b)"
)
_BE = (
    r"(?:\s+(?:to|be|been|being|yet|also|just|please|simply|really|actually|both|all))*"
)
_USED = (
    r"(?:used|usable|included|known|available|allowed|permitted|considered|fed|seen"
    r"|shown|given|there|here|measured|recorded|present|accessible|taken into account"
    r"|looked at|relied (?:up)?on|touched|part of|an? (?:valid |legal )?(?:inputs?"
    r"|features?|predictors?)|inputs?|features?|go in(?:to)?|enter|exist"
    r"|play (?:a|any) (?:role|part)|matter|influence|count|help|needed|required|necessary"
    r"|useful|helpful|informative|relevant|of (?:any )?use)\b"
)
_OUT = (
    r"(?:exclud|ignor|omitt|dropp|skipp|remov|discard|disregard|forbidd|prohibit|bann"
    r"|barr)(?:ed|en)\b|(?:off[- ]limits|off the table|out of bounds|taboo|tabu"
    r"|(?:left|leave|leaving|kept|keep|put|set|thrown|stay|stays) (?:out|aside|away)"
    r"|cheating|leak(?:s|ing|y|age)?|an? (?:\w+ )?(?:leak|leakage|spoiler)|meaningless|useless"
    r"|irrelevant|unusable|unavailable|unknown|inadmissible)\b"
)
_SO = r"(?:\s+(?:\w+ly|all|both|also|too|an?|of course|then|just|to be|be))*"
_LATE = (
    r"(?:known|available|measured|recorded|filled(?: in)?|written|set|entered|computed"
    r"|determined|assigned|observed|there)"
)
SHUT = (
    rf"{_NOT}{_BE}\s+{_USED}"
    rf"|\b(?:is|are|was|were|be|being|stays?|remains?|gets?|counts? as|considered|must"
    rf"|should|shall|has to|have to|needs? to|ought to|would|to){_SO}\s+(?:{_OUT})"
    r"|\b(?:stays?|remains?|keeps?) (?:out|away|aside)\b"
    r"|\b(?:leaks?|gives? (?:it|the \w+|everything) away|means? nothing|says? nothing"
    r"|(?:must|should|has to|have to|needs? to) (?:go|stay|remain|be kept|be left)"
    r" (?:out|away))\b"
    rf"|\bonly (?:\w+ )?{_LATE}\b|\b{_LATE} (?:only\b|after\w*\b|later\b|too late\b)"
    r"|\bcomes? (?:only )?(?:after|later)\w*\b|(?<=\w) (?:excluded|ignored|omitted|dropped"
    r"|left out|not (?:used|included|allowed))(?=\s*(?:[.,;)]|$))"
    r"|除外|不在(?:输入|特征)"
    r"|事后|(?:之?后|时)才(?:会|能)?(?:有|知道|得到|出现|产生|可用)|拿不到|不可用"
    r"|泄[漏露]|作弊|没(?:有)?(?:什么)?(?:意义|用处)|无关"
)
"""A verdict: what it is about may not be used, or is not there in time."""

NEGATED = r"(?:\bnot|n't|\bnever|不|没)\s*(?:\w+ly )?$"
"""Before a verdict: it is not so."""
IN_PART = (
    r"\s*:|\s*(?:for|in|to|on) (?:all|every|each|some|many|most|half|a few|several|\d)"
)
"""After a verdict: a few cells are missing, no more; or what it is about follows."""
HEAD = (
    r"\b(?:rows?|samples?|records?|cases|entries|examples|lines|duplicates|outliers|cells"
    r"|values?|whose|where|with|without|who|no)\b|的(?:行|样本|记录|数据)"
)
"""Before the first column of a clause: its subject is something else."""

ONE = r"\b(?:it|this|that)\b|它(?!们)|这[一]?[列个项]|该[列项]"
MANY = r"\b(?:them|they|these|those|both)\b|它们|这些|这几|这两|那些|[都均]"
ANY = rf"{ONE}|{MANY}"
"""One column that was spoken of before, or more."""

NO_SUBJECT = (
    r"\W*(?:(?:and|so|but|thus|hence|therefore|please|also|it|they|these|those|this"
    r"|that|both|all|of|them|which|we|i|you|one|would|of course|simply|just|better|can"
    r"|should|must|let us|let's|has|have|had|to|be|is|are|columns?|ones?|two|three|a|as"
    r"|our|model|the|now|then|then|best|as well)\b\W*)*"
    r"(?:因此|所以|故|都|均|也|一律|它们?|这些?|那些|[一两三几]?[列个项]|字段|特征|应该?|要|请|先|是"
    r"|属于|\W)*"
)
"""A clause that names nothing of its own."""

BREAK = (
    r"[,;:()，；：（）。!?！？]|\.(?=\s)|\s[-–—]+(?=\s)|[-=]>|→"
    r"|\b(?:but|so|because|since|though|although|while|whereas|if|when|that|which"
    r"|who|however|therefore|hence|and (?=it\b|they\b|we\b|must\b|should\b|ha(?:s|ve)\b))"
    r"|因为|所以|但是?|而且"
)
"""Between clauses."""

BACK = (
    r"\W*(?:(?:it|them|this|that|these|those|both|either)(?: one| columns?| two)?\b"
    r"|它们?|这[一些几]?[列个项]?|掉|(?:(?:in|into|to|as) (?:(?:the|an?|our) )?)?"
    r"(?:model|inputs?|features?)\b|(?:到|进|为|成|做)?(?:去|来|模型|输入|特征|训练)[里中]?的?)*\s*(?:out\b|aside\b|away\b|please\b|completely\b|entirely\b"
    r"|altogether\b|of course\b|as well\b|too\b|yet\b|either\b)*\s*"
    r"(?:$|[.;,!?:()—。；，！？、]|\b(?:as|because|since|for|in|at|when|until|before|after"
    r"|during|here|anyway|then|though)\b)"
)
"""What follows "ignore" where it speaks of what was named before."""
