"""Chinese statements over names that spell Chinese words in Latin letters."""

import pytest
from statements import read

from agent.statement.pinyin import by_sound, spelt

NOODLE = (
    "bianhao id; miantiao_zhaopian image; zhendong series; mianfen category =gaojin,di;"
    " shuifen number 20..60; shengchan_riqi date; chejian category =A,B,C;"
    " -yingdu number 0..90; -duantiao_lv number 0..1; -kougan integer 1..5"
)


def names(columns: str) -> list[str]:
    return [line.split()[0].lstrip("-") for line in columns.split("; ")]


@pytest.mark.parametrize(
    ("said", "target", "ignored"),
    [
        ("根据照片和振动预测面条的硬度，车间别用", "yingdu", {"chejian"}),
        ("预测断条率，生产日期不要", "duantiao_lv", {"shengchan_riqi"}),
        ("给口感打分，1到5分，不用面粉", "kougan", {"mianfen"}),
    ],
)
def test_names_are_read_by_their_sound(said, target, ignored):
    spec = read(said, NOODLE)
    assert spec.target == (target,)
    assert ignored <= set(spec.ignore)


@pytest.mark.parametrize(
    "columns",
    [
        "name category; women number; date date; sale number; line category; me text",
        "id id; image image; label category; gene text; age integer",
        "面条照片 image; 硬度 number; women number",
    ],
)
def test_other_names_are_not(columns):
    assert not spelt(tuple(names(columns)))
    assert by_sound(names(columns), "我们那么撒了，里呢") == []
