"""An editor saves a file while the server runs: a good one is taken up, a broken one is not."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.server.running import Server
from tests.server.visitor import Visitor, card_of

FILE = "services/elderly/elderly-health.yml"
CONDITION, MISSPELT = "年龄 >= 65", "年岁 >= 65"
_PATIENCE_SECONDS = 90.0  # the server looks for changes every few seconds, and checks what it finds


def edit(server: Server, old: str, new: str) -> int:
    """Replaces a text in the file, as an editor does, and gives its line. The file is this run's own."""
    path = server.home / "knowledge" / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def until(happens: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < deadline, f"not within {_PATIENCE_SECONDS:.0f} s: {what}"
        time.sleep(0.5)


def test_a_broken_file_is_not_taken_up_and_a_mended_one_is(server: Server, new_visitor: Callable[..., Visitor]) -> None:
    def summary() -> str:
        """What the card says of the item; whatever happens to the files, there is a verdict."""
        answers = new_visitor().says("我66岁，住在成都，符合老年人免费体检的条件吗")
        return str(card_of(answers, "verdict")["summary"])

    good, before = summary(), len(server.log)
    edit(server, f"简介: {good}", "简介: 这是写错的一版。")
    line = edit(server, CONDITION, MISSPELT)
    until(lambda: summary() == good and len(server.log) > before, "the mistake is in the log")
    assert f"elderly-health.yml:{line}" in server.log[before:] and "是不是“年龄”" in server.log[before:]
    assert summary() == good

    edit(server, "简介: 这是写错的一版。", "简介: 这是改好的一版。")
    edit(server, MISSPELT, CONDITION)
    until(lambda: summary() == "这是改好的一版。", "the mended file is in use")
