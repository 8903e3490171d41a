"""What all processes of the WeChat channel share: messages seen, contacts, the access token.

Everything here is short-lived: messages and nonces live for minutes, contacts for two days.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, DateTime, String, Text, delete, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.database import Base, forget_deleted, now, session

WORKING, LATER, DONE = "working", "later", "done"
KEPT_MESSAGES = timedelta(minutes=12)  # a request is refused as too old after five, either side of our clock
KEPT_CONTACTS = timedelta(hours=48)  # WeChat takes messages to a resident for no longer


class WeChatMessage(Base):  # type: ignore[misc,valid-type]
    """A message seen: who answers it, and the answer for another delivery of the same."""

    __tablename__ = "wechat_messages"

    key = Column(String(64), primary_key=True)
    sender = Column(String(64), nullable=False, index=True)
    owner = Column(String(32), nullable=False)
    state = Column(String(8), nullable=False)
    answer = Column(Text, nullable=False, default="")
    at = Column(DateTime, nullable=False, default=now, index=True)


class WeChatNonce(Base):  # type: ignore[misc,valid-type]
    """A signed request seen, and the message it carried."""

    __tablename__ = "wechat_nonces"

    nonce = Column(String(64), primary_key=True)
    message = Column(String(64), nullable=False)
    at = Column(DateTime, nullable=False, default=now, index=True)


class WeChatContact(Base):  # type: ignore[misc,valid-type]
    """Where a resident can be written to (sealed), the options shown last, and what is still to be shown."""

    __tablename__ = "wechat_contacts"

    sender = Column(String(64), primary_key=True)
    openid = Column(Text, nullable=False)
    options = Column(Text, nullable=False, default="[]")
    rest = Column(Text, nullable=False, default="[]")
    updated = Column(DateTime, nullable=False, default=now, index=True)


class Replayed(Exception):
    """A signed request came again with another message in it."""


@dataclass(frozen=True)
class Seen:
    """A message as another delivery of it finds it."""

    state: str
    answer: str


@dataclass(frozen=True)
class Contact:
    """``options`` as the channel keeps them; ``rest`` are texts not yet shown."""

    openid: str
    options: list[Any]
    rest: list[str]


def bind_nonce(url: str, nonce: str, message: str) -> None:
    """Ties a signed request to the message it carried first. Raises Replayed when it carries another."""
    if _inserted(url, WeChatNonce(nonce=nonce, message=message)):
        return
    with session(url) as database:
        row = database.get(WeChatNonce, nonce)
        if row is not None and row.message != message:
            raise Replayed


def claim(url: str, key: str, sender: str, patience: timedelta) -> str | None:
    """Takes a message on: our name as its owner, or None when another has it.

    An owner says within ``patience`` how the answer will come. One that has not is gone, and
    the next delivery of the message takes its place.
    """
    expire_messages(url)
    owner = secrets.token_hex(16)
    if _inserted(url, WeChatMessage(key=key, sender=sender, owner=owner, state=WORKING)):
        return owner
    orphaned = (
        update(WeChatMessage)
        .where(WeChatMessage.key == key, WeChatMessage.state == WORKING, WeChatMessage.at < now() - patience)
        .values(owner=owner, at=now())
    )
    with session(url) as database:
        return owner if database.execute(orphaned).rowcount else None


def _inserted(url: str, row: Any) -> bool:
    """Whether the row was not there before."""
    try:
        with session(url) as database:
            database.add(row)
    except IntegrityError:
        return False
    return True


def finish(url: str, key: str, owner: str, answer: str) -> bool:
    """Stores the passive reply, unless the message has been put off meanwhile; whether it has been stored."""
    return _settle(url, WeChatMessage.owner == owner, key, DONE, answer)


def put_off(url: str, key: str, answer: str) -> bool:
    """Says that the answer will be sent later; ``answer`` is the reply for now."""
    return _settle(url, True, key, LATER, answer)


def _settle(url: str, condition: Any, key: str, state: str, answer: str) -> bool:
    change = (
        update(WeChatMessage)
        .where(WeChatMessage.key == key, WeChatMessage.state == WORKING, condition)
        .values(state=state, answer=answer)
    )
    with session(url) as database:
        return bool(database.execute(change.execution_options(synchronize_session=False)).rowcount)


def seen(url: str, key: str) -> Seen | None:
    """The message as it now stands."""
    with session(url) as database:
        row = database.get(WeChatMessage, key)
        return Seen(row.state, row.answer) if row else None


def keep_contact(url: str, sender: str, sealed: str) -> None:
    """A resident has written: keeps where to write back."""
    again = update(WeChatContact).where(WeChatContact.sender == sender).values(openid=sealed, updated=now())
    with session(url) as database:
        known = database.execute(again).rowcount
    if not known:
        _inserted(url, WeChatContact(sender=sender, openid=sealed))


def change_contact(url: str, sender: str, **values: list[Any]) -> None:
    """Sets ``options`` or ``rest`` of a contact; nothing if there is none."""
    with session(url) as database:
        row = database.get(WeChatContact, sender)
        for name, value in values.items() if row else ():
            setattr(row, name, json.dumps(value, ensure_ascii=False))


def contact(url: str, sender: str) -> Contact | None:
    """The contact, with the openid as sealed; None when there is none (any more)."""
    with session(url) as database:
        row = database.get(WeChatContact, sender)
        if row is None or row.updated < now() - KEPT_CONTACTS:
            return None
        return Contact(row.openid, json.loads(row.options), json.loads(row.rest))


def forget_resident(url: str, sender: str, current: str = "") -> None:
    """Deletes the contact and the answers of a resident; the message ``current`` stays, without a name."""
    with session(url) as database:
        database.execute(delete(WeChatContact).where(WeChatContact.sender == sender))
        database.execute(delete(WeChatMessage).where(WeChatMessage.sender == sender, WeChatMessage.key != current))
        database.execute(update(WeChatMessage).where(WeChatMessage.sender == sender).values(sender=""))
    forget_deleted(url)


def expire_messages(url: str) -> None:
    """Deletes messages and nonces past their time."""
    limit = now() - KEPT_MESSAGES
    with session(url) as database:
        for table in (WeChatMessage, WeChatNonce):
            if database.scalars(select(table.at).where(table.at < limit).limit(1)).first():
                database.execute(delete(table).where(table.at < limit))


def expire_wechat(url: str) -> None:
    """Deletes everything of the channel that is past its time."""
    expire_messages(url)
    with session(url) as database:
        database.execute(delete(WeChatContact).where(WeChatContact.updated < now() - KEPT_CONTACTS))


class WeChatAccessToken(Base):  # type: ignore[misc,valid-type]
    """The access token of an account (sealed), and until when somebody has the task of fetching a new one."""

    __tablename__ = "wechat_access_tokens"

    app_id = Column(String(64), primary_key=True)
    token = Column(Text, nullable=False, default="")
    expires = Column(DateTime, nullable=False)
    fetching_until = Column(DateTime, nullable=False)


_LONG_AGO = datetime(2000, 1, 1)


def access_token(url: str, app_id: str) -> str:
    """The sealed token, empty when there is none that is still good."""
    with session(url) as database:
        row = database.get(WeChatAccessToken, app_id)
        return row.token if row and row.expires > now() else ""


def take_fetching(url: str, app_id: str, lease: timedelta) -> bool:
    """Whether a token is wanting and falls to the caller to fetch; to one caller at a time, for ``lease``."""
    _inserted(url, WeChatAccessToken(app_id=app_id, token="", expires=_LONG_AGO, fetching_until=_LONG_AGO))
    mine = (
        update(WeChatAccessToken)
        .where(WeChatAccessToken.app_id == app_id)
        .where(WeChatAccessToken.expires <= now(), WeChatAccessToken.fetching_until < now())
        .values(fetching_until=now() + lease)
    )
    with session(url) as database:
        return bool(database.execute(mine.execution_options(synchronize_session=False)).rowcount)


def store_access_token(url: str, app_id: str, sealed: str, life: timedelta) -> None:
    """Keeps a fetched token (or none, when ``sealed`` is empty) and gives the task back."""
    values = {"token": sealed, "expires": now() + life, "fetching_until": _LONG_AGO}
    with session(url) as database:
        database.execute(update(WeChatAccessToken).where(WeChatAccessToken.app_id == app_id).values(**values))


def drop_access_token(url: str, app_id: str, sealed: str) -> None:
    """The token is no longer good; another that somebody has fetched meanwhile is left alone."""
    with session(url) as database:
        database.execute(
            update(WeChatAccessToken)
            .where(WeChatAccessToken.app_id == app_id, WeChatAccessToken.token == sealed)
            .values(expires=_LONG_AGO)
        )
