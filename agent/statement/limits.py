"""Hard limits on the model that a statement sets, and the inputs it insists on."""

import re

from agent.data.data_kinds import kind_words
from agent.errors import DataError
from agent.records import Constraints, Modality
from agent.statement.case import Case
from agent.statement.modalities import SURE, Inputs, check_read
from agent.statement.near import closest, quoted_list
from agent.statement.reading import Cue
from agent.vocabulary.words import quotes

_AT_MOST = (
    r"(?:under|below|less th[ae]n|fewer th[ae]n|at most|maximum(?: of)?|max\.?|up to"
    r"|within|(?:no|not|n't) (?:\w+ ){0,3}?(?:more|bigger|larger|longer|slower|greater"
    r"|higher) th[ae]n|smaller th[ae]n"
    r"|faster th[ae]n|exceed(?:ing)?"
    r"|(?:limit|cap|budget)(?:p?ed)?(?: (?:of|to|at|is)|:)?"
    r"|<=?|≤|(?:fits?|runs?|stays?) (?:in|into|within|on|under)"
    r"|(?:不(?:能|得|可以?|要|许|准|应|该|允许|会)*|[别勿莫甭])(?:超[过出]?|过|大[于过]|多[于过]|高[于过]"
    r"|长于|慢于)|[少小低短快]于(?:等于)?|(?:最[多大长高慢]|至多|顶多|撑死)(?:只?能)?(?:用|占|有|是|为|到)?"
    r"|上限(?:是|为|定在|设为)?|(?:控制|限制|限定|压|卡|限)(?:在|到))(?:了|约)?\s*"
)
_WITHIN = r"\s*(?:以内|以下|之内|内(?!存)|封顶|为限|为上限)"
_NO_MORE = r"(?:只[有能给]?|仅[有能]?|就|限|不[到足])\s*"
# "under 20 ms and 2 GB of memory": the second is a limit as well.
_CARRIED = rf"{_AT_MOST}(?:[^.;。；]|\.\d){{0,40}}(?:\band|&|,|，|、|和)\s*"
_NUMBER = r"(\d[\d,]*(?:\.\d+)?(?:e\d+)?)\s*"
_SCALE = (
    r"(thousand|million|billion|k|m|b|w|千万|百万|十万|万|亿|千)?"
    r"(?![\d,.]*\s*(?:[gmk]i?)?b\b)\s*(?:个)?\s*"
)
_SCALES = {
    **{"": 1, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6},
    **{"billion": 1e9, "b": 1e9},
    **{"千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8},
    "w": 1e4,  # 万, as it is typed
}
_WORDS = {
    **{"half a": "0.5", "a": "1", "one": "1", "two": "2", "three": "3", "four": "4"},
    **{"five": "5", "six": "6", "eight": "8", "ten": "10", "twenty": "20"},
}
_FIGURE = (
    r"\d[\d,.]*\s*(?:thousand|million|[km万]|[十百千]万)?\s*个?"
    r"(?:(?:[gm]i?b|ms|mill?i-?seconds?)(?![a-z])|par[a-z]*|毫秒|兆|参数)[^.;。；\d]{0,16}?"
)
_CLOSED = (
    rf"(?:\s*(?:,|&|\+|\band\b|、|和|与|及)+\s*{_FIGURE}){{0,2}}"
    r"(?: (?:at (?:the )?(?:very )?most|or (?:less|faster|fewer)|max(?:imum)?|tops)\b"
    rf"|{_WITHIN})"
)
"""After a figure that is the most, or one of two that are: "5 ms and 64 MB at most"."""
_TOP = (
    r" (?:is|are|as) (?:the |our |my |an? )?(?:absolute |hard |upper )?(?:maximum|max"
    r"|most|limit|ceiling|cap|budget|upper bound)\b"
)
"""After a figure: "300 ms is the maximum"."""
_PARAMS = r"(?:trainable |model )?(?:par[a-z]{0,3}m[a-z]*|weights)\b"
"""However misspelt: paramters, parametres."""
_SPEED = r"(ms|mill?i-?seconds?|毫秒)"
_SIZE = r"个?(gb|mb|gib|mib|g|m|兆)(?![a-z])"
_RAM = r"(?:\bmemory\b|\bv?ram\b|内存|记忆体|显存)"
_STORED = (
    r"(?:\b(?:model|file|weights?|checkpoint|on disk|disk)\b(?: (?:file|size))?"
    r"|模型(?:文件)?(?:大小|体积)?|权重(?:文件)?|文件(?:大小)?|体积)"
)
_WEIGHT = 4  # bytes of a parameter in the weights' file: float32
_NO_INPUT = (
    r"\bgpus?\b|\bcpus?\b|\btorch\b|\bpytorch\b|\bpython\b|\bmemory\b|\bram\b|\bdisk\b"
    r"|\bparam|\bmodels?\b|\bnetworks?\b|\btransformers?\b|\bcnns?\b|\battention\b"
    r"|\bfusion\b|\bseeds?\b|\bless\b|\bmost\b|\bminutes?\b|\bseconds?\b|\bsplits?\b"
    r"|\bcross|\bmetrics?\b|\bdata\b|\btrain|\bdropout\b|\bloss\b|\d"
    r"|模型|网络|参数|内存|显存|数据|训练|融合|指标|方法|算法"
)


_FITS_IN = re.compile(
    rf"(\b(?:fits?|runs?) (?:in|into|within|on) (?:only |just )?{_NUMBER}[gm]i?b)"
    r"(?![^.;]{0,20}\b(?:memory|v?ram|file|disk|flash|storage|checkpoint)\b)"
)
"""What a model "has to fit in" is memory, unless the words say what else."""


def constraints(case: Case, inputs: Inputs) -> tuple[Constraints, list[str]]:
    """Limits on size, speed and memory, columns to use and not to use, with notes.

    Raises DataError for an input that has to be used and is not there.
    """
    text = _FITS_IN.sub(r"\1 of memory", _in_digits(case.reading.text))
    limits = {
        "max_params": _params(text),
        "max_latency_ms": _latency(text),
        "max_memory_mb": _memory(text) or _bare(text),
    }
    found: dict = {name: value for name, value in limits.items() if value is not None}
    notes = []
    on_disk = _file(text)
    if on_disk is not None and "max_params" not in found:
        found["max_params"] = int(on_disk * 2**20 / _WEIGHT)
        notes.append(f"a file of {on_disk:g} MB holds {_WEIGHT} bytes a parameter")
    if "max_params" in found:
        notes.append(f"limit: at most {found['max_params']:,} parameters")
    if "max_latency_ms" in found:
        notes.append(f"limit: at most {found['max_latency_ms']:g} ms per row")
    if "max_memory_mb" in found:
        notes.append(f"limit: at most {found['max_memory_mb']} MB of memory")
    if used := _must_use(case, inputs):
        notes.append(f"has to be used: {quoted_list(list(used))}")
    if spent := _time(text):
        notes.append(
            f"the statement speaks of {spent}: the budget is set by flag, not by it"
        )
    found |= {"must_use": used, "must_not_use": inputs.must_not_use}
    return Constraints.model_validate(found), notes


def _must_use(case: Case, inputs: Inputs) -> tuple[str, ...]:
    """Columns that "must use …" names, in the order of the modalities."""
    found: set[str] = set()
    for named in case.reading.named:
        if (
            named.role == "must"
            and named.cue is None
            and named.mention.strength >= SURE
        ):
            found.add(named.mention.column)
    for cue in [cue for cue in case.reading.cues if cue.role == "must"]:
        found |= _after(case, inputs.modalities, cue)
    kept = [name for modality in inputs.modalities for name in modality.columns]
    if gone := sorted(found - set(kept)):
        check_read(case, set(gone))
        known = {column.name for column in case.columns}
        why = "it is left out, or what is to be predicted"
        raise DataError(
            f"{quoted_list(gone)} has to be used, but is no input",
            where=str(case.data),
            why=why if set(gone) <= known else f"there are {quoted_list(kept)}",
            fix="forbid and demand different columns",
        )
    return tuple(name for name in kept if name in found)


def _after(case: Case, modalities: tuple[Modality, ...], cue: Cue) -> set[str]:
    """Columns that the words after one "must use" mean.

    Raises DataError if they mean none.
    """
    reading = case.reading
    later = [other.start for other in reading.cues if other.start > cue.start]
    end = min([reading.sentence_at(cue.start).end, *later])
    named = [n for n in reading.named if n.cue == cue and n.mention.strength >= SURE]
    found = {n.mention.column for n in named}
    text = reading.text[cue.end : end]
    for quoted in quotes(reading.text):
        inside = cue.end <= quoted.start < end
        if inside and not any(
            n.mention.start <= quoted.start <= n.mention.end for n in named
        ):
            raise _not_there(case, quoted.text)
    for one in named:
        text = text.replace(one.mention.text, " ")
    for kind, pattern in kind_words().items():
        if said := re.search(pattern, text):
            columns = {c for m in modalities if m.kind == kind for c in m.columns}
            if not columns and not found:
                raise _not_there(case, said[0])
            found |= columns
    if not found and not re.search(_NO_INPUT, text):
        phrase = re.split(r"[,;.!?，。；！？、]|\b(?:and|to|for|when)\b", text)[
            0
        ].strip()
        if phrase:
            raise _not_there(case, phrase)
    return found


def _not_there(case: Case, what: str) -> DataError:
    names = [column.name for column in case.columns]
    near = closest(what, names)
    return DataError(
        f"{what!r} has to be used, but there is no such column or kind of data",
        where=str(case.data),
        why=(
            f"closest: {quoted_list(near)}"
            if near
            else f"there are {quoted_list(names)}"
        ),
        fix="name a column that is there, or leave the demand out",
    )


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def _in_digits(text: str) -> str:
    """ "Five million" as 5 million, 两百万 as 2百万, 十万参数 as 1十万."""
    for word, digit in _WORDS.items():
        text = re.sub(rf"\b{word}(?= (?:thousand|million|billion)\b)", digit, text)
    text = re.sub("half a (?=second)", "0.5 ", re.sub("半秒", "0.5秒", text))
    text = re.sub("[一1]秒钟?(?!一)", "1秒", text)
    for sign, digit in zip("一二两三四五六七八九", "1223456789", strict=True):
        text = re.sub(rf"{sign}(?=[十百千]?万|亿)", digit, text)
    return re.sub(r"(?<![\d几数十百千])(?=[十百千]万(?:个|参))", "1", text)


def _params(text: str) -> int | None:
    for pattern in (
        rf"{_AT_MOST}{_NUMBER}{_SCALE}(?:{_PARAMS}|的?参数)",
        rf"参数量?(?:总数|数量|数|规模)?[^\d。.,，]{{0,6}}{_AT_MOST}{_NUMBER}{_SCALE}",
        rf"参数[^\d。.,，;；]{{0,8}}{_NUMBER}{_SCALE}{_CLOSED}",
        rf"参数[^\d。.,，;；]{{0,8}}{_NO_MORE}{_NUMBER}{_SCALE}",
        rf"{_NUMBER}{_SCALE}(?:{_PARAMS}|参数量?){_CLOSED}",
        rf"{_CARRIED}{_NUMBER}{_SCALE}(?:{_PARAMS}|参数)",
        rf"{_NUMBER}(thousand|million|billion|k|m)[ -]{_PARAMS}",
        rf"{_NUMBER}{_SCALE}{_PARAMS}{_TOP}",
        rf"{_PARAMS}[^\d.]{{0,12}}{_AT_MOST}{_NUMBER}{_SCALE}",
        rf"{_PARAMS}\s*[:=]\s*{_NUMBER}{_SCALE}",
        rf"\b(?:model|network|net|size)\b[^\d.;]{{0,25}}{_AT_MOST}{_NUMBER}"
        r"(thousand|million|billion|k|m)\b",
    ):
        if match := re.search(pattern, text):
            return int(_value(match[1]) * _SCALES[match[2] or ""])
    return None


def _latency(text: str) -> float | None:
    """Under 20 ms, 20 ms on CPU, a latency of 20 ms, a bare "20 ms" between commas."""
    near = (
        r"(?:latency|inference|predict\w*|respon\w+|answer\w*|延迟|推理|响应|耗时)"
        r"[^\d.。]{0,25}"
    )
    each = r"(?:[每单][条张个次帧段幅份句只台]|一[条张次帧])[^\d,，。]{0,8}"
    seconds = rf"{_NUMBER}(?:s|sec|seconds?|秒)(?![a-z])"
    row = r"(?: each\b| per (?:row|sample|image|item|record|clip|photo|picture)\b)"
    answer = r"[^\d,，。]{0,4}(?:结果|返回|给出|响应|完成|答|算完|跑完)"
    for pattern in (
        rf"{near}{seconds}",
        rf"{each}{seconds}",
        rf"{seconds}{row}",
        rf"{_AT_MOST}{seconds}(?=\s*(?:$|[.,;!]))",
        rf"{seconds} per \w+ (?:at most|max|tops|or less)",
        rf"{seconds}{_WITHIN}{answer}",
    ):
        if match := re.search(pattern, text):
            return 1000 * _value(match[1])
    for pattern in (
        rf"{_AT_MOST}{_NUMBER}{_SPEED}",
        rf"{near}{_NUMBER}{_SPEED}",
        rf"{each}{_NUMBER}{_SPEED}",
        rf"{_CARRIED}{_NUMBER}{_SPEED}",
        rf"\bcpu\b[^\d.。;；]{{0,15}}{_NUMBER}{_SPEED}",
        rf"{_NUMBER}{_SPEED}(?: of)? (?:on (?:a |the )?cpu|latency)",
        rf"{_NUMBER}{_SPEED}(?: per \w+)?{_CLOSED}",
        rf"{_NUMBER}{_SPEED} (?:per|an?|each) \w+",
        rf"{_NUMBER}{_SPEED}{_TOP}",
        rf"(?:^|[,;.(，；。、]|\s/)\s*(?:and )?{_NUMBER}{_SPEED}\s*(?:[,;.)，；。、/]"
        rf"|$)",
    ):
        if match := re.search(pattern, text):
            return _value(match[1])
    return None


def _memory(text: str) -> int | None:
    for pattern in (
        rf"{_AT_MOST}{_NUMBER}{_SIZE}\s*(?:of |的)?(?:gpu )?{_RAM}",
        rf"{_RAM}[^\d.。,;，；]{{0,20}}{_AT_MOST}{_NUMBER}{_SIZE}",
        rf"{_RAM}\s*[:=]?\s*{_NUMBER}{_SIZE}",
        rf"{_RAM}[\u3400-\u9fff]{{1,8}}{_NUMBER}{_SIZE}",
        rf"{_CARRIED}{_NUMBER}{_SIZE}\s*(?:of |的)?(?:gpu )?{_RAM}",
        rf"{_NUMBER}{_SIZE}\s*(?:of |的)?(?:gpu )?{_RAM}",
    ):
        if match := re.search(pattern, text):
            return int(_value(match[1]) * (1024 if match[2].startswith("g") else 1))
    return None


def _bare(text: str) -> int | None:
    """The most MB where the words don't say of what: "no more than 512 MB"."""
    size = r"([gm]i?b)(?![a-z])"
    match = re.search(rf"{_AT_MOST}{_NUMBER}{size}(?! of)", text)
    match = match or re.search(rf"{_NUMBER}{size}{_CLOSED}", text)
    match = match or re.search(rf"{_CARRIED}{_NUMBER}{size}(?! of)", text)
    if match is None or _file(text):
        return None
    return int(_value(match[1]) * (1024 if match[2].startswith("g") else 1))


def _file(text: str) -> float | None:
    """The most MB that the model may have as a file: "a checkpoint under 50 MB"."""
    size = r"(gb|mb|gib|mib|kb|g|m|兆)(?![a-z])(?!\s*(?:of |的)?(?:gpu )?" + _RAM + ")"
    for pattern in (
        rf"{_STORED}(?:(?!{_RAM})[^\d.。;；]){{0,20}}{_AT_MOST}{_NUMBER}{size}",
        rf"(?:{_AT_MOST}|{_CARRIED}){_NUMBER}{size}\s*(?:的)?{_STORED}",
        rf"{_NUMBER}{size}\s*(?:的)?{_STORED}{_CLOSED}",
        rf"{_STORED}(?:(?!{_RAM})[^\d.。;；]){{0,10}}{_NUMBER}{size}{_CLOSED}",
    ):
        if match := re.search(pattern, text):
            unit = {"g": 1024.0, "m": 1.0, "兆": 1.0, "k": 1 / 1024}[match[2][0]]
            return _value(match[1]) * unit
    return None


def _time(text: str) -> str:
    pattern = (
        r"\b(?:in|within|under|at most|for) \d+(?:\.\d+)? ?(?:minutes?|min|hours?|h)\b"
        r"|\d+(?:\.\d+)?\s*(?:个)?(?:分钟|小时)(?:内|以内|之内)"
    )
    bare = list(text)
    for span in quotes(text):  # the name of a column is no limit
        bare[span.start : span.end] = " " * (span.end - span.start)
    match = re.search(pattern, "".join(bare))
    return match[0] if match else ""
