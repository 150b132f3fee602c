"""Where Chinese text names a column whose name is Chinese: by its characters."""

import re

from agent.statement.counted import counted, spans
from agent.statement.said import CHINESE
from agent.vocabulary.lexicon import ALL_OF, HEADS, MEDIA, SAME_NOUNS, UNITS
from agent.vocabulary.words import Span, plain

_WHETHER = r"(?:是否|是不是|有无|有没有)"
_UNIT = re.compile(
    r"[\W_]+(?:[^\u3400-\u9fff]+|(?:[元秒天日周月年米克吨升度人次个件岁斤页级分时万]|[毫微]秒|分钟|小时"
    r"|[千万亿百]元|[公千厘毫平立]+方?米|万?公里|[公千毫]克|公?斤|毫?升|摄氏度|[天次人月年件]数|百分比)\W*)$"
)
"""A unit set apart at the end of a name: `功率_kW`, `停机时长（小时）`."""
_LATIN_UNIT = re.compile(
    rf"(?<=[\u3400-\u9fff][\u3400-\u9fff])(?:{'|'.join(filter(str.isascii, UNITS))})$"
)
"""The same without a mark before it: `充电量kWh`."""
MEASURES = (
    r"(?:毫?秒数?|分钟数?|小时数?|[月年周人户]数|(?<![得积评总打学])分|天数|次数|情况|信息"
    r"|万?元|[公千毫]?[克米]|公?斤|公里|吨|[a-zωμ℃°%/]+)$"
)
"""Last words of names that say but in what is counted: `用时分钟`."""
_BEGINS = (
    r"(?<![\u3400-\u9fff](?<![的和与及跟或把将让给用看听读从由以按对凭靠除掉去含得测算断估别类出么"
    r"种类个些项样条列份哪这该各每是有为让知要会不没]))"
)
"""Before the half of a name: no other word that it may be the end of."""
_ENDS = (
    r"(?:(?![\u3400-\u9fff](?<![的和与及跟或是不也都可要会能应该算呢吗吧等列这那了"
    r"就便即给]))|(?=分[是出辨类成]))"
)
"""After the first half of a name: it goes on as no other word."""
FULL = {"温": "温度", "价": "价格", "费": "费用", "产": "产量", "重": "重量"}
FULL |= {sign: f"{sign}度" for sign in "高宽厚深"}
"""What the last sign of a short name stands for: 温度 for `轨温`."""
_LISTED = r"(?:[、,，/]|和|与|及|以及|跟|还有|同)(?:它的|其)?"
_AMID = (
    r"(?:的|是|有|会|发生了?|出现|出了?|到底|究竟|大概|属于|什么样?的?|哪一?[种类个级]的?"
    r"|怎样的?|多少|几|了){1,4}"
)
"""What a question puts between the halves of a name: 组件是什么故障 for `组件故障`."""
_ROWS = re.compile(
    "用户|客户|顾客|会员|病人|患者|学生|员工|车辆|商品|产品|订单|合同|样品|样本|设备|机器"
    "|乘客|司机|店铺|公司|企业|项目|文章|帖子|评论"
)
"""What a row is of: half of `用户类别`, but no word for it."""
_HEADLESS = 0.75  # of the strength of a name: what is there but for its noun


def spoken(names: list[str]) -> dict[str, str]:
    """Each Chinese name as people say it: in plain signs, without the unit that is set
    apart at its end unless another column differs by that alone, in one piece."""
    found = {name: plain(name).strip() for name in names if CHINESE.search(name)}
    bare = {n: _LATIN_UNIT.sub("", _UNIT.sub("", own)) for n, own in found.items()}
    taken = [*bare.values(), *(plain(n) for n in names if n not in bare)]
    return {
        name: re.sub(r"(?<=[\u3400-\u9fff])[\W_]+(?=[\u3400-\u9fff])", "", short)
        for name, own in found.items()
        for short in [bare[name] if taken.count(bare[name]) == 1 else own]
    }


def _parted(name: str, text: str) -> bool:
    """Whether a text has a name with 的 before its noun: 判赔的金额."""
    return f"{name[:-2]}的{name[-2:]}" in text


