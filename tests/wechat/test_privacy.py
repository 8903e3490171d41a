"""Who residents are is not kept in a form that names them, nor anything longer than needed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

from bot.answers import wording
from tests.server.running import Server
from tests.wechat.fake_api import SECRET
from tests.wechat.phone import AES_KEY, TOKEN, Phone


def rows(server: Server, table: str) -> int:
    with closing(sqlite3.connect(server.database)) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_private_numbers_are_masked_as_on_the_page(phone: Phone) -> None:
    answer = phone.says("打我电话13812345678，我想问低保")
    assert wording.MASKED in answer and "13812345678" not in answer
    assert b"13812345678" not in phone.platform.server.stored()
    heard = phone.shows(phone.message("voice", MediaId="m", Format="amr", Recognition="电话13812345679，我想问低保"))
    assert "13812345679" not in heard and b"13812345679" not in phone.platform.server.stored()


def test_the_database_and_the_log_do_not_name_anybody(phone: Phone) -> None:
    phone.says("我家在木门镇，想问低保")
    server = phone.platform.server
    assert phone.openid.encode() not in server.stored()
    for secret in (phone.openid, TOKEN, AES_KEY, SECRET):
        assert secret not in server.log


def test_deleting_leaves_nothing(phone: Phone) -> None:
    server = phone.platform.server
    before = rows(server, "conversations"), rows(server, "wechat_contacts")
    phone.says("我住在梓潼县许州镇，今年66岁")
    assert (rows(server, "conversations"), rows(server, "wechat_contacts")) == (before[0] + 1, before[1] + 1)
    sent = phone.message("text", Content="删除我的信息")
    assert wording.DELETED in phone.shows(sent)
    assert (rows(server, "conversations"), rows(server, "wechat_contacts")) == before
    assert "许州镇".encode() not in server.stored()
    assert wording.DELETED in phone.shows(sent)  # a retry


def test_who_leaves_is_forgotten(phone: Phone) -> None:
    server = phone.platform.server
    before = rows(server, "conversations"), rows(server, "wechat_contacts")
    phone.says("我住在梓潼县双板镇，今年66岁")
    assert phone.shows(phone.event("unsubscribe", EventKey="")) == ""
    assert (rows(server, "conversations"), rows(server, "wechat_contacts")) == before
    assert "双板镇".encode() not in server.stored()


def test_residents_are_kept_apart(phone: Phone) -> None:
    other = Phone(phone.platform)
    phone.says("我今年72岁，住在成都武侯区")
    said = other.says("老年人免费体检，看看我符不符合")
    assert "72" not in re.sub(r"<[^>]+>", "", said)  # the links of its menus carry numbers made of the time


def test_metrics_tell_what_was_refused_and_nobody_s_name(phone: Phone) -> None:
    import requests

    sent = phone.message("text", Content="你好")
    phone.platform.deliver(type(sent)({**sent.query, "signature": "0"}, sent.body))
    metrics = requests.get(f"{phone.platform.server.url}/metrics", timeout=30).text
    assert 'shuhui_wechat_refused_total{reason="signature"}' in metrics and phone.openid not in metrics
