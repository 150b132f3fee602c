"""Chinese words by a dictionary: what they mean, how they sound, and what they cost."""

import subprocess
import sys
from pathlib import Path

import pytest
from statements import read

from agent.statement.homophones import mended
from agent.vocabulary import dictionary

ROOT = Path(__file__).resolve().parent.parent
BEES = (
    "hive_id id; frame_photo image; axle_temp number; honey_kg number;"
    " retail_price number; winter_loss boolean"
)


@pytest.mark.parametrize(
    ("word", "name", "surely"),
    [
        ("蜂蜜", ("honey", "kg"), {"honey": dictionary.GLOSSED}),
        ("冬天", ("winter", "loss"), {"winter": dictionary.GLOSSED}),
        ("房子", ("rooms",), {"rooms": dictionary.ASIDE}),  # a house, first of all
        ("标价", ("price",), {"price": dictionary.HEAD}),  # a marked price
        ("模型", ("model",), {}),  # what a statement speaks of, no car's
        ("苹果", ("honey", "kg"), {}),
    ],
)
def test_a_chinese_word_means_words_of_an_english_name(word, name, surely):
    assert dictionary.means(word, name) == surely


def test_the_longest_words_are_found_and_no_common_sign():
    found = [word.text for word in dictionary.words_of("今年的蜂蜜和温度记录")]
    assert found == ["今年", "蜂蜜", "温度", "记录"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("预侧浏揽量", "预测浏览量"),
        ("人体中的水", "人体中的水"),  # no 体重: 人体 is a word
        ("流量和浏览量", "流量和浏览量"),
    ],
)
def test_signs_of_the_same_sound_are_mended_in_place(typed, meant):
    assert mended(typed, ["浏览量", "体重"]) == meant


@pytest.mark.parametrize(
    ("statement", "target", "out"),
    [
        ("今年能收多少公斤蜜，轴温不用", "honey_kg", ["axle_temp"]),
        ("能不能熬过冬天？零售价不许看", "winter_loss", ["retail_price"]),
        ("估轴温，照片不要", "axle_temp", ["frame_photo"]),
    ],
)
def test_chinese_words_reach_english_columns(statement, target, out):
    spec = read(statement, BEES)
    assert spec.target == (target,)
    assert list(spec.constraints.must_not_use) == out


def test_what_is_forbidden_and_is_no_column_is_said():
    spec = read("预测轴温，目的港不许用", BEES)
    assert any("目的港" in note for note in spec.notes)
    spec = read("预测轴温，零售价涉及隐私不许用", BEES)
    assert not any("not understood" in note for note in spec.notes)


def test_english_statements_load_no_dictionary():
    code = (
        "from agent.vocabulary import dictionary; from statements import read, HOUSE\n"
        "read('Predict the price without the photo', HOUSE)\n"
        "assert not dictionary._entries.cache_info().currsize\n"
        "read('预测price，不用photo', HOUSE)\n"
        "assert dictionary._entries.cache_info().currsize\n"
    )
    path = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
    subprocess.run([sys.executable, "-c", path + code], check=True)
