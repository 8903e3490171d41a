"""knowledge/wechat.yml: the welcome and the menu of the WeChat official account, for editors to change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.catalog.loader import KnowledgeError, read_yaml

FILE = "wechat.yml"
_KEYS = {"欢迎", "菜单"}
_ENTRY_KEYS = {"名称", "发送", "网址", "下级"}
# WeChat's own limits; longer names are cut off with dots on the phone.
_MOST_ENTRIES, _MOST_BELOW = 3, 5
_LONGEST_NAME, _LONGEST_NAME_BELOW = 4, 8
_LONGEST_SENT_BYTES, _LONGEST_URL_BYTES = 128, 1024
_LONGEST_WELCOME_BYTES = 1500  # leaves room for the options below it

Mistake = tuple[tuple[Any, ...], str]


def read_welcome(folder: Path) -> str:
    """The welcome; empty when the file has none, is missing or wrong."""
    try:
        data = _data(folder)
    except KnowledgeError:
        return ""
    welcome = data.get("欢迎") if isinstance(data, dict) else None
    return welcome.strip() if isinstance(welcome, str) else ""


def read_menu(folder: Path) -> dict[str, Any]:
    """The menu of a file without mistakes, in the form of WeChat's API; empty when it has none."""
    entries = _data(folder).get("菜单") or []
    return {"button": [_button(entry) for entry in entries]} if entries else {}


def _data(folder: Path) -> Any:
    return (read_yaml(folder / FILE) or {}) if (folder / FILE).exists() else {}


def _button(entry: dict[str, Any]) -> dict[str, Any]:
    """What a button sends is its key, so that it works on phones that still show an older menu."""
    if entry.get("下级"):
        return {"name": entry["名称"], "sub_button": [_button(below) for below in entry["下级"]]}
    if entry.get("网址"):
        return {"type": "view", "name": entry["名称"], "url": entry["网址"]}
    return {"type": "click", "name": entry["名称"], "key": entry["发送"]}


def mistakes(folder: Path) -> Iterator[Mistake]:
    """What is wrong in the file: the way to the place, and a sentence for the editor.

    Raises KnowledgeError when it is no YAML.
    """
    data = _data(folder)
    if not isinstance(data, dict) or set(data) - _KEYS:
        yield (), f"只能有这些键：{'、'.join(sorted(_KEYS))}"
        return
    if (
        not isinstance(data.get("欢迎") or "", str)
        or len(str(data.get("欢迎") or "").encode()) > _LONGEST_WELCOME_BYTES
    ):
        yield ("欢迎",), f"要写成一段文字，最多{_LONGEST_WELCOME_BYTES // 3}个汉字"
    entries = data.get("菜单") or []
    if not isinstance(entries, list) or len(entries) > _MOST_ENTRIES:
        yield ("菜单",), f"微信的一级菜单最多{_MOST_ENTRIES}个，每个以“- ”开头"
        return
    for index, entry in enumerate(entries):
        yield from _mistakes_of(entry, ("菜单", index), _LONGEST_NAME)


def _mistakes_of(entry: Any, path: tuple[Any, ...], longest: int) -> Iterator[Mistake]:
    if not isinstance(entry, dict) or set(entry) - _ENTRY_KEYS:
        yield path, f"每个菜单只能有：{'、'.join(sorted(_ENTRY_KEYS))}"
        return
    name = entry.get("名称")
    if not isinstance(name, str) or not 0 < len(name) <= longest:
        yield (*path, "名称"), f"要有名称，最多{longest}个字，再长微信会截断"
    if len({"发送", "网址", "下级"} & set(entry)) != 1:
        yield path, "要写明点了以后做什么：发送（一句话）、网址、下级，三样里写一样"
    elif "下级" in entry:
        yield from _mistakes_below(entry["下级"], (*path, "下级"))
    else:
        yield from _mistakes_of_target(entry, path)


def _mistakes_below(entries: Any, path: tuple[Any, ...]) -> Iterator[Mistake]:
    if not isinstance(entries, list) or not 0 < len(entries) <= _MOST_BELOW:
        yield path, f"下级菜单要有1到{_MOST_BELOW}个"
        return
    for index, entry in enumerate(entries):
        if isinstance(entry, dict) and "下级" in entry:
            yield (*path, index), "下级菜单下面不能再有下级"
        else:
            yield from _mistakes_of(entry, (*path, index), _LONGEST_NAME_BELOW)


def _mistakes_of_target(entry: dict[str, Any], path: tuple[Any, ...]) -> Iterator[Mistake]:
    sent, url = entry.get("发送"), entry.get("网址")
    if "发送" in entry and (not isinstance(sent, str) or not 0 < len(sent.encode()) <= _LONGEST_SENT_BYTES):
        yield (*path, "发送"), f"要写成一句话，最多{_LONGEST_SENT_BYTES // 3}个汉字"
    if "网址" in entry and (
        not isinstance(url, str) or not url.startswith("https://") or len(url.encode()) > _LONGEST_URL_BYTES
    ):
        yield (*path, "网址"), "要写成 https:// 开头的网址"
