"""Sentences without a model: what they mean, and a whole talk by them."""

import pytest
from test_chat import SAY, chat

from agent.interfaces.intents import Meant, meant


@pytest.mark.parametrize(
    ("said", "command", "words"),
    [
        ("status", "status", ""),
        ("How is it going?", "status", ""),
        ("进展如何？", "status", ""),
        ("Stop!", "stop", ""),
        ("停止", "stop", ""),
        ("暂停", "stop", ""),
        ("continue", "resume", ""),
        ("继续吧", "resume", ""),
        ("skip this", "skip", ""),
        ("跳过", "skip", ""),
        ("why did 6 fail", "explain", "6"),
        ("Why did #6 fail?", "explain", "6"),
        ("为什么第 6 个失败了", "explain", "6"),
        ("第3个为什么失败了？", "explain", "3"),
        ("compare 2 and 5", "diff", "2 5"),
        ("比较 2 和 5", "diff", "2 5"),
        ("5 more minutes", "extend", "5"),
        ("再给 10 分钟", "extend", "10"),
        ("scaffold it", "scaffold", ""),
        ("生成代码", "scaffold", ""),
        ("run it", "run", ""),
        ("开始训练", "run", ""),
        ("show me the plan", "plan", ""),
        ("Predict price from the photos", "plan", "Predict price from the photos"),
        ("预测价格，根据图片", "plan", "预测价格，根据图片"),
    ],
)
def test_a_sentence_is_a_command(said, command, words):
    assert meant(said) == Meant(command=command, words=words)


@pytest.mark.parametrize(
    ("said", "wish", "words"),
    [
        ("use cross-attention", "use", "cross-attention"),
        ("使用 cross-attention", "use", "cross-attention"),
        ("only the text", "only", "text"),
        ("use the text only", "only", "text"),
        ("只用文本", "only", "文本"),
        ("ignore the text", "ignore", "text"),
        ("忽略文本", "ignore", "文本"),
        ("forbid the text", "ignore", "text"),
        ("禁止文本", "ignore", "文本"),
        ("smaller", "smaller", ""),
        ("小一点", "smaller", ""),
        ("be faster", "faster", ""),
        ("快一点", "faster", ""),
    ],
)
def test_a_sentence_is_a_wish(said, wish, words):
    assert meant(said) == Meant(wish=wish, words=words)


@pytest.mark.parametrize(
    "said", ["", "hello", "stop worrying", "the model should be good", "你好", "why"]
)
def test_what_is_not_known_is_not_guessed(said):
    assert meant(said) is None


def test_a_talk_without_a_model(toy, tmp_path):
    typed = f"{SAY}\nuse cross-attention\n忽略表格\nuse nonsense\nsmaller\nbe faster\n"
    typed += "scaffold it\nwhat do you feel\nstatus\n"
    ended = chat(typed, "--data", toy, "--yes", cwd=tmp_path)
    said = ended.stdout
    assert "picture:cnn, sweep:conv1d, table:plr_mlp → concat" in said
    assert "picture:cnn, sweep:conv1d, table:plr_mlp → cross_attention" in said
    assert "picture:cnn, sweep:conv1d → cross_attention" in said
    assert "there is no block or modality 'nonsense'" in said
    assert "at most 1,000,000 parameters" in said and "gets 5 min" in said
    assert "it is not trained" in said and "no runs here" in said
    assert "no model is configured; there are /profile" in said
    project = tmp_path / "alarm-project"
    assert "class CrossAttention" in (project / "model.py").read_text()
    assert "allowed by --yes: write a project to" in ended.stderr
    assert "→ /status" in ended.stderr


def test_a_wish_needs_something_to_be_about(toy, tmp_path):
    said = chat("use gated\nsmaller\n", "--data", toy, cwd=tmp_path).stdout
    assert said.count("there is no plan yet") == 2


def test_nothing_is_written_without_a_yes(toy, tmp_path):
    ended = chat(f"{SAY}\nscaffold it\nrun it\n", "--data", toy, cwd=tmp_path)
    assert ended.stdout.count("refused: the person did not allow it") == 2
    assert not list(tmp_path.iterdir())
