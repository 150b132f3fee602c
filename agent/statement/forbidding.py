"""Words by which a statement forbids an input, in English: tables, no code.

All patterns are over lower-case text (`agent.vocabulary.words.plain`).
"""

from agent.statement import forbidding_chinese as chinese
from agent.statement import forbidding_german as german

NEVER = (
    r"(?:do(?:es)? not|do(?:es)?n'?t|did(?: not|n'?t)|never|cannot|can'?t|not"
    r"|(?:must|should|wo|may|could|would|need)n'?t)"
)
_WRONG = (
    rf"(?:{NEVER} (?:allow|let|permit)(?: us| me| you| anyone)?(?: to)?|(?:nobody"
    rf"|no one|none"
    r" of us) (?:may|can|should|must)|(?:not (?:allowed|permitted|supposed|meant|legal"
    r"|okay|ok|fair|ethical|fine)|illegal"
    r"|unlawful|unfair|unethical|wrong|pointless)(?= to\b))"
)
_USE = (
    r"(?:use of|us(?:e|ing)|read(?:ing)?|includ(?:e|ing)|consider(?:ing)?"
    r"|(?:look|peek)(?:ing)? at|touch"
    r"|feed|tak(?:e|ing)|process|bother with|train(?:ing)? on|trust|incorporat(?:e|ing)"
    r"|(?:put|add|giv(?:e|ing)|show|want|hand)(?= (?:the|its|it|them|both|`|[a-z]+_)\b)"
    r"|let(?= (?!(?:it|them|th[oe]se|this|that)\b)[^.;,]{1,40} in\b)"
    r"|want(?= [^.;]{1,60} (?:(?:with)?in (?:it|there|the (?:model|inputs?|features))"
    r"|used|included)\b)"
    r"|(?:rely|depend|count|lean)(?:ing)? (?:up)?on|cheat(?:ing)? (?:with|by|on|from)"
    r"|(?:be|get) (?:influenced|guided|swayed|led|biased) by|go(?:ing)? by)"
)
_MODEL = r"(?:(?:the|our|your|a|any) )?(?:model|network|net|it|system|classifier)"
ALL = r"(?:everything|anything|all|any|every|the rest)\b(?: [\w']+){0,4}?"
BUT = r"(?:but|except(?: for)?|other than|besides|apart from|aside from)"
_ORDER = (
    r"(?:^|[,;:.(!]|\b(?:and|but|please|to|so|you|we|just|then|should|must|can|also|or)\b)"
    r"\s*"
)
FORBID = (
    # never use
    rf"\b(?:{NEVER}|no(?= cheat)|avoid|refrain|{_WRONG}"
    r"|(?:forbid|prohibit|prevent|ban)(?:s|den|ed)?)"
    rf"(?: (?:us|me|you|anyone|{_MODEL}|to|from|ever|the))* {_USE}\b",
    rf"\b{NEVER} (?:let|allow|have) {_MODEL}(?: to)?"
    r" (?:see|use|look at|know|learn from|touch|have|access|read)\b",
    rf"\b{NEVER} (?:tell|show|give|feed|hand|teach) {_MODEL}\b",
    rf"\b{NEVER} (?:sees?|uses?|touches|reads|hears?)\b",
    r"\b(?:must|should|may|shall|can)(?: ?not|n't) (?:know|see|be told)"
    r"(?= (?:which|what|who|whose|the|its|anything)\b)",
    r"(?:\bnot\b|n't\b|\bcannot\b|\bnever\b|\bwithout\b|\bno\b)[^.;]{0,60}"
    r"\bsame (?:goes|applies|holds|is true) (?:for|to|of)\b",
    r"\b(?:prediction|inference|test|run)[- ]?time,? (?:there|we|you) (?:is|are|have"
    r"|get) no\b|\bthere(?: is| are|'s|'ll be| will be) no\b(?=[^.;]*\b(?:when|then|at"
    r"|in production)\b)"
    r"|\bat (?:that|this) (?:moment|point|time|stage),? (?:there|we|you) (?:is|are|have"
    r"|get)(?: of course| obviously| naturally| yet)? no\b",
    rf"\b(?:we|i|you|they|nobody|{_MODEL}) (?:do(?:es)? not|do(?:es)?n'?t|won'?t"
    rf"|will not"
    r"|cannot|can'?t) (?:yet )?(?:have|know|get|see)\b"
    r"(?! (?:if|whether|how|what|why|which|yet|to|many|much|enough|all|a lot|time)\b)",
    # a heading
    r"\b(?:must|may|can|could|should|will|shall)(?: ?not|n'?t) (?:be (?:used|included"
    r"|considered|fed|seen|touched|allowed)|go in|enter)\s*[:：]",
    r"(?:^|[.;,(])\s*(?:not (?:(?:allowed|permitted|usable|to be used|an?|as|for) )*"
    r"(?:inputs?|features?|predictors?|training)|don'?ts?|exclusions?|leaks?|blacklist)\s*[:：]",
    r"(?:禁止|禁用|不用|不使用|黑名单|泄[漏露](?:列|字段)?)\s*[:：]",
    # ignore
    r"\b(?:ignor(?:e|es|ing)|exclud(?:e|es|ing)|disregard(?:ing)?|omit(?:ting)?"
    r"|skip(?:ping)?|nothing (?:that|which|about|from|of|the))\b",
    r"\b(?:keep|hold|leav|tak)(?:e|ing)? (?=(?:(?! in\b)[^.;:]){1,60} (?:out|away"
    r"|aside|alone)\b)|\bleav(?:e|ing) out\b|\bnever mind\b",
    rf"{_ORDER}(?!drop out\b)(?:drop|remov|discard|throw|forget|avoid|strip|hid|mask"
    rf"|delet|ban|minus|toss|ditch|chuck|nix|purg|los(?=e (?:the )?[a-z]+_)"
    r"|get rid of|(?:out|away) with(?= (?:it|them|that|those|the)\b)|steer clear of"
    r"|(?:stay|keep) (?:away from|off)|hands off)(?:e|p?ing)?"
    r"(?: about| away| out| from)?\b",
    rf"{_ORDER}blind {_MODEL} (?:to|for)\b",
    r"\b(?:has|have|had) (?:struck|removed|taken|crossed|barred|banned|ruled|cut)"
    r"(?: out)?\b(?=[^.;:]{1,50} (?:from|out of) (?:the |our )?(?:inputs?|features?"
    r"|models?|list|columns?|variables?)\b)",
    # without
    r"\bwithout(?: (?:using|(?:the )?use of|looking at))?\b"
    r"(?! (?:an?|any) \w+ (?:is|are|was|were|will|can|may)\b)|\bw/o\b|\bnor\b"
    r"|(?:^\s*|\bi\.e\.,? ?)not (?:from|on|using|with|based on)\b"
    r"|\bi\.e\.,? ?not (?:the|its|their)\b|\bneither(?= [^.;,]{1,40} nor\b)"
    r"|(?:\bbut|,|\band|\bplease|\bpl[sz])(?: \w+)? not"
    r" (?:from|using|with|on|based on)\b",
    r"(?:\bbut|[,;:(]|\band|\bor|\bhence|\bso|\bthus|\btherefore|\buse|\busing"
    r"|\bplease|\bpl[sz]|\s[-–—]|^\s*) ?no"
    r" (?=\w)(?!matter|more|less|longer|need|problem|doubt|other|one\b|idea|cheating"
    r"|\w+ (?:should|must|may|can)\b)"
    r"|(?<!rows )(?<!row )(?<!samples )(?<!some )(?<!those )(?<!cells )\bwith no\b",
    r"\bexcept(?: for)?\b|\bapart from\b|\baside from\b|\bwith the exception of\b"
    r"|\bbarring\b|\bsave for\b|(?<=\w) minus\b(?! \d)|(?<!\w)bar (?=`|[a-z]+_[a-z])",
    rf"\b{ALL} (?:but\b(?! not)|other than\b)",
    r"\b(?:not (?:allow|permitt|us)ed|off[- ]limits|off the table|no[- ]?gos?|taboo"
    r"|forbidden|prohibited|banned|ignored|excluded"
    r"|unused|leak(?:age|s|ing|y)?)(?:(?: columns?| fields?| features?| inputs?)? ?:"
    r"| (?:is|are)\b)|\balso (?:not (?:allow|permitt)ed|off[- ]limits|forbidden"
    r"|prohibited|banned)",
    *chinese.FORBID,
    *german.FORBID,
)
"""What stands after these may not be used."""

