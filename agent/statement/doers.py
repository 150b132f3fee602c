"""The columns of who did what a text says: "who made it" for `vendor`, 谁发的球 for
`发球队员`."""

import re

from agent.statement.overlaps import Mention
from agent.vocabulary.words import likeness, name_words, plain

_STRENGTH = 0.8
_MAKERS = "maker manufacturer vendor brand oem make builder producer supplier mfr"
_DOERS: tuple[tuple[str, str, str], ...] = (
    (
        "made makes make built builds manufactured manufactures produced produces",
        "造 做 产 生产 制造 制作",
        _MAKERS,
    ),
    ("supplied supplies delivered", "供 供货 供应", "supplier vendor"),
    ("wrote writes written", "写 撰写", "author writer reporter 作者 编者 记者"),
    ("drove drives", "开 驾驶 开车", "driver 司机 车手"),
    ("flew flies", "飞 开 驾驶", "pilot 飞手 飞行员"),
    ("rode rides", "骑 送", "rider jockey courier 骑手 骑师 快递员"),
    ("sold sells", "卖 销售", "seller dealer vendor salesperson 卖家 商家 卖方"),
    ("bought buys", "买", "buyer customer 买家 买方"),
    ("taught teaches", "教", "teacher tutor instructor lecturer 老师 教师 讲师"),
    ("shot took photographed", "拍 拍摄", "photographer 摄影师"),
    ("drew draws painted paints", "画 绘", "artist painter illustrator 画家 画师"),
    ("grew grows", "种 种植", "grower farmer planter 农户"),
    (
        "kept keeps breeds bred",
        "养 养殖 饲养",
        "breeder keeper beekeeper farmer 蜂农 农户",
    ),
    ("ran runs operated operates", "操作 操纵", "operator"),
    ("treated treats", "治 看病 主刀", "doctor physician therapist surgeon 医生 医师"),
    ("judged judges", "判 裁", "judge referee umpire rater 法官 裁判"),
    (
        "fixed fixes repaired repairs mended",
        "修 维修 修理",
        "technician mechanic repairer",
    ),
    ("sang sings", "唱", "singer artist 歌手"),
    ("spoke speaks says said", "说 讲", "speaker 主播 讲者"),
    (
        "inspected inspects checked checks",
        "检 验 查 检查 检验",
        "inspector examiner checker",
    ),
)
"""What somebody does, in English and in Chinese, and what names call who does it."""
_LABELS = frozenset(("id", "name", "code", "no", "nr", "key"))
_PERSON = "(?:队?员|者|人|师傅?|手|工|商|方|厂家?|公司|单位|机构|人员|姓名|选手|家|户)$"
_WHO = (
    r"(?:谁|哪[个家位])(?:来|给|负责)?(?P<did>[\u3400-\u9fff]{1,2}?)(?:了|过)?的"
    r"(?P<what>[\u3400-\u9fff]{0,2}?)(?=$|[\W]|[也都不别勿就可能要的这那会])"
)
_IS_WHO = r"(?P<did>[\u3400-\u9fff]{1,2})的(?:是谁|那个?人)"


def by_doer(names: list[str], text: str) -> list[Mention]:
    """The columns of who did what a text says, by their names."""
    found = []
    for match in re.finditer(
        r"\bwho (?:has |have |had |first )?(?P<did>\w{3,})\b", text
    ):
        found += [
            _mention(name, match, match.end())
            for name in names
            if _does(match["did"], _bare(name_words(name)))
        ]
    for pattern in (_WHO, _IS_WHO):
        for match in re.finditer(pattern, text):
            what = match["what"] if "what" in match.groupdict() else ""
            found += [
                _mention(name, match, match.end())
                for name in names
                if _acts(match["did"], what or "", plain(name))
            ]
    return found


def _mention(name: str, match: re.Match, end: int) -> Mention:
    return Mention(name, match.start(), end, _STRENGTH, False, match[0])


def _bare(words: list[str]) -> list[str]:
    """The words of a name but for `id` and `name` behind them."""
    return words[:-1] if len(words) == 2 and words[-1] in _LABELS else words


def _does(did: str, words: list[str]) -> bool:
    """Whether a name's one word is who does this: a donor donated."""
    if len(words) != 1:
        return False
    word = words[0]
    own = re.search(r"(?:[eoa]r|ist|i?an|ant)$", word) and re.search("e[dn]$", did)
    if own and len(did) > 5 and did.startswith(word[: max(3, len(word) - 2)]):
        return True
    return any(
        did in english.split()
        and any(likeness(word, noun) >= 0.9 for noun in who.split())
        for english, _, who in _DOERS
    )


def _acts(did: str, what: str, name: str) -> bool:
    """Whether a name is who does what a Chinese verb, with its object, says."""
    nouns = [
        noun
        for _, chinese, who in _DOERS
        if did in chinese.split()
        for noun in who.split()
    ]
    if name.isascii():
        words = _bare(name_words(name))
        return len(words) == 1 and any(likeness(words[0], n) >= 0.9 for n in nouns)
    if any(noun in name for noun in nouns if not noun.isascii()):
        return True
    if person := re.search(_PERSON, name):
        stem = name[: person.start()]
        return any(sign in stem for sign in did) and (
            not what or bool(set(what) & set(stem))
        )
    return False
