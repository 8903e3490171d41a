"""Notes of calls and work orders, the same on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest

from bot.store import calls
from bot.store.audit import deeds
from bot.store.calls import (
    CHINA,
    CallsError,
    Filter,
    NewCall,
    close_order,
    expire_calls,
    find_calls,
    follow_up_done,
    raise_order,
    save_call,
)
from bot.store.database import now

NOTE = NewCall("disability-subsidies", "511722", "符合", "母亲72岁，问护理补贴")


def numbers(url: str, **wanted: object) -> list[int]:
    return [row["id"] for row in find_calls(url, Filter(**wanted))[0]]  # type: ignore[arg-type]


def test_a_note_comes_back_as_it_was(url: str) -> None:
    number = save_call(url, "wang", NewCall("elderly-health", "510107", "只是咨询", "一\n二", date(2026, 12, 1)))
    (row,), total = find_calls(url, Filter())
    assert total == 1 and row["id"] == number
    assert (row["service"], row["region"], row["result"], row["note"]) == (
        "elderly-health",
        "510107",
        "只是咨询",
        "一\n二",
    )
    assert row["follow_up"] == "2026-12-01" and row["followed"] is None and row["orders"] == []


def test_private_numbers_are_not_stored(url: str) -> None:
    number = save_call(url, "wang", NewCall("", "", "符合", "我叫张三，电话13800138000"))
    raise_order(url, "wang", number, "民政局 13800138000", "回电13800138000")
    close_order(url, "wang", 1, "已打13800138000")
    (row,), _ = find_calls(url, Filter())
    assert "13800138000" not in str(row) and "张三" not in str(row)
    assert "13800138000" not in str(deeds(url))


def test_an_order_is_closed_once(url: str) -> None:
    order = raise_order(url, "wang", save_call(url, "wang", NOTE), "县民政局", "核对评残")

    def close(login: str) -> bool:
        try:
            close_order(url, login, order, f"{login}已核对")
        except CallsError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(close, ["a", "b", "c", "d"])) == 1
    (row,), _ = find_calls(url, Filter())
    assert row["orders"][0]["outcome"] == f"{row['orders'][0]['closed_by']}已核对"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda url: save_call(url, "wang", NewCall("", "", "好", "")),
        lambda url: save_call(url, "wang", NewCall("", "", "符合", "长" * 2001)),
        lambda url: raise_order(url, "wang", 99, "县民政局", "核对"),
        lambda url: raise_order(url, "wang", 1, " ", "核对"),
        lambda url: raise_order(url, "wang", 1, "县民政局", ""),
        lambda url: close_order(url, "wang", 99, "好了"),
        lambda url: close_order(url, "wang", 1, " "),
        lambda url: follow_up_done(url, "wang", 1),
        lambda url: follow_up_done(url, "wang", 99),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(url: str, attempt) -> None:  # type: ignore[no-untyped-def]
    save_call(url, "wang", NOTE)
    before, written = find_calls(url, Filter()), len(deeds(url))
    with pytest.raises(CallsError):
        attempt(url)
    assert find_calls(url, Filter()) == before and len(deeds(url)) == written


def test_calls_are_found_by_what_is_asked_for(url: str) -> None:
    first = save_call(url, "wang", NOTE)
    second = save_call(url, "li", NewCall("elderly-health", "", "不在范围", "100%体检_一次", date(2026, 12, 1)))
    third = save_call(url, "li", NewCall("", "", "只是咨询", "", date(2026, 12, 9)))
    assert numbers(url) == [third, second, first]
    assert numbers(url, login="wang") == [first]
    assert numbers(url, service="elderly-health") == [second]
    assert numbers(url, result="不在范围") == [second]
    assert numbers(url, text="护理") == [first]
    assert numbers(url, text="%体检_") == [second] and numbers(url, text="_体") == []
    assert numbers(url, due=date(2026, 12, 5)) == [second]
    follow_up_done(url, "li", second)
    assert numbers(url, due=date(2026, 12, 5)) == []
    order = raise_order(url, "wang", first, "县民政局", "核对")
    assert numbers(url, open_orders=True) == [first]
    close_order(url, "wang", order, "好了")
    assert numbers(url, open_orders=True) == []


def test_a_day_is_a_day_in_china(url: str) -> None:
    midnight = datetime(2026, 11, 24) - CHINA
    found = []
    for moment in (midnight - timedelta(seconds=1), midnight):
        with calls.session(url) as database:
            database.add(calls.CallRow(at=moment, login="wang", result="符合"))
        found.append(find_calls(url, Filter())[0][0]["id"])
    assert numbers(url, last=date(2026, 11, 23)) == [found[0]]
    assert numbers(url, first=date(2026, 11, 24)) == [found[1]]
    assert find_calls(url, Filter())[0][0]["at"] == "2026-11-24 00:00"


def test_pages_follow_each_other(url: str) -> None:
    made = [save_call(url, "wang", NOTE) for _ in range(5)]
    pages = [[row["id"] for row in find_calls(url, Filter(), 2, offset)[0]] for offset in (0, 2, 4)]
    assert [number for page in pages for number in page] == made[::-1]
    assert find_calls(url, Filter(), 2)[1] == 5


def test_every_change_is_written_down_with_who_made_it(url: str) -> None:
    number = save_call(url, "wang", NewCall("", "", "符合", "", date(2026, 12, 1)))
    order = raise_order(url, "li", number, "县民政局", "核对")
    close_order(url, "zhao", order, "好了")
    follow_up_done(url, "qian", number)
    done = [(deed.who, deed.what) for deed in reversed(deeds(url))]
    assert done == [("wang", "记录来电"), ("li", "提交工单"), ("zhao", "办结工单"), ("qian", "回访")]


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    moved = now() + timedelta(days=days)
    monkeypatch.setattr(calls, "now", lambda: moved)


def test_a_year_later_only_what_is_counted_is_left(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    number = save_call(url, "wang", NOTE)
    order = raise_order(url, "wang", number, "县民政局", "核对评残")
    later(monkeypatch, 364)
    assert expire_calls(url, 365) == 0 and numbers(url) == [number]
    later(monkeypatch, 366)
    assert expire_calls(url, 365) == 1 and expire_calls(url, 365) == 0
    assert find_calls(url, Filter()) == ([], 0) and numbers(url, open_orders=True) == []
    with calls.session(url) as database:
        row, kept = database.get(calls.CallRow, number), database.get(calls.WorkOrderRow, order)
        assert (row.service, row.region, row.result) == (NOTE.service, NOTE.region, NOTE.result)
        assert not (row.login or row.note or kept.office or kept.task or kept.raised_by)
    for attempt in (
        lambda: close_order(url, "li", order, "好了"),
        lambda: raise_order(url, "li", number, "县民政局", "再核对"),
    ):
        with pytest.raises(CallsError, match="没有这"):
            attempt()


def test_whatever_happens_with_a_call_puts_its_end_off(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet, to_call_back, closed_late = (save_call(url, "wang", NOTE) for _ in range(3))
    order = raise_order(url, "wang", closed_late, "县民政局", "核对")
    with calls.session(url) as database:
        database.get(calls.CallRow, to_call_back).follow_up = (now() + timedelta(days=300)).date()
    later(monkeypatch, 200)
    close_order(url, "li", order, "核对好了")
    later(monkeypatch, 366)
    assert expire_calls(url, 365) == 1 and numbers(url) == [closed_late, to_call_back] and quiet
    later(monkeypatch, 700)
    assert expire_calls(url, 365) == 2
