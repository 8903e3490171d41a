"""Letters that spell Chinese are read as Chinese; all others stay."""

from __future__ import annotations

import jieba
import pytest

from bot.nlu.pinyin import Lexicon
from bot.nlu.text import clean
from tests.nlu.messages import trained


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The words of the training examples."""
    return Lexicon.of(jieba.lcut(clean(text)) for text, _ in trained())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dibao zenme shenqing", "低保怎么申请"),
        ("dibaozenmeshenqing", "低保怎么申请"),
        ("Di Bao Zen Me Shen Qing", "低保怎么申请"),
        ("wo ma qishi sui le", "我妈七十岁了"),
        ("老人 gaoling 补贴", "老人 高龄 补贴"),
        ("shiye dengji 办下来要几天", "失业登记 办下来要几天"),
        ("buzhidao", "不知道"),
        ("yinhangka", "银行卡"),
    ],
)
def test_letters_that_spell_words_are_read(lexicon: Lexicon, typed: str, meant: str) -> None:
    assert lexicon.read(typed) == meant


@pytest.mark.parametrize(
    "typed", ["HPV疫苗", "app上能办吗", "wifi", "email", "ok", "db", "taxi", "xyzzy", "", "12345", "低保"]
)
def test_letters_that_spell_nothing_stay(lexicon: Lexicon, typed: str) -> None:
    assert lexicon.read(typed) == typed


def test_without_words_nothing_is_read() -> None:
    assert Lexicon({}, {}).read("dibao") == "dibao"


def test_a_long_row_of_letters_is_read_whole(lexicon: Lexicon) -> None:
    assert len(lexicon.read("dibao" * 120)) == 240
