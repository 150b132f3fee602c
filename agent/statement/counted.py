"""What a Chinese question asks for that a name counts, without saying the name."""

import re

from agent.vocabulary.words import Span


def counted(wanted: str, text: str) -> list[Span]:
    """Where a text asks for what a name counts: 住几天 for `住院天数`."""
    name = re.fullmatch(r"(.)(.)(天|次|小时|分钟|月|年|周|晚)数?", wanted)
    if name:
        verb, rest, unit = map(re.escape, name.groups())
        said = rf"(?:{verb}{rest}|{verb}|{rest})[了要过满]?(?:几|多少)个?{unit}"
        return spans(said, text)
    if name := re.fullmatch(r"(..)..(天|小时|分钟|月|年|周)数?", wanted):
        lead, unit = map(re.escape, name.groups())  # 提前多少天 for `提前预订天数`
        return spans(rf"{lead}[了要]?(?:几|多少)个?{unit}", text)
    if thing := re.fullmatch(r"[\u3400-\u9fff](.)数", wanted):  # 拿多少赞
        found = spans(rf"(?:多少|几)[个条次]?{re.escape(thing[1])}(?!\w)", text)
        if found:
            return found
    if place := re.fullmatch(r"(.)(.)地", wanted):  # 藏在哪个馆 for `馆藏地`
        first, verb = map(re.escape, place.groups())
        return spans(rf"{first}?{verb}[在于]哪(?:一?[个家座处里儿])?{first}?", text)
    if kind := re.fullmatch("(.)[种型类材品]", wanted):  # 哪味药 for `药材`
        found = spans(rf"哪一?[\u3400-\u9fff]{re.escape(kind[1])}(?!\w)", text)
        if found:
            return found
    if mark := re.fullmatch("(.{2,4}?)(?:得分|成绩|分数|评分)", wanted):
        points = rf"{re.escape(mark[1])}[能会可以要]{{0,2}}[得考拿打]?(?:多少|几)分"
        if found := spans(points, text):  # 面试能得多少分
            return found
    if grade := re.fullmatch(r"(.)(.)(?:程度|等级|级别)", wanted):  # 疼得有多厉害
        found = spans(
            rf"[{grade[1]}{grade[2]}]得?有?多(?:厉害|严重|[重高大强深])", text
        )
        if found:
            return found
    if sum_ := re.fullmatch(r"(.)[\u3400-\u9fff]?(?:金额|费用?|款|额)", wanted):
        paid = rf"{re.escape(sum_[1])}[了要付偿给掉]{{0,2}}多少钱?(?![\u3400-\u9fff])"
        if found := spans(paid, text):  # 赔多少 for `赔付金额`
            return found
    if mass := re.search(r"(.)(.)量$", wanted):  # 用多少度电
        verb, what = map(re.escape, mass.groups())
        return spans(
            rf"{verb}[了要过掉]?(?:几|多少)[度吨斤升杯瓶箱公毫]{{0,2}}{what}", text
        )
    return []


def spans(pattern: str, text: str) -> list[Span]:
    """Where a pattern, or its group `it`, stands."""
    compiled = re.compile(pattern)
    it = "it" if compiled.groups else 0
    return [Span(m.start(it), m.end(it), m[it]) for m in compiled.finditer(text)]
