"""Requests and refusals, the same for every part of our own API."""

from __future__ import annotations

from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels.incoming import printable


def refuse(status: int, sentence: str) -> HTTPResponse:
    """An error as a sentence for the resident."""
    return json({"error": sentence}, status=status, ensure_ascii=False)


def body_of(request: Request) -> dict[str, Any]:
    """The JSON body, its texts without controls and lone surrogates; empty if it is none."""
    try:
        body = request.json
    except Exception:  # Sanic raises its own error for broken JSON; to us it is an empty body
        body = None
    if not isinstance(body, dict):
        return {}
    return {key: printable(value) if isinstance(value, str) else value for key, value in body.items()}
