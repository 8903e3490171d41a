"""Two servers behind a proxy, with one database and one Redis: to a resident they are one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
import requests

from tests.server.redis import RunningRedis, running_redis
from tests.server.running import Server, make_home, start
from tests.server.visitor import Visitor, sentence_of

PER_SESSION = 8


@dataclass
class House:
    """The two servers, and Redis."""

    first: Server
    second: Server
    redis: RunningRedis

    def resident(self) -> tuple[Visitor, Visitor]:
        """The same resident, as the proxy leads them to one server and to the other."""
        one = Visitor(self.first)
        one.get("session")
        return one, Visitor(self.second, one.cookie)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with ExitStack() as stack:
        redis = stack.enter_context(running_redis(tmp_path_factory.mktemp("redis")))
        shared = {
            "SHUHUI_REDIS_URL": redis.url,
            "SHUHUI_LIMIT_SESSION": f"{PER_SESSION}/hour",
            "SHUHUI_LIMIT_ADDRESS": "1000/hour",
            "SHUHUI_PROXIES": "1",
        }
        first = start(make_home(tmp_path_factory.mktemp("first") / "home"), **shared)
        stack.callback(first.stop)
        same = {**shared, "SHUHUI_DATABASE_URL": first.database_url, "SHUHUI_LIMIT_ADDRESS": "3/hour"}
        second = start(make_home(tmp_path_factory.mktemp("second") / "home"), **same)
        stack.callback(second.stop)
        yield House(first, second, redis)


def test_a_conversation_goes_on_at_the_other_server(house: House) -> None:
    here, there = house.resident()
    here.says("我爸72岁，在成都住了两年")
    there.http.headers["X-Forwarded-For"] = "198.51.100.1"
    assert there.persons()["father"]["年龄"] == 72
    assert "老年人健康管理" in str(there.says("能免费体检吗"))


def test_messages_of_one_resident_to_both_servers_at_once_are_both_kept(house: House) -> None:
    here, there = house.resident()
    there.http.headers["X-Forwarded-For"] = "198.51.100.2"
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda say: say[0].says(say[1]), [(here, "我妈70岁"), (there, "我爸72岁")]))
    assert here.persons() == {"mother": {"年龄": 70}, "father": {"年龄": 72}}


def test_limits_are_counted_together(house: House) -> None:
    here, there = house.resident()
    there.http.headers["X-Forwarded-For"] = "198.51.100.3"
    for number in range(PER_SESSION):
        (there if number == 1 else here).says("你好")
    refused = here.post("messages", {"text": "你好"})
    assert refused.status_code == 429 and "等一分钟" in sentence_of(refused)


def test_each_address_behind_the_proxy_has_its_own_limit(house: House) -> None:
    """What a resident writes into X-Forwarded-For stands before what the proxy adds, and counts for nothing."""

    def say(forwarded: str) -> int:
        visitor = Visitor(house.second)
        visitor.http.headers["X-Forwarded-For"] = forwarded
        return visitor.post("messages", {"text": "你好"}).status_code

    assert [say(f"10.0.0.{n}, 198.51.100.4") for n in range(4)] == [200, 200, 200, 429]
    assert say("198.51.100.5") == 200


def test_a_redis_that_is_away_is_told_and_residents_get_their_answers(house: House) -> None:
    visitor = Visitor(house.first)
    house.redis.stop()
    assert requests.get(f"{house.first.url}/readyz", timeout=30).json() == {"ready": False, "missing": ["redis"]}
    visitor.says("我今年72岁")
    assert visitor.persons() == {"self": {"年龄": 72}}
    house.redis.start()
    assert requests.get(f"{house.first.url}/readyz", timeout=30).json()["ready"]
    visitor.says("农村户口")
    assert visitor.persons() == {"self": {"年龄": 72, "户口性质": "农业"}}
