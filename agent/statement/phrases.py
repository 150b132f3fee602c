"""Phrases around the columns that a statement names, and its verbs: tables, no code.

All patterns are over lower-case text (`agent.vocabulary.words.plain`).
"""

IS_TARGET = (
    r"^[`\"'”’」』]?\s*(?:column|field|列|字段)?,?\s*"
    r"(?:is|are|as|be|being|used as|serves? as|是|为|作为|当作|做)\s*"
    r"(?:the|our|my|a|要|需要)?\s*(?:target|label|outcome(?!s)|response|目标|标签|预测(?![^\W\d_])|预测(?=目标|对象|值|量)"
    r"|what (?:we|i|you|to|the (?:model|network))(?:'m| am|'re| are| has to| should"
    r"| must)? (?:want|need|predict|after|interested|look|output|estimate|learn)\w*"
    r"|(?:to be )?predicted)"
    r"|^[`\"'”’」』]?\s*(?:is|are|as|=|是|为|作为|算|当)?\s*(?:(?:the|our) )?"
    r"(?:positive(?: class| label)?\b|正(?:类|例|样本))"
)
"""What follows a column that is the target: "`x` is the target", "X 作为目标"."""

NAMED_TASK = (
    r"^(?:大概|大约|将|会|能|应该?|该|要|可以|可能|到底|究竟|最后|最终|需要?)*(?:(?![不没和与及的这那])[\u3400-\u9fff]){0,2}?"
    r"(?:多少|多[大高久长重快]|几(?!乎)|如何|怎样)(?!是?(?:知道|已知|可以|[能可]当|无所谓|不重要))"
    r"(?=[^,，。;；?？、这那都也不别无]{0,6}(?:$|[,，。;；?？]))"
    r"|^[`\"']?\s*(?:的)?(?:原因|类型|类别|种类|情况|结果|程度|等级|问题)?(?:[二两三四五六七八九十多\d]+)?(?:筛查|预测|分类|检测|识别|诊断|评估|判别|判定|归类|回归|分级|评级"
    r"|估计|推断|估算)(?=模型|器|任务|系统|问题|\s*(?:$|[，。；！？,.;(（])|\s+[a-z])"
    r"|^[\u3400-\u9fff]?(?:[了过]没有?|[了过]?吗|没(?=[?？]))(?=\s*(?:$|[,，。；;?？]))"
    r"|^(?:到底|究竟)?是(?![否不])[^,，。；;]{1,20}还是(?![^,，。；;]*(?:不重要|无所谓|没关系|不要紧|都行|一样))"
    r"|^(?:想要?|给出?|求|估)[个出]?(?:一个)?(?:预测)?(?:区间|范围|分位)"
    r"|^[`\"']?,?\s+\(?(?:or not\b(?! to)|yes ?/ ?no\b|yes or no\b|y/n\b)"
    r"|^[`\"']?\s+(?:classifier|classification|screening|grading|staging|triage"
    r"|modell?ing|detect(?:or|ion)|predict(?:or|ion)"
    r"|recogni(?:tion|[sz]er)|regress(?:or|ion)|forecast(?:er|ing)?|estimat(?:or|ion)"
    r"|(?:predicted|estimated|forecast|classified) (?:from|by|using|with))\b"
)
"""What follows a column in "a spam classifier" and "price prediction"."""

TOGETHER = (
    r"^(?:要|需要?|得|想|都)?(?:一起|一齐|同时|一并|一块儿?|联合|分别|都)(?:来|要|进行|做)?(?:预测|估计|估算|推断|回归|[估猜算测])(?:出来|出|一下)?"
    r"(?=\s*(?:$|[,，。；;]))"
)
"""What follows the last of several Chinese targets that are not said to be inputs."""

HOW_MANY = (
    r"(?:多少|几)(?:公?[千斤克吨升米]{1,2}|[个度件次吨斤公里]{1,2})?"
    r"[\u3400-\u9fff]{0,2}$"
)
"""What stands before what a Chinese question asks for: 多少公斤蜜."""

MUST_USED = (
    r"^[`\"']?\s*(?:column)?s?\s*(?:must|has to|have to|needs to|need to|should always)"
    r" (?:always |also )?be (?:used|included|considered|(?:in|kept)(?=\s*(?:[.,;!]|$)))"
    r"|^[`\"']?(?:列)?\s*(?:必须|一定要|务必)(?:被|要)?(?:使用|用上|用到|用|参与)"
)
"""What follows a column that has to be used."""

CHANCE_OF = r"^[`\"'”’」』]?(?:列)?\s*的?(?:概率|可能性)"
"""What follows a Chinese target: "X 的概率"."""

RESPELT = (
    *("predict", "forecast", "estimate", "probability", "likelihood", "classify"),
    *("recognize", "identify", "without", "exclude", "ignore", "coordinates"),
)
"""Words that are known in spite of a typo."""

_NO_CUE = r"(?!(?:from|using|with|by|on|out|off|based|given|via)\b)[\w'`][\w'`-]*"
_SEVERAL = rf"(?P<what>{_NO_CUE}(?:[ ,&+]{{1,3}}{_NO_CUE}){{0,6}})"
_FIRMLY = r"(?:^|[.;:(；（]|\s[-–—])\s*"
_BEGUN = rf"(?:{_FIRMLY}|[,，]\s*)"
_DONE = r"\s*(?=[.;:,)!，；）]|\s[-–—]\s|$)"
ALONE = (
    rf"(?:{_BEGUN}|\band )(?:just|only|purely|solely) (?!not\b){_SEVERAL}{_DONE}",
    rf"{_BEGUN}{_SEVERAL} (?:only|alone|exclusively)\s*(?:,? ?please)?{_DONE}",
    rf"{_BEGUN}{_SEVERAL} alone(?= (?:is|are|has to|have to|must|should|will|does"
    rf"|suffice)\b)",
    rf"{_FIRMLY}{_SEVERAL},? (?:(?:and |but )?(?:nothing|none) (?:else|more|other)"
    rf"|period|full stop|that'?s (?:it|all)){_DONE}",
)
"""A clause of nothing but inputs: "Pictures only.", "the sound and nothing else"."""
