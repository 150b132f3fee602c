"""The metric that a statement describes without naming it, or names with a typo."""

import re
from difflib import get_close_matches
from functools import cache, lru_cache

from agent.statement.costs import ALARM, MISS

_ERROR = (
    r"\berrors?\b|\boff\b(?![ -](?:the|limits)\b)|\bmistakes?\b|\bdeviat\w+"
    r"|\bdeviations?\b|\bmiss(?:es"
    r"|ed)? by\b"
    r"|\bwrong by\b|\bwithin\b(?! the (?:next|coming|following|first|last)\b)"
    r"|误差|偏差|偏离|差多少|差[几一两]个?|差了|差百分"
)
_UNIT = (
    r"\b(?:euros?|eur|dollars?|usd|pounds?|yuan|cents?|days?|hours?|minutes?"
    r"|seconds?|kg"
    r"|grams?|tonnes?|tons?|mm|cm|met(?:er|re)s?|km|degrees?|points?|kwh|mw|units?|bpm"
    r"|years?|weeks?|months?|litres?|liters?|percentage points)\b|[元块天度个分]"
)
_RANK = r"\brank\w*|\border\w*|\bsort\w*|排序|排名|名次|顺序|次序|先后"
_RIGHT = (
    r"\bright\b|\bcorrect\w*|\bmatters?\b|\bcounts?\b|\bpreserv\w+|\brelative\b"
    r"|\brather than\b|\bnot the\b|正确|对|重要|关心|在意|为主"
)
_CLASSES = (
    r"\bclass(?:es)?\b|\bcategor\w+|\bspecies\b|\btypes?\b|\bkinds?\b|\bgroups?\b"
    r"|\brare\b"
    r"|\bminority\b|\bsmall ones\b|类|种"
)
_EVEN = (
    r"\bequal\w*|\bthe same\b|\balike\b|\bevenly\b|\bjust as\b|\bas much as\b|\bfair\w*"
    r"|\bimbalanc\w+|\bunbalanc\w+|\buneven\w*|\bskew\w*|同样|同等|一样|不平衡"
    r"|不均衡|均等"
)
_GATHER = (
    r"\b(?:catch|find|spot|detect|flag|identify|get|pick up)\b[^.;]{0,40}\b(?:as many"
    r"|every|all|each|nearly all|most)\b|\b(?:every|all) (?:single )?(?:one|case)s?\b"
    r"|尽可能多|尽量多|找全|抓住所有|一个都|全部找"
)
_BAD = (
    r"\brather\b|\bbetter to\b|\bnot\b|n't\b|\bnever\b|\bno\b|\bavoid\w*|\bfew\w*"
    r"|\bcost\w*|\bexpensive\b|\bannoy\w*|\bhate\b|\bworst?e?\b|\bfatal\b|\bterribl[ey]\b|\bbad\b|\bmust\b"
    r"|\brare\w*|\bminim\w+|\bdangerous\b|\bafraid\b|不|别|少|避免|怕|严重|宁|勿|忌|贵|低|代价"
    r"|\bfear\w*|\bdread\w*"
)
_LARGE = (
    r"\b(?:big|large|huge|gross|far|extreme|severe|outlier\w*)\b|大误差|大的误差"
    r"|误差[很太特越]?大|偏得远"
)
_PUNISH = (
    r"\bpunish\w*|\bpenal\w*|\bwors[et]\b|\bhurts?\b|\bcostly\b|\bexpensive\b|\bheav\w+"
    r"|\bmore than\b|\bdisproportion\w*|罚|严重|更糟|加重|代价"
)
_SOUND = (
    r"\btrust\w*|\bhonest\b|\breliab\w+|\bmeaningful\b|\bcalibrat\w+|\baccurate\b"
    r"|\bgood\b|\bmeans? what\b|可靠|准确|可信|校准"
)
_NEAR = (
    r"\btwo (?:steps|grades|levels|classes|stars)\b|\bneighbou?r\w*|\badjacent\b"
    r"|\bfar (?:off|away|apart|misses)\b|\bdistant\b|\bone (?:step|grade|level|star)\b"
    r"|\bhow far\b|相邻|差一级|差两级|差得越远"
)

_PERCENT_OFF = (
    r"\d ?(?:%|per ?cent)(?: (?:off|too (?:much|little|high|low)|wrong|error))?\b"
    r"[^.;]*\b(?:as bad|the same|equal\w*|just as|alike)\b"
    r"|(?:差[了个]?|误差[^。；;，,]{0,6})(?:\d+ ?%|[一两二三几]成)"
    r"[^。；;]*(?:一样|同样|一回事)"
)
"""So much off is as bad for a small one as for a large one."""

