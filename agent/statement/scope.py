"""What Forgeweld does not do, said at once: one error that names what it does."""

import re

from agent.errors import UsageError
from agent.statement.case import Case
from agent.statement.target import named_outright

COVERED = (
    "covered are classes (binary, multiclass, ordinal, multilabel), numbers"
    " (regression, quantiles, several at once), survival and retrieval: one answer"
    " per row"
)

_MAKE = r"\b(?:detect|locali[sz]e|find|draw|predict|output|regress|locate|give)\w*\b"
_IMAGES = r"(?:images?|pictures?|photos?|scenes?|videos?|frames?|pixels?)"
OUTSIDE: tuple[tuple[str, str], ...] = (
    (
        "object detection",
        rf"\bobject detect\w*|{_MAKE}[^.;]{{0,40}}\bbounding box(?:es)?\b"
        r"|\b(?:detect|locali[sz]e|locate)\w*\b (?:all |every |the )?(?:objects|faces"
        r"|people|cars|pedestrians) in (?:the |each |every )?" + _IMAGES + r"\b"
        r"|目标检测|物体检测|检测框|边界框|(?:框出|定位)(?:图|画面|所有)",
    ),
    (
        "segmentation",
        rf"\b(?:semantic|instance|image|panoptic|pixel-?wise) segment\w*"
        rf"|\bsegment(?:s|ing)? (?:the |each |every |all )?(?:\w+ )?{_IMAGES}\b"
        rf"|{_MAKE}[^.;]{{0,30}}\b(?:segmentation )?masks?\b"
        r"|\blabel (?:each|every) pixel|语义分割|实例分割|图像分割|分割掩码",
    ),
    (
        "writing text (captions, answers, translations)",
        rf"\bcaption(?:ing|s)? (?:the |each |every |these |all )?{_IMAGES}\b"
        r"|\bimage captioning\b|\b(?:generat|writ)\w* (?:an? |the |new )?(?:\w+ )?"
        r"(?:captions?|descriptions?|summar(?:y|ies)|texts?|repl(?:y|ies))\b"
        r"|\bsummari[sz]e (?:the |each |every )|\btranslate (?:the |each |every |from )"
        r"|\btranscribe\b|生成(?:标题|描述|字幕|文本|摘要)|看图说话|翻译成|转写(?!文|稿|的|内容|记录|结果)",
    ),
    (
        "making images or sound",
        r"\bgenerat\w* (?:an? |new |the )?(?:\w+ )?(?:images?|pictures?|audio|speech"
        r"|music)\b|\btext[- ]to[- ](?:image|speech)\b(?! (?:retriev|search|match))"
        r"|生成(?:图片|图像|语音|音乐)",
    ),
    (
        "clustering without labels",
        r"\b(?:cluster(?:s|ing)? (?:the|these|all|my|our) |unsupervised cluster\w*)"
        r"|聚类",
    ),
)
FORECASTING = (
    r"\bforecast\w*\b[^.;]{0,60}\bnext \d+|\btime[- ]series forecast\w*"
    r"|\bforecast\w* (?:the |this |a )?time[- ]series\b"
    r"|\bpredict\w* the next \d+ (?:values|steps|points|samples|frames|time)"
    r"|\b(?:forecast\w*|predict\w*)[^.;]{0,50}\b\d+ (?:time )?steps? ahead\b"
    r"|\bmulti-step forecast|\bforecast(?:ing)? horizon\b"
    r"|时间序列预测|时序预测|(?:预测|预报)未来\s*\d+\s*(?:个|步|天|小时|分钟)"
)


def refuse(case: Case) -> None:
    """Raise UsageError for an ask that no kind of task covers.

    A flag that names the target or the kind settles the matter, and so does the own
    name of a column as what to predict (but for forecasts over a horizon).
    """
    if case.flags.target is not None or case.flags.kind is not None:
        return
    text = case.reading.text
    if said := re.search(FORECASTING, text):
        raise _outside(
            "forecasting a series over a horizon",
            said[0],
            "make one row per moment, with the value to come as a column, and name it"
            " with --target",
        )
    if named_outright(case):
        return
    for what, pattern in OUTSIDE:
        if said := re.search(pattern, text):
            raise _outside(
                what, said[0], "if a column holds the answer, name it with --target"
            )


def _outside(what: str, said: str, fix: str) -> UsageError:
    return UsageError(
        f"Not covered: {what}",
        where="the statement",
        why=f"it says {' '.join(said.split())!r}; {COVERED}",
        fix=fix,
    )
