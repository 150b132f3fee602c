"""Words that speak against an input, whatever the phrase that they stand in: tables."""

_LIMIT = r"(?:能|得|可以?|要|许|准|应|该|会)*(?:超|过[大多高]|[大多高长慢少低]于)"
DENY = (
    r"(?:\bnot\b|n't\b|\bcannot\b|\bcant\b|\bdont\b|\b(?:does|did|is|are|was|were|wo|should|must)nt\b|\bno\b|\bnever\b|\bneither\b"
    r"|\bnor\b|\bnone\b"
    r"|\bnobody\b|\bwithout\b|\bw/o\b|\bhardly\b|\black(?:s|ing)?\b|\bunder no\b"
    rf"|\bfail(?:s|ed)? to\b|\brefus\w+|不(?!{_LIMIT}|同)|没"
    rf"|无|未|[勿莫](?!{_LIMIT})|(?<![性级类区鉴判识辨])[别甭](?![的人]|{_LIMIT})|缺(?!陷|口|损|得|[了很不]*[多少]))"
)
TWICE = r"不(?:能|得|可|是)不"
"""Two denials that say yes: it has to be used."""

USE = (
    r"(?:\b(?:us(?:e[ds]?|ing|age|able)|feed|fed|inputs?|features?|predictors?"
    r"|covariates?|includ\w+|consider\w*|rel(?:y|ies|ied|ying)|see(?:s|n|ing)?|saw"
    r"|look(?:s|ed|ing)?|peek\w*|know(?:s|n|ing)?|have|has|had|having|get(?:s"
    r"|ting)?|got"
    r"|gotten|receive[ds]?|avail\w+|access\w*|present|exist\w*|there|here|yet|measured"
    r"|recorded|collected|observed|filled|allow\w*|permit\w*|admissible|matter|help"
    r"|influence|affect|count|enter\w*|go|goes|part|play|plays|role|trust\w*|touch\w*"
    r"|need\w*|want\w*|learn\w*|available|given|provided|supplied|shown|show"
    r"|accept\w*|tolerat\w+|belong\w*|involve[ds]?|depend\w*|condition\w*|business"
    r"|place|fair|legal|ethical|right to|time|model|train\w*|take|taken|bring|rely)\b"
    r"|授权|许可|批准|用|看|知|有|拿|得|取|给|进|参与|考虑|允许|准|许|依赖|影响|纳入|加入|输入|包含|算"
    r"|要|让|能|可|关|采集|记录|参考|当|作为|放|引入|提供)"
)
OUT = (
    r"(?:\b(?:exclu(?:d|s)\w*|ignor\w+|drop(?:s|ped|ping)?(?! (?:in|of|to|by)\b)"
    r"|remov\w+|omit\w*|skip\w*|discard\w*|disregard\w*"
    r"|ban(?:s|ned|ning)?|forb[aio]d\w*|prohibit\w*|verboten|hid(?:e|es|den|ing)|mask"
    r"|masked|with-?h(?:old|eld)\w*|strip(?:ped)?|delet\w+|eras\w+"
    r"|scrap (?:it|them|that|the)|throw \w+ away|toss\w*|"
    r"eliminat\w+|suppress\w*|redact\w*|blank(?:ed)?|blind(?:ed)?|"
    r"off[- ]limits|off the table|out of bounds|out of scope|out of the question|taboo"
    r"|anonym\w+"
    r"|cheat\w*|leak\w*|give[- ]?aways?|giv(?:e|es|ing) (?:it|\w+ \w+|everything|too"
    r" much) away"
    r"|spoil\w*|prox(?:y|ies) (?:for|of)|confidential|priva(?:te|cy)|protected"
    r"|illegal|unlawful|inadmissible|unethical|discriminat\w+|unfair|irrelevant|useless"
    r"|meaningless|nuisance|noise(?= variables?| columns?|$)|pointless|worthless"
    r"|unknown|unavailable|unseen|unusable|inaccessible|missing at|absent|in hindsight"
    r"|after the fact|after the event|afterwards?|later|too late|post[- ](?:\w+)"
    r"|post hoc|retrospective\w*|in the future|from the future|future information"
    r"|hindsight|consequences?|aftermath|downstream|result(?:s|ing)? (?:of|from)"
    r"|(?:computed|derived|calculated) (?:from|using|with|out of)"
    r"|cop(?:y|ies) of|duplicates?|forget|avoid\w*|barr(?:ed|ing)|sans|minus|except"
    r"|excepted|stay(?:s|ing)? (?:out|away)"
    r"|(?:out|away|aside)(?=[\s.!]*$| for | because | due | as ))\b"
    r"|\b(?:leav|keep|kept|left|put|set|tak|stay|go)\w*\b[^,;]*\b(?:out|aside|away"
    r"|apart)\b"
    r"|\bonly (?:\w+ )?(?:known|measured|recorded|available|filled|decided|determined"
    r"|set|appears?|comes?|exists?)\b"
    r"|\b(?:come|comes|appear|appears|arriv\w+|know\w*|measured|determined|decided"
    r"|recorded|filled(?: in)?|entered|happens?|set) (?:\w+ ){0,2}(?:after|afterwards"
    r"|later|once|at the end|when it is over)\b"
    r"|\b(?:help|tell|reveal|say|give|know)\w* too much\b|\btoo (?:good|easy"
    r"|obvious|close|informative|revealing|telling)\b"
    r"|\b(?:is|are|may|can|must|should|shall|will|do|does|would|could|has|have)"
    r"(?: not|n'?t)[\s.]*$|\bcannot[\s.]*$|(?:->|→|=>|[-–—:=])\s*(?:out|no|x)[\s.]*$"
    r"|\b(?:is|are|be|being|gets?|switched|turned)(?: all| both)? off\b"
    r"|\bout of order\b|\bdisabled\b"
    r"|排除|剔除|剔掉|去掉|去除|删(?!失)|忽略|屏蔽|隐藏|遮|禁|避免|撇开|抛开|抛弃|丢弃|舍弃"
    r"|除外|除去|以外|之外|事后|之?后才|后面才|将来|未来信息|泄[漏露]|作弊|隐私|保密"
    r"|机密|敏感|无关|噪声列|未知|缺席|免掉|剥离|踢掉|踢出|拿掉|撤掉|扔|过滤掉|靠边"
    r"|不重要|不相[干关]|无所谓|不用管|不可以?(?=[\s列]*$))"
)
SHORT_OUT = (
    r"(?:^|[,;:.] ?)(?:(?!\b(?:is|are|was|were|be|been|gets?|got|will|has|have|to|go"
    r"|goes)\b)[\w' ]){1,40} (?:out|off)(?=[,;])"
)
"""A clause without a verb: "lab out, sex out, age in"."""
PARTLY = (
    r"\b(?:always|all|every|each|(?<!how )much|too|necessarily|sure|certain|enough"
    r"|well|exactly"
    r"|ideal|perfect|equally|longer|missing|empty|blank|rows?|mind|matter (?:if|whether"
    r"|how|which|what)|only|just|alone|special|wrong|worry|problem|random\w*|sometimes"
    r"|often|some|(?<!how )many|most)\b|缺失|空值"
    r"|不仅|不只|不但|不光|总是|都有|不一定|经常|有时|偶尔|部分"
    r"|不同|不错|无论|不管|没关系"
)
"""A clause that is but partly against: "not always recorded"."""
ASKED = (
    r"\b(?:know|knows|sure|clear|certain|told|tell|say|decide|idea|understand|see"
    r"|predict|foresee)\b[^,;]{0,12}\b(?:which|whether|if|how|what|who|when|why"
    r"|where)\b|\w (?:that|who) (?:is|are|was|were|has|have)\b"
    r"|\b(?:before|until|unless)\b|不知道?[^，]{0,6}(?:是否|多少|哪|会不会|怎|什么|几)"
    r"|有没有|会不会|能不能|是不是|要不要"
)
"""A clause that tells what is not known, and so what is asked."""
NOT_YET = (
    r"\byet\b|\bbeforehand\b|\bin advance\b|\bby then\b"
    r"|\bat (?:that|this) (?:point|time|stage|moment)\b"
)
"""When something is not known, though it will be."""
MISTAKES = r"\bfalse (?:alarm|negative|positive)s?\b|[漏误错][报检判诊]|漏掉|错过"
"""A clause on a model's mistakes: it says nothing of inputs."""
EDGE = (
    r"[;；。!?！？](?!\))|[:：](?!\s*(?:please )?(?:no|out|x|not|unknown|exclu\w+"
    r"|ignored?|off|forbidden|unavailable)\b)|\.(?=\s)|(?<=\w)\s[-–—]\s|\b(?:but|because|since|whereas"
    r"|although"
    r"|though|while|however|therefore|when|once|as soon as|by the time)\b(?! known)"
    r"|(?<=, )yet\b|但是?|因为|所以|不过|然而"
)
COMMA = (
    r"[,，]|(?<=\w) (?=[\u3400-\u9fff])"
    r"|\band (?=(?:it|they|we|you|the model|must|should|do)\b)"
)
"""Between clauses, and what may be."""

