"""Run by Alembic, with a connection of ours or, on the developer's command line, with one of its own."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection

from bot.settings import read_settings
from bot.store import accounts, audit, callbacks, calls, editing, handovers, places, statistics, wechat
from bot.store.database import Base

# Imported so that their tables stand in Base.metadata.
TABLES_OF = (accounts, audit, callbacks, calls, editing, handovers, places, statistics, wechat)


def run(connection: Connection) -> None:
    """Runs the migrations on a connection."""
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(read_settings().database_url, future=True).begin() as own:
        run(own)
