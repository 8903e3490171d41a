"""Run by Alembic, with a connection of ours or, on the developer's command line, with one of its own."""

from __future__ import annotations

from alembic import context
from sqlalchemy import MetaData, create_engine
from sqlalchemy.engine import Connection

from bot.settings import read_settings
from bot.store.database import Base


def models() -> MetaData:
    """All tables as the modules of bot/store have them."""
    from bot.store import accounts, audit, callbacks, calls, editing, handovers, places, statistics, wechat

    assert all((accounts, audit, callbacks, calls, editing, handovers, places, statistics, wechat))
    return Base.metadata  # type: ignore[no-any-return]


def run(connection: Connection) -> None:
    """Runs the migrations on a connection."""
    compare = context.config.attributes.get("compare", True)
    context.configure(connection, target_metadata=models() if compare else None, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(read_settings().database_url, future=True).begin() as own:
        run(own)
