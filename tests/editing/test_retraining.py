"""A new model comes into use only if it places held-back questions as well as the one before."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.editing import training
from bot.runtime import retraining
from bot.runtime.agent import model_path
from bot.runtime.retraining import Check, compare, is_held_back
from bot.runtime.training import content_hash, is_current, lacks_only_questions
from bot.settings import Settings, read_settings
from tests.editing.house import House

TOPICS = {
    "dog": ["狗证怎么办", "养狗要登记吗", "狗要打疫苗不", "大型犬能养吗", "狗牌丢了咋补", "遛狗要牵绳吗", "狗咬人哪个管", "流浪狗怎么收养"],
    "school": ["上小学要什么材料", "娃娃读书免学费吗", "课本要不要钱", "转学怎么转", "学校食堂补贴", "寄宿生生活费补助", "初中划片怎么分", "幼儿园什么时候报名"],
}  # fmt: skip
ENDINGS = ("", "呢", "嘛", "，请问", "，谢谢", "，急", "，麻烦说一下", "，在哪里问", "，我想晓得", "，有没有人知道")


def examples() -> dict[str, str]:
    return {text + end: topic for topic, texts in TOPICS.items() for text in texts for end in ENDINGS}


def test_more_of_the_same_passes() -> None:
    before = examples()
    check = compare(before, {**before, "狗走丢了找哪个": "dog"})
    assert check.passed and check.questions == sum(map(is_held_back, before)) > 5 and check.after > 0.9


def test_questions_under_the_wrong_item_do_not() -> None:
    before = examples()
    moved = {text: "school" for text in before if not is_held_back(text) and not text.endswith("呢")}
    check = compare(before, {**before, **moved})
    assert not check.passed and check.worse and all(before[text] == "dog" for text in check.worse)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    made = replace(read_settings(), root=tmp_path)
    for folder in (made.models, made.var):
        folder.mkdir()
    retraining._noted(made).write_text(json.dumps({"旧问法": "a"}), encoding="utf-8")
    monkeypatch.setattr(retraining, "examples", lambda settings: {"旧问法": "a", "新问法": "a"})
    return made


def stamped(house: House) -> Settings:
    """The settings of a home whose model was made from what its files say now."""
    for name in ("config.yml", "domain.yml"):
        (house.root / name).write_text("a: 1\n", encoding="utf-8")
    house.settings.models.mkdir()
    model_path(house.settings).write_bytes(b"model")
    (house.settings.models / "trained-from").write_text(content_hash(house.settings))
    return house.settings


def test_a_new_figure_or_text_needs_no_new_model(house: House) -> None:
    settings = stamped(house)
    house.desk.change("值: 120, 单位", "值: 130, 单位")
    house.desk.change("满六十五岁的四川老人每月有一笔补贴。", "满了六十五岁就有。")
    assert is_current(settings)


@pytest.mark.parametrize(("old", "new"), [("情况: [", "情况: [六十七了有啥子补贴, "), ("[样例,", "[试一试补贴,")])
def test_new_questions_and_names_are_learned_while_the_old_model_goes_on(house: House, old: str, new: str) -> None:
    settings = stamped(house)
    house.desk.change(old, new)
    assert not is_current(settings) and lacks_only_questions(settings)


def test_other_code_or_dialogue_needs_its_model_first(house: House) -> None:
    settings = stamped(house)
    (house.root / "config.yml").write_text("a: 2\n", encoding="utf-8")
    assert not is_current(settings) and not lacks_only_questions(settings)


def trained(settings: Settings, monkeypatch: pytest.MonkeyPatch, check: Check) -> list[str]:
    """What one background training does with that check; ``made`` when it makes a model."""
    done: list[str] = []
    monkeypatch.setattr(retraining, "compare", lambda before, after: check)
    monkeypatch.setattr(retraining, "train_model", lambda settings, force: done.append("made"))
    training.wanted(settings).touch()
    retraining.run(settings)
    assert not training.wanted(settings).exists()
    return done


def test_a_passed_check_makes_the_model_and_notes_its_questions(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trained(settings, monkeypatch, Check(10, 0.9, 0.9, ())) == ["made"]
    assert training.status(settings)["state"] == training.DONE
    assert "新问法" in json.loads(retraining._noted(settings).read_text(encoding="utf-8"))


def test_a_failed_check_keeps_the_model_and_tells_the_editors(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trained(settings, monkeypatch, Check(100, 0.9, 0.85, ("旧问法",))) == []
    told = training.status(settings)
    assert told["state"] == training.REFUSED and told["check"]["worse"] == ["旧问法"] and "变差" in told["message"]


def test_a_training_that_breaks_keeps_the_model(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(settings: Settings, force: bool) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(retraining, "train_model", broken)
    monkeypatch.setattr(retraining, "compare", lambda before, after: Check(1, 1.0, 1.0, ()))
    training.wanted(settings).touch()
    assert retraining.run(settings) is False
    assert training.status(settings)["state"] == training.FAILED


def test_a_publish_during_the_training_is_trained_too(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    def train(settings: Settings, force: bool) -> None:
        rounds.append(1)
        if len(rounds) == 1:
            training.wanted(settings).touch()

    monkeypatch.setattr(retraining, "train_model", train)
    monkeypatch.setattr(retraining, "compare", lambda before, after: Check(1, 1.0, 1.0, ()))
    training.wanted(settings).touch()
    retraining.run(settings)
    assert len(rounds) == 2
