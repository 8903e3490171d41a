"""``shuhui serve``: builds what is missing, then serves and prints the address."""

from __future__ import annotations

import os
import socket
import sys

from bot.runtime.agent import model_path
from bot.runtime.page import PageNotBuilt, build_page
from bot.runtime.training import TrainingStopped, is_current, lacks_only_questions, train_model
from bot.settings import Settings


def serve(settings: Settings) -> int:
    """Runs until stopped; returns an exit code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its matrices are too small to be worth more threads
    try:
        if not (is_current(settings) or lacks_only_questions(settings)):
            train_model(settings)
    except TrainingStopped as error:
        print(error, file=sys.stderr)
        if not model_path(settings).exists():
            return 1
        print("先用上一次训练好的模型。", file=sys.stderr)
    try:
        build_page(settings)
    except PageNotBuilt as error:
        print(f"页面没有构建成功：{error}", file=sys.stderr)
    if _taken(settings):
        print(f"端口 {settings.port} 已经有程序在用，请用 SHUHUI_PORT 换一个。", file=sys.stderr)
        return 2
    return _run(settings)


def _run(settings: Settings) -> int:
    from bot.runtime import without_tensorflow
    from bot.runtime.agent import quiet

    quiet()
    without_tensorflow.install()
    from bot.knowledge import BrokenKnowledge, knowledge
    from bot.runtime.application import create_app

    try:
        knowledge()
    except BrokenKnowledge as error:
        print(f"知识文件有错，没有启动：\n{error}", file=sys.stderr)
        return 1
    app = create_app(settings)

    @app.after_server_start
    async def announce(app, loop) -> None:  # type: ignore[no-untyped-def]
        shown = "localhost" if settings.host in ("0.0.0.0", "::") else settings.host
        print(f"蜀惠已启动，请用浏览器打开 http://{shown}:{settings.port}/ （按 Ctrl+C 停止）", flush=True)

    app.run(host=settings.host, port=settings.port, access_log=False, debug=False, motd=False)
    return 0


def _taken(settings: Settings) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            return True
    return False