_NOT = (
    r"(?:\b(?:must|may|can|could|should|shall|will|would|is|are|was|were|has|have|had"
    r"|do|does|did|need)(?: ?not|n'?t)\b|\bcannot\b|\bca?n'?t\b|\bwo(?:n'?t)\b"
    r"|\bmust not\b|\bnever\b|\bnot\b)"
)
_BE = (
    r"(?:\s+(?:to|be|been|being|yet|also|just|please|simply|really|actually|both|all))*"
)
_USED = (
    r"(?:used|usable|included|known|available|allowed|permitted|considered|fed|seen"
    r"|shown|given|there|here|in(?= (?:there|it|yet|here)\b)|measured|recorded|present"
    r"|accessible|taken into account"
    r"|looked at|relied (?:up)?on|touched|part of|an? (?:\w+ )?(?:inputs?"
    r"|features?|predictors?)|inputs?|features?|belong|among|go in(?:to)?|enter|exist"
    r"|play (?:a|any) (?:role|part)|matter(?! (?:much|if|whether|how))|influence|count"
    r"|help|needed|required|necessary"
    r"|leak(?: in)?|useful|helpful|informative|relevant|of (?:any )?use)\b"
)
_OUT = (
    r"(?:exclud|ignor|omitt|dropp|skipp|remov|discard|disregard|forbidd|prohibit|bann"
    r"|barr|avoid|hidd|mask|delet|stripp)(?:ed|en)\b|(?:off[- ]limits|off the table"
    r"|out of bounds|taboo|tabu"
    r"|(?:left|leave|leaving|kept|keep|put|set|thrown|stay|stays) (?:out|aside|away)"
    r"|cheating|leak(?:s|ing|y|age)?|an? (?:\w+ )?(?:leak|leakage|spoiler|giveaway"
    r"|cheat)|meaningless|useless"
    r"|irrelevant|post[- ]?hoc|confidential|unusable|unavailable|unknown"
    r"|inadmissible|the same thing|the answer(?: itself| already| in disguise))\b"
)
_SO = r"(?:\s+(?:\w+ly|all|both|also|too|an?|of course|then|just|to be|be))*"
_LATE = (
    r"(?:known|available|measured|recorded|filled(?: in)?|written|set|entered|computed"
    r"|determined|assigned|observed|there|exists?)"
)
SHUT = (
    rf"{_NOT}{_BE}\s+{_USED}"
    rf"|\b(?:neither|none)(?: of (?:them|these|those|which|the two))?"
    rf" (?:can|may|must|should|will|would|is|are)\b{_BE}\s+{_USED}"
    rf"|(?:'s|\b(?:hence|thus|therefore|is|are|was|were|be|being"
    rf"|stays?|remains?|gets?|counts? as|considered|must"
    rf"|should|shall|has to|have to|needs? to|ought to|would|to)){_SO}\s+(?:{_OUT})"
    r"|\b(?:stays?|remains?|keeps?) (?:out|away|aside)\b"
    rf"|\bmakes? (?:it|them|this) (?:\w+ )?(?:{_OUT})"
    r"|(?:[-–—:(\[]|->|→)\s*(?:not (?:used|allowed)|forbidden|excluded|off[- ]limits"
    r"|hands off|don'?t(?=\s*(?:[.,;!)]|$)))"
    r"|\b(?:has to|have to|must|should) go(?=\s*(?:[.,;!)]|$))"
    r"|\b(?:leaks?|gives? (?:it|the \w+|everything) away|means? nothing|says? nothing"
    r"|(?:must|should|has to|have to|needs? to) (?:stay|remain|be kept|be left)"
    r" (?:out|away))\b|\b(?:so|hence|thus|therefore) (?:please )?no(?:t|pe)?"
    r"(?: (?:it|them|that|this|those|these)(?: (?:ones?|columns?|two))?"
    r"| an? (?:inputs?|features?|predictors?))?(?=\s*(?:[.;!)]|$))"
    r"|\b(?:so|hence|thus|therefore) (?:it's |that's |they're )?out(?=\s*(?:[.,;!)]|$))"
    r"|\bonly (?!flag|alert|alarm|accuse|raise|report|call|mark|say|warn|stop|block)"
    r"(?:\w+ )?[a-z]+(?: (?:it|them|that|this|those))?"
    r"(?= (?:when|after|once|later|afterwards|at the (?:very )?end)\b)"
    rf"|\bonly (?:(?:\w+ )?{_LATE}|after|later)\b"
    rf"|\b{_LATE} (?:only\b|after\w*\b|later\b|too late\b)"
    r"|\b(?:filled(?: in)?|entered|set|known|available|determined|decided|assigned"
    r"|becomes?)\b[^.;,]{0,25} (?:after|afterwards|later|too late)\b"
    r"|\bcomes? (?:\w+ ){0,2}?(?:after|later)\w*\b"
    r"|\b(?:follows?|derives?|results?|stems?) from (?:it|that|this|them|those)\b"
    r"|(?:'s|\bis|\bare)(?: all| both)? (?:out|off)"
    r"(?= for (?!deliver)| because\b|(?: of course| then| too)?\s*(?:[.,;!)]|$))"
    r"|\b(?:is|are) no (?:valid )?(?:inputs?|features?)\b|\bn(?:one|ot) of (?:our|your"
    r"|its) business\b"
    r"|\b(?:has|have|got) nothing to do with (?:it|this|that)\b"
    r"|\b(?:has|have|plays?|is of|are of) no (?:place|role|part|business|use|value"
    r"|bearing)\b"
    r"|(?<=\w),? (?:(?:of course|obviously|naturally) )?(?:excluded|ignored|omitted"
    r"|dropped|off[- ]limits|taboo|forbidden|left out|un(?:known|available)"
    r"|out,? (?=please|pl[sz])|not (?:used|included|allowed|known|available))"
    r"(?=(?: then| yet| by then| at (?:that|the) \w+)?\s*(?:[.,;)]|please|pl[sz]|$))"
    r"|\b(?:can(?: ?not|'?t)|(?:could|may|must|should)(?: not|n'?t))"
    r"(?=\s*(?:[.,;)]|$))"
    r"|\b(?:no|not(?: a| any)?) (?:good|use|valid|suitable|fit|legitimate|fair)\b"
    r"(?= (?:as|for) (?:an? |the )?(?:\w+ )?(?:inputs?|features?|predictors?|model))"
    r"|\b(?:contain|include|state|reveal|betray|disclose|give|say"
    r"|already ha)s? the (?:verdict|answer"
    r"|result|outcome|diagnosis|label|conclusion)\b"
    r"|\b(?:duplicates?|cop(?:y|ies)|mirrors?|encodes?|reveals?|basically"
    r"|essentially)(?: of)? the"
    r" (?:target|label|answer|outcome|result)\b|\bis (?:just |only |pure )?noise\b"
    r"|(?:必须|一律|一定|全部?|都|得|要|该|就|请|给我|直接|赶紧|(?<=[,，]))[删剔砍踢撤扔丢](?:了|除)?(?=\s*(?:$|[,，。；;!！吧哈]))"
    r"|(?:告诉|给出|透露|暴露|就是|等于|相当于)了?答案|作废|出局|免谈|拉黑|[泄漏]题|剧透|当(?:作|成)?(?:它们?|[这那][些几两列]*)?不存在|无视|不(?:该|应该?|得|许|准|能|要)(?:出现|露面|掺和|存在|涉及)"
    r"|除外|(?:就|也)算了(?=吧|$|[,，。；;!！])|不作[数准]|不算(?=数?[,，。；;]|数?$)|不(?:在|算|是)(?:可用)?(?:输入|特征)|[禁停弃]用|废弃|舍[去弃]|没用(?![到上过])|事后"
    r"|后话|是[^，。；、]{0,4}(?:[之以]后|后[来面头边]|将来|未来|事后|最后)的|未来信息|后[补填加]的|才(?:会|能|可以)?(?:有|知道|得到|拿到|看到|出现|产生|可用|写|填|录|给出)|不可用|(?:还|都|尚)不(?:知道?|清楚|晓得)(?=$|[,，。；;!！])|(?:还|尚)[没未]有?(?:出|定|做|测|结|填|写|发生|产生|生成)"
    r"|[用看拿得取]不[了上着](?!多少)"
    r"|不行(?=$|[,，。；;！!、了])|泄[漏露]|作弊|(?:[对与跟和][^,，。；]{1,8})?(?:没(?:有)?(?:什么|啥|多大)?(?:意义|用处|用(?=[,，。；]|$)|帮助|关系)|无关)|未知|屏蔽|排除在外"
    rf"|{german.SHUT}"
)
"""A verdict: what it is about may not be used, or is not there in time."""

