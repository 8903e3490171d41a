"""Rasa's jieba tokenizer with a user dictionary made from the knowledge files."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import jieba
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.jieba_tokenizer import JiebaTokenizer
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.normalizer import readable
from bot.nlu.words import DICTIONARY_FOLDER, dictionary_hash

jieba.setLogLevel(logging.WARNING)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class KnowledgeTokenizer(JiebaTokenizer):
    """Tokenizes the cleaned text; retrains when the knowledge files' names change."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The parent's, with the generated dictionary."""
        return {**JiebaTokenizer.get_default_config(), "dictionary_path": str(DICTIONARY_FOLDER)}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Content of the dictionary: Rasa's cache only sees its path."""
        return dictionary_hash(Path(config.get("dictionary_path") or DICTIONARY_FOLDER))

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of the cleaned text without privacy marks (attributes other than the text as the parent does)."""
        if attribute != TEXT:
            return super().tokenize(message, attribute)
        return [Token(word, start) for word, start, _ in jieba.tokenize(readable(message))]
