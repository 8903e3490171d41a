"""Masks private numbers and names before anything is stored, logged or shown."""

from __future__ import annotations

import re

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
# Digits may be written full-width or with blanks and dashes between them.
_LONG_NUMBER = re.compile(
    r"[(（]?(?<![0-9０-９])[0-9０-９](?:[ \-－—()（）]{0,2}[0-9０-９]){6,24}[ ]?[XxＸｘ]?(?![0-9０-９])"
)
_WRITTEN_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_CHUNK = re.compile(r"[0-9０-９]+[XxＸｘ]?")
_NOT_A_NAME = "了他她它你我们人过来救医警孩娃家车啥什"
_NAME = re.compile(
    rf"((?:我叫|名叫|姓名[是为:：]?|名字叫|名字是))\s*((?![{_NOT_A_NAME}])[一-龥·]{{2,9}}?)"
    r"(?=[，。,.、；;！!？?\s]|今年|是|$|身份|电话|住)"
)

ID_CARD, PHONE, BANK_CARD, NAME, NUMBER = "〔身份证号〕", "〔电话号码〕", "〔银行卡号〕", "〔姓名〕", "〔号码〕"


def mask(text: str) -> str:
    """``text`` with ID-card, phone and bank-card numbers and names after 我叫 replaced."""
    text = _LONG_NUMBER.sub(lambda match: _label(match[0], text[match.end() : match.end() + 1]), text)
    return _NAME.sub(lambda match: f"{match[1]}{NAME}", text)


def _label(raw: str, after: str) -> str:
    """The whole run if it is a private number, else each of its pieces by itself.

    What money follows (``after``) is an amount.
    """
    if after in ("元", "块", "万"):
        return _private(raw) or raw if not _WRITTEN_DATE.search(raw) else raw
    whole = None if _WRITTEN_DATE.search(raw) else _private(raw)
    return whole or _CHUNK.sub(lambda chunk: _private(chunk[0]) or _unknown(chunk[0]), raw)


def _private(raw: str) -> str | None:
    digits = "".join(sign for sign in raw if sign.isalnum()).translate(_HALF_WIDTH).upper()
    if is_id_card(digits) or (len(digits) == 15 and digits.isdigit() and _plausible_birth(f"19{digits[6:12]}")):
        return ID_CARD
    if re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits) or re.fullmatch(r"0\d{2,3}[2-8]\d{6,7}", digits):
        return PHONE
    if 16 <= len(digits) <= 19 and digits.isdigit() and passes_luhn(digits):
        return BANK_CARD
    return None


def _unknown(chunk: str) -> str:
    """A long number nobody can place is private too; up to eight digits may be an amount or a date."""
    if len(chunk) in (17, 18):
        return ID_CARD  # mistyped, but still somebody's
    return NUMBER if len(chunk) >= 9 else chunk


_HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


def is_id_card(digits: str) -> bool:
    """Whether 18 signs are a resident identity number (GB 11643: birth date and check sign)."""
    if not re.fullmatch(r"\d{17}[\dX]", digits) or not _plausible_birth(digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS))
    return _CHECKS[total % 11] == digits[17]


def _plausible_birth(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    return 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31


def passes_luhn(digits: str) -> bool:
    """Luhn's checksum (ISO/IEC 7812), which bank-card numbers carry."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if index % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