OPEN = (
    r"\b(?:may|can|could) (?:all |both |also )?(?:be used\b|go in\b"
    r"|stay(?= in\b|[.,;]))|\b(?:is|are|was|were) (?:all |both |also )?"
    r"(?:fine|ok|okay|allowed|available|given|known|provided|at hand|(?:an )?inputs?"
    r"|fair game|an? (?:fair|fine|good|valid|proper|legitimate|legal|welcome|useful)"
    r" (?:input|feature|predictor))\b(?!:)"
    r"|(?:可以|可|能)(?:使用|用|利用)(?!的[就只仅是有])|(?<!不)可以(?=$|[,，。；;])|(?:保留|留着|要留|照用)(?=$|[,，。；;])|已知|给定|(?:是|为)输入"
    r"|(?<![不才])(?<!不可)(?<!不[要用能])(?:(?:可以?|能)拿?|保留|留[着下]?)来?[当作做][作为成]?(?:输入|特征)"
)
"""A verdict: what it is about is an input."""

FIRM = (
    r"(?:used|allowed|included|permitted|input|out|leak\w*|forbid\w*|exclu\w+|limits"
    r"|banned)$|不|除外|nicht"
)
"""A verdict that is no mere remark on what is known when."""

NEGATED = (
    r"(?:\bnot|n't|\bnever|\bno (?:reason|need|cause) to|不|没|勿"
    r"|(?<![性级类区鉴判识辨])别)\s*(?:\w+ly )?$"
)
"""Before a verdict or an order: it is not so."""
IN_PART = (
    r"\s*:|\s*(?:for|in|to|on) (?:all|every|each|some|many|most|half|a few|several|\d)"
)
"""After a verdict: a few cells are missing, no more; or what it is about follows."""
PARTS = (
    r"\b(?:test|train(?:ing)?|validation|held[- ]?out) (?:sets?|files?|tables?|data"
    r"|rows?|splits?|parts?|ones|samples?|periods?|years?|months?|weeks?|days?|dates?)\b"
    r"|\btest\b[^.;]*\btrain(?:ing)?\b|(?:测试|训练|验证)(?:集|表|数据|样本|文件|部分)"
)
LATER = (
    r"\b(?:comes?|is|are|lies?|falls?|starts?)(?: all| always| both| \w+ly)*"
    r" (?:later|after)\b|是?(?:[之以]后|后[面头边])的?"
)
"""Of rows of the test table beside `PARTS`: when they are from, and no verdict."""
UNMET = (
    r"\b(?:not|never|n't)(?: \w+)? (?:seen|met|present|included|contained|found|there"
    r"|heard|known)(?: before)? (?:in|during|while|by|at) (?:the )?(?:train|learn)\w*"
    r"|\bunseen (?:in|during|at|while) (?:the )?train\w*"
    r"|\babsent(?:e?s)? (?:from|in|de|du|dans)(?: the| l['’]| la| le)? ?"
    r"(?:train|learn|apprent)\w*"
    r"|训练[时集里中数据]{0,3}[都从也]?(?:没有?|未曾?)(?:出现|见|有)过?"
)
"""Of what the rows to predict are about, which others have not: no verdict either."""
ALL_THESE_OUT = chinese.ALL_THESE_OUT

