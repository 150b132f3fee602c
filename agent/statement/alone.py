"""Words by which a statement allows some inputs and no others, English and Chinese:
tables, no code.

All patterns are over lower-case text (`agent.vocabulary.words.plain`).
"""

from agent.statement import forbidding_chinese as chinese
from agent.statement.forbidding import ALL, BUT, NEVER

ONLY = (
    r"\b(?:us(?:e|es|ing)|from|with|on|based on|consider(?:ing)?|given) (?:only|just"
    r"|nothing but|solely|exclusively)\b",
    r"\b(?:only|just|solely|exclusively|purely|entirely) (?:us(?:e|es|ing)|from|with"
    r"|by (?=(?:what|the|its|looking|listening)\b)"
    r"|based on|look(?:ing)? at|consider(?:ing)?)\b"
    r"|\b(?:look|listen)(?:s|ing)? (?:only|just|solely|exclusively) (?:at|to)\b",
    r"\b(?:we|i|you|they|it|he|she) (?:have|has|get|know|see) only\b"
    r"(?! (?:a few|few|about|around|some|one|two|three|\d))",
    r"\b(?:based|judg(?:e|es|ed|ing)|decid(?:e|es|ing)|go(?:es|ing)?)"
    r" (?:only|just|solely|purely|exclusively) (?:(?:up)?on|by|from)\b"
    r"(?! (?:the )?(?:\w+ ){0,2}(?:[rs]?m[as]p?e|r2|auc|f1|accuracy|error|score|loss"
    r"|recall|precision|kappa)\b)",
    r"\bonly (?:have|has|get|got|know|need|want|allow|trust|accept)\b"
    r"(?! (?:a few|few|about|around|some|one"
    r"|two|three|to|\d))(?![^.;,]{1,20} (?:when|after|once|later|afterwards)\b)"
    r"|\ball (?:(?:that )?(?:we|you|they|i|it|he|she|(?:the|our) \w+) (?:will |'ll "
    r"|can )?(?:have|has|gets?|knows?|sees?|hears?|use)|there is)"
    r"(?: (?:by )?then| yet| so far| at (?:that|this) \w+)?(?: to (?:go on|go by"
    r"|work with|work from))? (?:is|are|will be)\b"
    r"|\b(?:we|i|you|they) (?:just|merely|solely) (?:have|get|got|know|see)\b"
    r"(?! (?:a few|few|about|around|some|one|to|\d))(?=[^.;]* to (?:go|work) (?:on|by"
    r"|with|from)\b|[^.;]*\bnothing (?:more|else)\b)",
    r"\bthe (?:only|sole) (?:\w+ )?(?:inputs?|features?|columns?|things?|data|sources?"
    r"|ones?|information)\b(?:(?!\bnot\b|n't|\bnever\b)[^.;,:]){0,40}(?: (?:is|are"
    r"|will be)\b|:)(?! (?:not|too|what"
    r"|that)\b)",
    # "it only gets to hear", "may only look at"
    r"\b(?:only|just|solely) (?:ever )?(?:(?:gets?|has|have|is|are|be|allowed|permitted"
    r"|able|supposed|meant|to) )*(?:sees?|hears?|reads?|watch(?:es)?|us(?:es?|ing)"
    r"|looks? at|listens? to|work(?:s|ing)? (?:with|from|off|on)|fed|given|shown"
    r"|access to)\b(?![^.;,]{0,20} (?:when|after|once|later|afterwards)\b)",
    r"\b(?:can|could|does|do|will|would) (?=[\w ]{1,30} (?:alone|by itself|on its own)"
    r" (?:tell|predict|say|show|give))"
    r"|\bwhat (?=(?:the |its )?\w+ (?:alone|only) (?:can|could|tells?|gives?)\b)"
    r"|\bonly\b[^.;,]{0,25} what (?=(?:the |its |our )?[\w ]{1,30} (?:can |could )?"
    r"(?:tells?|says?|shows?|gives?|reveals?)\b)",
    rf"\bnothing {BUT}\b|\b{NEVER} (?:\w+ ){{1,3}}any\w* (?:\w+ )?{BUT}\b",
    r"(?:^|[.;,:)])\s*(?:(?:hence|so|thus|therefore|then|and|but|(?:which )?mean(?:s"
    r"|ing)) )?(?:that )?only\b"
    r"(?=[^.;]{1,80} (?:may|can|should|must|shall|(?:is|are)"
    r" (?:to|allowed|available|permitted|used|known|there)|will be|counts?"
    r"|matters?)\b)",
    r"\bwith (?=[^.;]{1,80} as (?:the |its |our )?(?:only|sole) (?:inputs?|features?"
    r"|predictors?|data)\b)",
    r"\b(?:restrict|limit|confine|stick)(?:s|ed|ing)?(?: (?:yourself|the|inputs?|it"
    r"|model|features?|ourselves))* to\b(?! (?:at most |about )?\d)",
    rf"\b(?:ignore|exclude|drop|leave out|omit|remove|forget|skip"
    rf"|{NEVER} use) {ALL} ?{BUT}\b",
    rf"\b(?:all|every|any) (?:the )?other \w+ {BUT}\b|\b(?:all|any) other \w+ than\b",
    r"\b(?:inputs?|features?|predictors?)(?: (?:is|are|be|being)| ?[:=])"
    r" (?:only|just|solely|exclusively|nothing but|limited to|restricted to)\b",
    *chinese.ONLY,
)
"""What stands after these may be used, and nothing else."""

