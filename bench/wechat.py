"""How long a message takes through WeChat's channel, beside the page's, on one server.

    python -m bench.wechat [--rounds 3]

The simulator of the tests signs and encrypts as WeChat does in safe mode (none of that is timed:
it is WeChat's work); the residents of both channels say the conversations of the bench.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import requests

from bench.conversations import conversations
from tests.server.running import Server, make_home, start
from tests.wechat.phone import AES_KEY, APP_ID, TOKEN, Phone, Platform

_NO_LIMIT = "1000000/minute"
_ACCOUNT = {"WECHAT_TOKEN": TOKEN, "WECHAT_APPID": APP_ID, "WECHAT_AES_KEY": AES_KEY, "WECHAT_MODE": "safe"}
_WARM_UP = 1_000
Say = Callable[[str], float]


def by_wechat(server: Server) -> Say:
    """A new resident on the phone; says a text and gives the seconds until the passive reply."""
    phone = Phone(Platform(server))

    def say(text: str) -> float:
        sent = phone.message("text", Content=text)
        started = time.perf_counter()
        response = phone.platform.deliver(sent)
        taken = time.perf_counter() - started
        assert phone.platform.reply_of(response)["Content"]
        return taken

    return say


def by_page(server: Server) -> Say:
    """A new resident on the page; a new connection for each message, as WeChat's servers may make."""
    jar = requests.Session().cookies

    def say(text: str) -> float:
        started = time.perf_counter()
        response = requests.post(
            server.api("messages"), json={"text": text}, headers={"X-Shuhui": "1"}, cookies=jar, timeout=60
        )
        taken = time.perf_counter() - started
        jar.update(response.cookies)
        assert response.json()["messages"]
        return taken

    return say


def measure(server: Server, channel: Callable[[Server], Say], variant: int) -> list[float]:
    """Seconds for each message of the twelve conversations."""
    return [say(text) for script in conversations(variant) for say in [channel(server)] for text in script]


def main() -> None:
    """Entry point: prints the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    limits = {"SHUHUI_LIMIT_SESSION": _NO_LIMIT, "SHUHUI_LIMIT_ADDRESS": _NO_LIMIT}
    with tempfile.TemporaryDirectory() as folder:
        server = start(make_home(Path(folder) / "home"), **_ACCOUNT, **limits)
        try:
            for channel in (by_page, by_wechat):
                measure(server, channel, _WARM_UP)
            times: dict[str, list[float]] = {"page": [], "wechat": []}
            for number in range(rounds):
                times["page"] += measure(server, by_page, number)
                times["wechat"] += measure(server, by_wechat, number)
        finally:
            server.stop()
    for name, found in times.items():
        p95 = quantiles(found, n=20)[-1]
        print(f"{name}: {len(found)} messages, p50 {1000 * median(found):.1f} ms, p95 {1000 * p95:.1f} ms")


if __name__ == "__main__":
    main()