def places(own: str, text: str) -> list[tuple[Span, float]]:
    """Places in `text` that may name a column that is `spoken` so, each with how much
    of it is there, 1 for all.

    More than half of the name in a row; the half at its end, its noun: 评语 for
    `杯测评语`, not 用户 for `用户评分`; first and last of three: 转角 for `转向角`.
    """
    wanted = re.sub(rf"{_WHETHER}(?=.)", "", own)
    size = len(wanted)
    asked = ""
    if wanted != own:  # 返不返修 for `是否返修`
        asked = rf"(?:{_WHETHER}|{re.escape(wanted[:1])}[不没])?"
    if (found := counted(wanted, text)) and not _parted(wanted, text):
        return [(span, 0.8) for span in found]
    if wanted not in text and (found := _same_noun(wanted, text)):
        return found
    base = re.sub(MEASURES, "", wanted)
    if base in FULL and FULL[base] in text:  # 高度 for `高cm`
        return [(span, 1.0) for span in spans(_BEGINS + FULL[base], text)]
    if base != wanted and len(base) > 1 and wanted not in text and base in text:
        nouns = "|".join(n for n in SAME_NOUNS if re.search(f"(?:{n})$", wanted))
        nouns = nouns or "时间|时长|用时|费用|价格|金额|重量"
        found = re.finditer(f"{asked}{re.escape(base)}(?:的?(?:{nouns}))?", text)
        return [(Span(m.start(), m.end(), m[0]), 0.79) for m in found]
    if size >= 4 and wanted not in text:  # 淋巴结转移 for 淋巴转移
        for at in range(1, size):
            amid = f"|{_AMID}" if 2 <= at <= size - 2 else ""
            pattern = (
                rf"{re.escape(wanted[:at])}(?:的?[^\W\da-z_和与及或]{amid})"
                rf"{re.escape(wanted[at:])}"
            )
            if wanted[:at] in text and (match := re.search(pattern, text)):
                return [(Span(match.start(), match.end(), match[0]), 0.9)]
        for at in range(1, size - 1):  # 需要换部件 for 需要更换部件
            less = wanted[:at] + wanted[at + 1 :]
            if size > 4 and wanted[at] not in "不非无未" and less in text:
                found = re.finditer(asked + re.escape(less), text)
                return [(Span(m.start(), m.end(), m[0]), 0.9) for m in found]
    for length in range(size, size // 2, -1):
        pieces = {wanted[i : i + length] for i in range(size - length + 1)}
        found = [
            (Span(m.start(), m.end(), m[0]), _share(wanted, piece))
            for piece in sorted(pieces)
            if piece in text
            for m in re.finditer(
                asked + re.escape(piece) + ("(?:与否)?" if asked else ""), text
            )
        ]
        if found and length == size:  # 老师留言写了答案, 留言去掉
            first = min(span.end for span, _ in found)
            rest = list(" " * first + text[first:])
            for span, _ in found:
                rest[span.start : span.end] = " " * len(span.text)
            return found + places(own, "".join(rest))
        if found:
            return found
    for pattern, share in _shorter(wanted, asked):
        if found := [(span, share) for span in spans(pattern, text)]:
            return found
    return []


def _same_noun(wanted: str, text: str) -> list[tuple[Span, float]]:
    """Places of a name with another word for its noun: 病理类型 for `病理结果`."""
    return [
        (span, 0.95)
        for nouns in SAME_NOUNS
        if (name := re.fullmatch(rf"([\u3400-\u9fff]{{2,}}?)(?:{nouns})", wanted))
        for span in spans(rf"{name[1]}(?:的|自动)?(?:{nouns})", text)
    ]


def _share(wanted: str, piece: str) -> float:
    """How much of a name a piece of it is: of 低血压 the 血压 is little."""
    if wanted[0] in "低高非不无未假伪" and not piece.startswith(wanted[0]):
        return 0.4
    return headed(wanted, piece) * len(piece) / len(wanted)


def listed(names: dict[str, str], text: str) -> list[tuple[str, Span]]:
    """Columns of one noun that a list tells apart, each with its place: "给发音和流利度
    打分" for `发音得分` and `流利度得分`; `names` with how each is `spoken`."""
    heads: dict[str, dict[str, str]] = {}
    for name, own in names.items():
        for at in range(1, len(own) - 1):
            if re.fullmatch(r"[\u3400-\u9fff]+", own[at:]):
                heads.setdefault(own[at:], {})[own[:at]] = name
    found = []
    for head, firsts in heads.items():
        if len(firsts) < 2:
            continue
        # One sign needs the noun behind it: 首日、总票房.
        one = "|".join(
            re.escape(first) + (f"(?:的?{head})?" if len(first) > 1 else head)
            for first in sorted(firsts, key=len, reverse=True)
        )
        one = f"(?:{one})"
        for row in re.finditer(rf"{one}(?:(?:{_LISTED})?{one})+", text):
            for match in re.finditer(one, row[0]):
                start, end = row.start() + match.start(), row.start() + match.end()
                first = match[0].removesuffix(head)
                first = first if first in firsts else first.removesuffix("的")
                if first in firsts and first != match[0]:
                    continue  # the name itself
                if first in firsts:
                    found.append((firsts[first], Span(start, end, match[0])))
    return found


def led(names: dict[str, str], text: str) -> list[tuple[str, Span]]:
    """Columns that begin alike and of which a list says the beginning once, each with
    its place: 起点的经度和纬度 for `起点经度` and `起点纬度`."""
    heads: dict[str, dict[str, str]] = {}
    for name, own in names.items():
        for at in range(2, len(own) - 1):
            if re.fullmatch(r"[\u3400-\u9fff]+", own[at:]):
                heads.setdefault(own[:at], {})[own[at:]] = name
    found, others = [], set(names.values())
    for lead, ends in heads.items():
        ends = {end: name for end, name in ends.items() if end not in others}
        if len(ends) < 2 or lead not in text:
            continue
        one = "|".join(sorted(map(re.escape, ends), key=len, reverse=True))
        row = rf"{re.escape(lead)}的?(?P<it>(?:{one})(?:(?:{_LISTED})?(?:{one}))+)"
        for match in re.finditer(row, text):
            for end in re.finditer(one, match["it"]):
                at = match.start("it") + end.start()
                start = match.start() if end.start() == 0 else at
                span = Span(start, at + len(end[0]), text[start : at + len(end[0])])
                found.append((ends[end[0]], span))
    return found


def fused(names: dict[str, str], text: str) -> list[tuple[str, Span]]:
    """Columns that one word tells together, each with its place: 经纬度 for `经度` and
    `纬度`, 温湿度, 进出站人数."""
    families: dict[tuple[str, str], dict[str, str]] = {}
    for name, own in names.items():
        for at in range(len(own) - 1) if own >= "\u3400" else ():
            families.setdefault((own[:at], own[at + 1 :]), {})[own[at]] = name
    found = []
    for (lead, tail), members in families.items():
        if len(members) < 2:
            continue
        one = f"[{''.join(map(re.escape, members))}]"
        pattern = (  # 长宽高 needs no 度
            rf"(?:{re.escape(lead)})?(?P<it>{one}{{2,}})"
            rf"(?:{re.escape(tail)}|(?<={one}{one}{one}))"
        )
        for match in re.finditer(pattern, text):
            signs = dict.fromkeys(match["it"])
            if len(signs) > 1:
                span = Span(match.start(), match.end(), match[0])
                found += [(members[sign], span) for sign in signs]
    return found


def columns(names: dict[str, str], text: str) -> list[tuple[str, Span]]:
    """Columns called so by a part of their names that no other has, each with its
    place: 疫苗那一列 for `疫苗齐全`."""
    found = []
    said = (
        r"(?P<it>[\u3400-\u9fff]{2,6}?)(?:[这那]?一?[列栏]|[这那]个?(?:字段|特征|变量))"
    )
    for match in re.finditer(said, text):
        for start in range(match.start("it"), match.end("it") - 1):
            word = text[start : match.end("it")]
            have = [name for name, own in names.items() if word in own]
            if len(have) == 1:
                found.append((have[0], Span(start, match.end("it"), word)))
            if have:
                break
    return found


def related(names: dict[str, str], text: str) -> list[tuple[str, Span]]:
    """Columns with a word in common that the text means all, each with its place:
    续卡相关的两列 for `是否续卡` and `续卡金额`."""
    found = []
    about = r"(?P<it>[\u3400-\u9fff]{2,4})(?:相关|有关|方面|类)的?"
    what = r"[\u3400-\u9fff]{0,3}(?:列|字段|信息|数据|特征|指标|变量)"
    for match in re.finditer(about + what, text):
        for start in range(match.start("it"), match.end("it") - 1):
            word = text[start : match.end("it")]
            span = Span(start, match.end("it"), word)
            nouns = "|".join(n for n in SAME_NOUNS if word in n.split("|"))
            kind = f"{re.escape(word)}|(?:{nouns})$" if nouns else re.escape(word)
            same = [(n, span) for n, own in names.items() if re.search(kind, own)]
            found += same
            if same:
                break
    return found


def headed(name: str, piece: str) -> float:
    """1 if a piece of a Chinese name has its noun, less if not: the customer (用户) is
    no rating (`用户评分`)."""
    if _ROWS.fullmatch(piece):
        return _HEADLESS
    bare = re.sub(rf"(?:{HEADS})$", "", name)
    return 1.0 if bare[-1:] in piece[-1:] or name[-1:] == piece[-1:] else _HEADLESS


def begins(text: str, place: int) -> bool:
    """Whether a word may begin there: after no other Chinese one that it may end."""
    return re.compile(_BEGINS).match(text, place) is not None


def goes_on(text: str, place: int) -> bool:
    """Whether a Chinese word goes on there: of 运输成本 behind 运输."""
    asked = r"(.)[不没]\1|[打多高好怎几哪]|[\u3400-\u9fff][测估断别类]"
    return not re.match(f"{_ENDS}|{asked}", text[place:])


def _shorter(wanted: str, asked: str) -> list[tuple[str, float]]:
    """Patterns of what a name is called in short, with how much of it each is."""
    size, found = len(wanted), []
    if size == 3:
        found.append((asked + wanted[0] + wanted[-1], 0.67))
    name = re.fullmatch(rf"([\u3400-\u9fff]{{2,}}?)(?:{HEADS})", wanted)
    if name and not _ROWS.fullmatch(name[1]):  # 病理 for `病理结果`
        found.append((_BEGINS + name[1] + _ENDS, 0.5))
    if seat := re.fullmatch(r"(?:所在|所属|所处|来自|就读)([\u3400-\u9fff]+)", wanted):
        found.append((f"(?:(?:在|属于?)?哪一?[个座家所]?|{_BEGINS}){seat[1]}", 0.8))
    if media := re.fullmatch(rf"([\u3400-\u9fff]{{2,}})(?:{MEDIA})", wanted):
        found.append((_BEGINS + media[1] + _ENDS, 0.5))  # 振动 for `振动波形`
    if size > 4 and wanted[-1] >= "\u3400":  # 拍卖价 for `拍卖成交价`
        short = re.escape(wanted[:2])
        found.append((f"{short}(?:{wanted[-2:]}|{wanted[-1]})", 0.75))
    if size < 4 and wanted[-1] in FULL:
        found.append((_BEGINS + FULL[wanted[-1]], 0.45))
    if size == 4:
        # 用户评分 is an 评分; what is said of 用户 is said of no rating.
        found.append((_BEGINS + asked + re.escape(wanted[-2:]), 0.5))
    if size > 4:
        half = re.escape(wanted[-(size // 2) :])
        found.append((_BEGINS + asked + half, 0.5 if size % 2 == 0 else 0.45))
    if size > 2:  # 片子 for `全景片`
        found.append((rf"{_BEGINS}{re.escape(wanted[-1])}子", 0.5))
    nouns = "|".join(re.escape(wanted[at:]) for at in range(1, size - 1))
    if nouns:
        found.append((rf"{ALL_OF}(?P<it>{nouns})", 0.5))
    return found
