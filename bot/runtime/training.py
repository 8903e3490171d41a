"""Training: lint first, then Rasa, without TensorFlow; nothing is rebuilt that is current."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bot.catalog.loader import service_paths
from bot.runtime import without_tensorflow
from bot.runtime.agent import model_path, quiet
from bot.settings import Settings

_UNFINISHED = "unfinished"
# Of an item the model learns these keys only: a new figure needs no new model.
_LEARNED = re.compile(r"^(?:编号|名称|领域|别名|问法):.*\n?(?:(?:[ \t#-].*)?\n)*", re.MULTILINE)
# Of the facts: names and words that a sentence is not to be cut through.
_WORDS_OF_FACTS = re.compile(r"^  [^\s:#]+:|说法: [^,}]*|选项: \[[^\]]*\]", re.MULTILINE)


class TrainingStopped(Exception):
    """Why the model was not trained; the last good one stays in place."""


def content_hash(settings: Settings) -> str:
    """Two lines: a hash of what makes the model (code, dialogue), and one of the questions and words that it learns."""
    root = settings.root
    frame = [root / "config.yml", root / "domain.yml"]
    frame += [path for folder in ("rules", "stories") for path in sorted((root / "data" / folder).rglob("*.yml"))]
    frame += sorted((root / "bot" / "nlu").glob("*.py"))
    learned = {path: path.read_text(encoding="utf-8") for path in sorted((root / "data" / "nlu").rglob("*.yml"))}
    for path in service_paths(settings.knowledge):
        learned[path] = "".join(_LEARNED.findall(path.read_text(encoding="utf-8")))
    facts = settings.knowledge / "facts.yml"
    learned[facts] = "\n".join(_WORDS_OF_FACTS.findall(facts.read_text(encoding="utf-8")))
    parts = {path: path.read_text(encoding="utf-8") for path in frame}
    return f"{_hash(parts, root)}\n{_hash(learned, root)}"


def _hash(texts: Mapping[Path, str], root: Path) -> str:
    digest = hashlib.sha256()
    for path, text in texts.items():
        digest.update(f"{path.relative_to(root)}\0{text}".encode())
    return digest.hexdigest()


def is_current(settings: Settings) -> bool:
    """Whether the trained model belongs to the present files."""
    return model_path(settings).exists() and _trained_from(settings) == content_hash(settings)


def lacks_only_questions(settings: Settings) -> bool:
    """Whether the model works with the present files and has only not learned the newest questions yet."""
    frame = content_hash(settings).split("\n")[0]
    return model_path(settings).exists() and _trained_from(settings).split("\n")[0] == frame


def _trained_from(settings: Settings) -> str:
    stamp = _stamp(settings)
    return stamp.read_text() if stamp.exists() else ""


def _stamp(settings: Settings) -> Path:
    return settings.models / "trained-from"


def train_model(settings: Settings, force: bool = False) -> Path:
    """Trains if anything changed. Raises TrainingStopped with what is wrong."""
    if not force and is_current(settings):
        print("模型已是最新，不用重新训练。", file=sys.stderr)
        return model_path(settings)
    _stop_on_errors(settings)
    quiet()
    without_tensorflow.install()
    _quiet_progress()
    os.chdir(settings.root)
    started = time.monotonic()
    print("正在训练模型（一两分钟，机器忙时要久些）……", file=sys.stderr)
    wanted = content_hash(settings)  # files may change while we train
    _train(settings)
    _stamp(settings).write_text(wanted)
    print(f"模型训练好了，用时{time.monotonic() - started:.0f}秒。", file=sys.stderr)
    return model_path(settings)


def _stop_on_errors(settings: Settings) -> None:
    from bot.knowledge import BrokenKnowledge, checked_catalog

    try:
        checked_catalog(settings.knowledge, settings.var / "knowledge-checked")
    except BrokenKnowledge as error:
        raise TrainingStopped(f"知识文件有错，没有训练：\n{error}") from None


def _train(settings: Settings) -> None:
    from rasa.api import train

    from bot.runtime import quick_training

    quick_training.install()
    root = settings.root
    result = train(
        domain=str(root / "domain.yml"),
        config=str(root / "config.yml"),
        training_files=[str(root / "data")],
        output=str(settings.models),
        fixed_model_name=_UNFINISHED,
        force_training=True,
    )
    if result.code != 0 or not result.model:
        raise TrainingStopped(f"训练没有成功（{json.dumps(result.code)}），上面的信息说明原因。")
    Path(result.model).replace(model_path(settings))  # in one step: a server may be loading the old one


def _quiet_progress() -> None:
    """Our own progress: a line for each trained component, none of Rasa's bars."""
    os.environ["LOG_LEVEL"] = "ERROR"
    hooks = logging.getLogger("rasa.engine.training.hooks")
    hooks.setLevel(logging.INFO)
    hooks.propagate = False
    hooks.addHandler(_Progress())


class _Progress(logging.Handler):
    """Prints which component has been trained."""

    def emit(self, record: logging.LogRecord) -> None:
        match = re.search(r"Finished training component '(\w+)'", record.getMessage())
        if match:
            print(f"  {_COMPONENTS.get(match[1], match[1])} ✓", file=sys.stderr, flush=True)


_COMPONENTS = {
    "PinyinReader": "拼音词表",
    "KnowledgeTokenizer": "分词",
    "NgramFeaturizer": "字词拼音特征",
    "ActClassifier": "行为分类",
    "ServiceClassifier": "服务分类",
    "MemoizationPolicy": "故事记忆",
    "RulePolicy": "对话规则",
}