ALL_THERE_IS = (
    r"\b(?:is|are) (?:the only|the sole|all the|the) (?:only )?(?:allowed "
    r"|permitted )?(?:inputs?"
    r"|features?|columns?|sources?|data) (?:allowed|permitted|that|we|you|there|of)\b"
    r"|\b(?:is|are|as) the (?:only|sole) (?:\w+ )?(?:inputs?|features?|columns?"
    r"|sources?|sensors?|signals?|channels?|data|recordings?)\b"
    r"|\b(?:is|are) (?:all|everything|the only things?) (?:that )?(?:we|you|they|i"
    r"|there|one|it|he|she|(?:the|our|a) \w+)\b"
    r"|\b(?:is|are) what (?:we|you|they|i) (?:have|get|know)"
    r" (?:then|by then|at that|at the time|to (?:go|work))\b"
    r"|\b(?:is|are) (?:the |our |your )?(?:inputs?|features?|predictors?)\b"
    r"(?=[^.;]{1,30}\b(?:else|rest|others)\b)"
    r"|\bgo(?:es)? in,? and nothing (?:else|more)\b"
    r"|(?:就|便)(?:足?够|行|可以|好)了?(?=\s*(?:$|[,，。；;!！]))|(?:即可|足够了?)(?=\s*(?:$|[,，。；;!！]))"
    r"|是(?:唯一|全部|仅有)的?(?:可用)?的?(?:输入|特征|列)"
)
"""A verdict: what it is about is used, and nothing else."""

THESE = (
    r"(?<!not )\b(?:just|only|solely|purely) (?:those|these|them|that|this|both)"
    r"(?: (?:two|three|four|ones?))?(?: (?:columns?|fields?|inputs?|features?|things))?"
    r"(?=\s*(?:[.;,!)]|please\b|$))"
    r"|\b(?:those|these|both)(?: (?:two|three|four|ones?))?"
    r"(?: (?:columns?|fields?|inputs?|features?|things))? (?:only|alone)\b"
    r"(?! (?:the (?:first|last)|for|in|at|up to|until|from|after|before|during|an?|one"
    r"|half)\b)"
    rf"|{chinese.THESE}"
)
"""After the columns that a sentence names, whatever it says of them."""

REST = (
    r"\b(?:ignor\w+|exclud\w+|drop|leave|skip|forget|disregard|not|don'?t|nothing"
    r"|no)\b[^.;]{0,15}"
    r" (?:(?:the )?rest|(?:(?:all|any) )?(?:the )?others?|(?:the )?remaining|else)\b"
    r"|, ?(?:exclusively|solely)(?=\s*(?:[.;!)]|$))"
    r"|\bnothing (?:else|more|other|besides|further)\b"
    r"|[,.] ?(?:(?:and )?that(?:'?s| is) (?:all|it)|period|full stop)(?=\s*(?:[.;!)]"
    r"|$))|\b(?:nothing|none) (?:but|except|besides|beyond) (?:these|those|them|that)\b"
    r"|\bno (?:other|further|more|additional) (?:inputs?|data|columns?|features?"
    r"|information|sources?|signals?)\b"
    r"|\b(?:it (?:should|must|has to) (?:also )?(?:work|do|run) )?(?:with|from|on)"
    r" (?:that|this|it|those|these|them) (?:alone|only)\b"
    rf"|{THESE}"
    r"|\b(?:that|this)(?:'s| is) (?:all|everything) (?:that )?(?:we|you|they|i|there)\b"
    r"|\b(?:everything|anything|all(?: the)?) (?:else|others?)\b(?: \w+){0,3}"
    r" (?:off|out|away|ignored|excluded|dropped|forbidden|unused|not)\b"
    r"|\bthe (?:rest|others) (?:is|are|stays?|goes|must stay) (?:off|out|forbidden)\b"
    rf"|{chinese.REST}"
)
"""After a list of inputs: there are no others."""