OF_ROWS = (
    r"\b(?:rows?|samples?|records?|cases|entries|examples|lines|duplicates|outliers"
    r"|cells|values?)\b|的(?:行|样本|记录|数据)"
)
HEAD = rf"{OF_ROWS}|\b(?:whose|where|other|with|without|who|no)\b|除了?"
"""Before the first column of a clause: its subject is something else."""

OTHERS = rf"\b(?:others?|rest|everything|anything)\b|{chinese.OTHERS}"
OTHERS += "|[以之]外|外(?=[,，]?(?:一律|全|统统|[都均]|$))"
"""After the last column of a clause: its subject is all but what it names."""

ONE = r"\b(?:it|this|that)\b|它(?!们)|这一?(?:[列个项]|字段)|那一?[列项]|该[列项]"
MANY = (
    r"\b(?:them|they|these|those|both|neither|none|all (?:two|three|four))\b|'em\b"
    r"|它们|[这那][些几两三四五]|[都均]"
)
ANY = rf"{ONE}|{MANY}"
"""One column that was spoken of before, or more."""

NO_SUBJECT = (
    r"\W*(?:(?:and|so|but|thus|hence|therefore|please|also|it|they|these|those|this"
    r"|that|both|all|of|them|which|we|i|you|one|would|may|might|could|of course|simply"
    r"|just|better|can|should|must|let us|let's|s|re|has|have|had|to|be|is"
    r"|are|do|go|live|manage|cope|columns?|ones?|two|three|a|as"
    r"|our|model|the|now|then|then|best|as well)\b\W*)*"
    r"(?:(?:建模|训练)(?:的?时候?)?|因此|所以|故|等于|相当于|就是|直接|都|均|也|一律|它们?|这些?|那些?|[一两三几]?[列个项]|字段|特征"
    r"|可能|容易|明显|会|算是?|应该?|得|必须|须|需要?|要|请你?|先|就|则|还|再|是|予以?|加以|一并|我们|咱们|建议|可以"
    r"|属于|信息|答案|典型|严重|[\u3400-\u9fff]{1,2}[完了](?:[之以]?后)?|千万|务必|绝对|肯定|当然|自然|最好|全部?|统统|那时候?|这时候?|\W)*"
)
"""A clause that names nothing of its own."""