LIST = (
    r"(?:\s|[,，、/&+()（）`\"'“”*]|\b(?:and|or|nor|the|its|our|their|any|both|all"
    r"|columns?"
    r"|flags?|fields?|features?|names?|values?|numbers?|data|as well as|a|an|of"
    r"|s)\b|和|与"
    r"|及|以及|跟|或者?|还有|的|这|那|[一两三四]|[列个项种]|字段|信息|数据|特征)*"
)
"""Between the columns of a list."""

BARE = (
    rf"(?:\W|\b(?:and|but|so|also|please|then)\b)*(?:{DENY}{LIST}[.\s]*|(?:no|not"
    rf"|without)"
    r"\b(?! (?:more|less|later|longer|matter|need|doubt|problem|idea|only|just|even)\b)"
    r"(?:(?!\b(?:is|are|was|were|can|will|would|should|must|may|do"
    r"|does|has|have|had)\b)[^.;])*[.\s]*)"
)
"""A clause of nothing but a denial and columns: "not x", "no ratings of any sort"."""

OBJECT = (
    r"\b(?:for|to|by|at|in|per|until|before|after|than|from|with|on|(?<!well )as"
    r"|contains?|includes?|reveals?|states?|mirrors?)"
    r" (?:(?:the|a|an|our|new|each|every|all|its)\s+)*[`\"']?$"
)
"""Before a column that is not what its clause is about."""

WHEN = (
    r"\b(?:at|upon|during|after|before|until|since)"
    r" (?:the (?:very )?(?:end|start|beginning|close|time) of )?"
    r"(?:(?:the|each|every) )?$"
)
"""Before what only says when."""

SEES = (
    r" (?:(?:must|may|should|can|shall|will|does|do)(?: not|n't| never)|cannot|can't"
    r"|never)"
    r"(?: ever)? (?:see|use|know|hear|read|get|look at|learn|touch|be told|be shown)"
    r" (?=(?:the|its|any|`|[a-z]+_|wh)\w*)"
)
"""Behind who may not see what follows."""

PRIVATELY = r"\bdifferential(?:ly)? priva\w+|\bprivately\b|差分隐私"
SECRET = r"\b(?:confidential|priva(?:te|cy)|sensitive|protected)\b|隐私|保密|机密|敏感"
"""Of what is trained on `PRIVATELY`: no word against it."""

LEAD = r"\b(?:and|but|so|or|also|then|please)\b"