_SQUARES = (
    r"\b(?:twice|two times|double)\b[^.;]*\b(?:four|4) times\b"
    r"|\b(?:three times|3 times)\b[^.;]*\b(?:nine|9) times\b"
    r"|(?:两|2)倍[^。；;]*(?:四|4)倍|[错差]得?[一很太]?(?:大|离谱|多)[^。；;]*比[^。；;]*[错差]得?(?:一点|一小|不多|小)"
    r"|大[额单户值数]?的?[^,，。；;比]{0,6}(?:走眼|[错偏差]|失误)[^,，。；;]{0,3}比小[^,，。；;]*(?:严重|糟|贵|要命|可怕)"
    r"|\bthe (?:further|farther|bigger|larger)\b[^.;]*\b(?:off|wrong|errors?|miss"
    r"|mistakes?|deviations?)\b[^.;]*\bthe (?:harder|heavier|dearer"
    r"|more (?:severe|heavi)ly|more)\b[^.;]*\b(?:punish|penal|cost|pay)\w*"
    r"|(?:[错差偏]得?|误差)[越愈](?:大|多|远|离谱|厉害)[^。；;]{0,6}[罚扣赔][^。；;]{0,3}[越愈][重狠多惨]"
)
"""Of an error so much larger, what it costs."""
_AS_MUCH = (
    r"\b(?:counts?|matters?|weighs?|important)\b[^.;]{0,20}\bas (?:much )?as"
    r" (?:the|all|any)(?: of the)? (?:others?|rest|common|frequent|big|large)\b"
)
"""Of a rare class beside the others."""
_SMALL_TOO = (
    r"\b(?:even|also) (?:for |on |in )?(?:the )?(?:small|rare|tiny)(?:r|er|st|est)?"
    r" (?:(?<=rare )ones|class(?:es)?|groups?|categories)\b"
    r"|\b(?:small|rare|tiny)(?:r|er|st|est)? (?:ones|class(?:es)?|groups?|categories)\b"
    r"[^.;]{0,40}\b(?:too|as well)\b"
    r"|(?:小|少|少见|罕见|稀有|冷门)的?(?:类别?|种类?|组|群体?)[^,，。；;]{0,6}也(?:要|得|应该?)"
    r"|\bauch (?:die|bei den) (?:kleine|seltene)n?\b"
    r"|\b(?:alle|jede) (?:klassen?|arten?|gruppen?)\b[^.;,]{0,20}"
    r"\b(?:gleich|genauso|ebenso)\b"
    r"|\bseltene\w*\b[^.;,]{0,20}\b(?:gleich|genauso|ebenso)\b"
)
"""Of small classes: they, too, have to be right."""
_SAYS = (
    r"\b(?:when(?:ever)?|if|once|every(?:thing)?|each|whatever|what|anything|those)\b"
    r"[^.;,]{0,40}\b(?:says?|flag(?:s|ged)?|call(?:s|ed)?|mark(?:s|ed)?|predict(?:s|ed)?"
    r"|label(?:s|led)?|claims?|picks?|report(?:s|ed)?)\b[^.;]{0,40}"
    r"\b(?:has to|have to|must|needs? to|ought to|had better|'d better|should)"
    r" (?:(?:real|actual|near|most)ly |almost |also |then )?(?:be|hold)(?: an?| the)?"
    r"(?: (?:near|most)ly| almost| all)*"
    r" (?:right|true|correct|so|certain|sure|real(?:ly)?|one)\b"
    r"|\bonly\b[^.;]{0,40}\b(?:when|if)\b[^.;]{0,20}\b(?:sure|certain|confident)\b"
    r"|(?:没|不)[有够]?[^,，。；;]{0,4}(?:把握|确定)[^,，。；;]{0,5}(?:别|不要)"
    r"|说(?:是)?(?P<it>[\u3400-\u9fff]{1,4})就(?:一定|必须|得|要|真|应该?)[得要是]{0,2}(?P=it)"
    r"|(?:说|报|判|标)[^,，。；;]{1,8}就(?:一定|必须|得|要|应该?)[得要是]{0,2}(?:真|准|对)"
    r"|[报标判选挑推][上出]?[来去]?的[^,，。；;]{0,4}(?:一定|必须|得|要)(?:基本|几乎|大都)?[都全]?是?[真准对]"
)
"""Of what a model says yes to: it has to be so."""
_TOP = (
    r"\btop of (?:the|our|this|your|that) (?:list|ranking|queue|pile)\b"
    r"|\b(?:rank|list|order|sort|queue)\w*\b[^.;]{0,60}\b(?:at|on|to) (?:the )?top\b"
    r"|\b(?:start\w*|begin\w*|work\w* \w+) (?:with|from|at) the (?:most|top|likeliest"
    r"|worst|riskiest)\b|\bmost \w+ (?:ones? )?first\b"
    r"|\bmost \w+ (?:ones? )?(?:(?:should|must|have to|has to|need to) (?:come|be|go) )"
    r"(?:first|on top)\b"
    r"|\b(?:only|just) (?:call|check|visit|inspect|look at|phone|audit|examine|contact)"
    r" (?:the )?(?:\d+|(?:two|three|four|five|six|ten|twenty|fifty|a few|a handful"
    r"|a dozen)\b)"
    r"|排在?(?:最)?前面?的?|从最[\u3400-\u9fff]{2,4}的?(?:开始|往|查|看)|只[有能]?(?:力|空)?[查看打检审]\d+"
)
"""Of a list that somebody works down from its top."""

HINTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("mape", (_PERCENT_OFF,)),
    (
        "mape",
        (
            _ERROR,
            r"(?<!\d )\bper ?cent\w*|(?<!\d)(?<!\d )%"
            r"|\brelative\b|\bproportion\w*|百分|比例|相对",
        ),
    ),
    ("median_ae", (_ERROR, r"\bmedian\b|中位")),
    ("rmsle", (_ERROR, r"\blog(?:arithmic|s)?\b|\borders? of magnitude\b|对数|数量级")),
    ("cohen_kappa_quadratic", (_NEAR, _PUNISH)),
    ("rmse", (rf"{_ERROR}|\bmiss(?:es)?\b", _LARGE, _PUNISH)),
    ("rmse", (_SQUARES,)),
    ("rmse", (_ERROR, r"\bsquared?\b|\bquadratic\w*|\broot\b|平方|均方")),
    (
        "mae",
        (
            _ERROR,
            rf"\baverage\b|\bmean\b|\btypical\w*|\bon average\b|平均|绝对|{_UNIT}",
        ),
    ),
    ("r2", (r"\bvarian\w+|\bvariation\b|方差|变异", r"\bexplain\w*|解释")),
    ("log_loss", (r"\bprobabilit\w+|\blikelihood|\bodds\b|概率", _SOUND)),
    ("f1", (rf"{MISS}|召回", rf"{ALARM}|精确", r"\bbalanc\w+|\bboth\b|平衡|兼顾")),
    ("recall", (_GATHER, r"\w")),
    ("recall", (MISS, _BAD)),
    ("precision", (ALARM, _BAD)),
    ("precision", (_SAYS,)),
    ("f1_macro", (_CLASSES, _EVEN)),
    ("f1_macro", (rf"{_AS_MUCH}|一视同仁",)),
    ("f1_macro", (_SMALL_TOO,)),
    (
        "accuracy",
        (
            r"\bshare\b|\bpercentage\b|\bfraction\b|\bproportion\b|\bhow (?:many"
            r"|often)\b"
            r"|比例|多少",
            r"\bright\b|\bcorrect\w*|\bhits?\b|对了|正确|命中|判对",
        ),
    ),
    ("average_precision", (_TOP,)),
    ("spearman", (_RANK, _RIGHT)),
    ("roc_auc", (_RANK, r"\brisk\w*|\bprobab\w+|\blikel\w+|风险|概率|可能")),
    (
        "recall_at_1",
        (r"\b(?:first|top|very first) (?:hit|result|place|match)\b|排第一",),
    ),
    ("recall_at_5", (r"\b(?:top|first|best)[ -](?:five|5)\b|前 ?[五5]",)),
    ("recall_at_10", (r"\b(?:top|first|best)[ -](?:ten|10)\b|前 ?(?:十|10)",)),
)
"""Metrics by what a sentence says of them: every pattern is found in it."""

VOCABULARY = re.findall(
    "[a-z]+",
    "accuracy accuracies balanced precision recall average absolute percentage"
    " squared error kappa quadratic weighted spearman pearson correlation matthews"
    " macro micro entropy concordance reciprocal sensitivity calibration jaccard"
    " hamming pinball median logarithmic",
)
_KNOWN = {*VOCABULARY, "squares", "errors", "recalls", "averages", "means", "person"}


@cache
def _hints() -> list[tuple[str, list[re.Pattern]]]:
    """`HINTS`, compiled once."""
    return [(name, [re.compile(p) for p in patterns]) for name, patterns in HINTS]


def described(sentence: str) -> list[tuple[str, int, int]]:
    """(metric, start, end) of each that the words of a sentence describe."""
    found = []
    for name, patterns in _hints():
        places = [pattern.search(sentence) for pattern in patterns]
        spans = [place.span() for place in places if place]
        if len(spans) == len(patterns):
            start, end = min(a for a, _ in spans), max(b for _, b in spans)
            found.append((name, start, end))
    return found


@lru_cache(maxsize=4096)  # a statement is asked several times
def corrected(text: str) -> str:
    """`text` with misspelt words of metrics put right; places in it may move."""

    def known(match: re.Match) -> str:
        word = match[0]
        if word in _KNOWN or word.rstrip("s") in _KNOWN:
            return word
        near = get_close_matches(word, VOCABULARY, n=1, cutoff=0.84)
        return near[0] if near and near[0][0] == word[0] else word

    return re.sub(r"(?<![\w`])[a-z]{5,}(?![\w`])", known, text)