BREAK = (
    r"[,;:()，；：（）。!?！？]|\.(?=\s)|\s[-–—]+(?=\s)|[-=]>|→"
    r"|\b(?:but|so|because|since|though|although|while|whereas|if|when|that|which"
    r"|who|however|therefore|hence)\b|\band (?=(?:it|they|we|must|should|ha(?:s|ve))\b)"
    r"|因为|所以|但是?|而且|(?<=\w) (?=[\u3400-\u9fff])(?![和与及跟或都均也是])"
)
"""Between clauses."""

BACK = (
    r"\W*(?:(?:(?:any|either|all|each|none) of )?"
    r"(?:(?:it|them|'em|this|that|these|those|both|either)(?: ones?| columns?| two"
    r"| three| four| things)?\b"
    r"|它们?|[这那](?:[一些几]|[两三四五](?=[列个项栏样种]))?"
    r"(?:[列个项栏样种]|字段|特征){0,2}(?! ?:)"
    r"|[吧了](?=\W|$)|掉"
    r"|(?:(?:in|into|to|as) (?:(?:the|an?|our) )?)?"
    r"(?:model|network|system|it|them|inputs?|features?)\b|(?:到|进|为|成|做)?(?:去|来|模型|输入|特征|训练"
    r"|建模)[里中]?的?了?"
    r"|(?:out|aside|away|alone|please|completely|entirely|altogether|of course|as well"
    r"|too|yet|either)\b)\s*)*"
    r"(?:$|[.;,!?:()—。；，！？、]|\b(?:as|because|since|for|in|at|when|until|before"
    r"|after|during|here|anyway|then|though)\b)"
)
"""What follows "ignore" where it speaks of what was named before."""
