"""Accounts of staff: passwords as argon2 hashes, roles, a lock after failures; their sessions are in sign_ins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Boolean, Column, DateTime, Integer, String, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.audit import LONGEST_LOGIN, record
from bot.store.database import Base, now, session

CLERK, SUPERVISOR, EDITOR = "坐席", "班长", "编辑"
ROLES = (CLERK, SUPERVISOR, EDITOR)
ALLOWED_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 128
_LOGIN = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{LONGEST_LOGIN - 1}}}")
_hasher = PasswordHasher()


class StaffRow(Base):  # type: ignore[misc,valid-type]
    """One account; ``roles`` joined by commas."""

    __tablename__ = "staff"

    login = Column(String(LONGEST_LOGIN), primary_key=True)
    name = Column(String(64), nullable=False)
    password = Column(String(200), nullable=False)
    roles = Column(String(64), nullable=False)
    active = Column(Boolean, nullable=False, default=True)
    failures = Column(Integer, nullable=False, default=0)
    locked_until = Column(DateTime)
    created = Column(DateTime, nullable=False, default=now)


class StaffSession(Base):  # type: ignore[misc,valid-type]
    """Somebody signed in; ``token`` is the SHA-256 of what their cookie holds."""

    __tablename__ = "staff_sessions"

    token = Column(String(64), primary_key=True)
    login = Column(String(LONGEST_LOGIN), nullable=False, index=True)
    since = Column(DateTime, nullable=False, default=now)
    seen = Column(DateTime, nullable=False, default=now)


@dataclass(frozen=True)
class Staff:
    """An account as others may see it."""

    login: str
    name: str
    roles: frozenset[str]
    active: bool = True

    def has(self, *roles: str) -> bool:
        """Whether they have one of the roles; without roles, whoever is signed in."""
        return not roles or not self.roles.isdisjoint(roles)


class AccountError(ValueError):
    """Why an account cannot be made or changed so, as a sentence."""


class NotSignedIn(Exception):
    """Why somebody is not let in; ``locked_until`` (UTC) while the account is locked."""

    def __init__(self, locked_until: datetime | None = None) -> None:
        super().__init__("locked" if locked_until else "refused")
        self.locked_until = locked_until


def add_staff(url: str, login: str, name: str, roles: Iterable[str], password: str, by: str) -> Staff:
    """A new account. Raises AccountError."""
    wanted = _roles(roles)
    if not _LOGIN.fullmatch(login):
        raise AccountError(f"登录名只用字母、数字和 . _ -，最多{LONGEST_LOGIN}个字符")
    row = StaffRow(login=login, name=name.strip()[:64] or login, roles=",".join(wanted), password=_hashed(password))
    try:
        with session(url) as database:
            database.add(row)
            record(database, by, "新建帐号", f"{login}：{'、'.join(wanted)}")
            database.flush()
            return to_staff(row)
    except IntegrityError:
        raise AccountError(f"已经有登录名“{login}”了") from None


def all_staff(url: str) -> list[Staff]:
    """All accounts, by login."""
    with session(url) as database:
        return [to_staff(row) for row in database.scalars(select(StaffRow).order_by(StaffRow.login))]


def any_staff(url: str) -> bool:
    """Whether there is any account yet."""
    with session(url) as database:
        return bool(database.scalar(select(func.count()).select_from(StaffRow)))


def set_active(url: str, login: str, active: bool, by: str) -> None:
    """Opens an account again (and unlocks it) or closes it, which ends its sessions. Raises AccountError."""
    with session(url) as database:
        row = _row(database, login)
        row.active, row.failures, row.locked_until = active, 0, None
        if not active:
            _end_sessions(database, login)
        record(database, by, "启用帐号" if active else "停用帐号", login)


def set_roles(url: str, login: str, roles: Iterable[str], by: str) -> None:
    """Gives an account these roles and no others. Raises AccountError."""
    wanted = _roles(roles)
    with session(url) as database:
        _row(database, login).roles = ",".join(wanted)
        record(database, by, "改角色", f"{login}：{'、'.join(wanted)}")


def set_password(url: str, login: str, password: str, by: str) -> None:
    """A new password, which ends the sessions and the lock of the account. Raises AccountError."""
    hashed = _hashed(password)
    with session(url) as database:
        row = _row(database, login)
        row.password, row.failures, row.locked_until = hashed, 0, None
        _end_sessions(database, login)
        record(database, by, "改密码", login)


def check_password(url: str, login: str, password: str) -> Staff:
    """Who signs in. Raises NotSignedIn; counts failures and locks after ALLOWED_FAILURES. Takes about 50 ms.

    It takes as long for a login that does not exist.
    """
    with session(url) as database:
        row = database.get(StaffRow, login)
        stored, until = (row.password, row.locked_until) if row else (_nobodys(), None)
    if until and until > now():
        raise NotSignedIn(until)
    fits = _fits(stored, password[:LONGEST_PASSWORD])
    with session(url) as database:
        row = database.get(StaffRow, login, with_for_update=True)
        if fits and row is not None and row.active:
            return _let_in(database, row, password)
        failed = _failed(database, login, row)
    raise NotSignedIn(failed)


def _let_in(database: Session, row: StaffRow, password: str) -> Staff:
    row.failures, row.locked_until = 0, None
    if _hasher.check_needs_rehash(row.password):
        row.password = _hasher.hash(password)
    record(database, row.login, "登录")
    return to_staff(row)


def _failed(database: Session, login: str, row: StaffRow | None) -> datetime | None:
    """Notes a failure; the end of the lock if this one was too many."""
    record(database, login, "登录失败")
    if row is None:
        return None
    counted = StaffRow.failures + 1
    database.execute(update(StaffRow).where(StaffRow.login == login).values(failures=counted))
    database.refresh(row)
    if row.failures < ALLOWED_FAILURES:
        return None
    row.failures, row.locked_until = 0, now() + LOCKED_FOR
    record(database, login, "锁定帐号", f"连续{ALLOWED_FAILURES}次密码不对")
    return row.locked_until  # type: ignore[no-any-return]


def _end_sessions(database: Session, login: str) -> None:
    database.execute(delete(StaffSession).where(StaffSession.login == login))


def _row(database: Session, login: str) -> StaffRow:
    row = database.get(StaffRow, login)
    if row is None:
        raise AccountError(f"没有登录名“{login}”")
    return row


def to_staff(row: StaffRow) -> Staff:
    """The account of a row."""
    return Staff(row.login, row.name, frozenset(row.roles.split(",")), row.active)


def _roles(roles: Iterable[str]) -> list[str]:
    given = set(roles)
    unknown = given - set(ROLES)
    if unknown or not given:
        raise AccountError(f"角色只能是：{'、'.join(ROLES)}，至少一个")
    return [role for role in ROLES if role in given]


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountError(f"密码要有{SHORTEST_PASSWORD}到{LONGEST_PASSWORD}个字符")
    if len(set(password)) < SHORTEST_PASSWORD // 2:
        raise AccountError("密码太简单，请多用几种字符")
    return _hasher.hash(password)


def _fits(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except VerificationError:
        return False


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher.hash("the password of nobody")
