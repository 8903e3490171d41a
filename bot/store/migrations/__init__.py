"""Brings a database to the tables of this version, with Alembic; runs at every start.

A new table: write the model, then a file in versions/ (``alembic revision --autogenerate -m "..."`` drafts it);
tests/desk/test_migrations.py fails while the two differ. Migrations only add, so that the version before can
still run during an update.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine

if TYPE_CHECKING:
    from alembic.config import Config

logger = logging.getLogger(__name__)
_PATIENCE_MS = 120_000  # for another process that migrates
_ADVISORY_LOCK = 208_351_283  # any number; the same for all processes on one PostgreSQL


def migrate(engine: Engine) -> None:
    """Runs what is missing, all or nothing; processes that start together wait for each other."""
    with engine.connect() as connection:
        if not _is_behind(connection):
            return
    with engine.begin() as connection:
        _lock(connection)
        if _is_behind(connection):
            _upgrade(connection)
    if engine.dialect.name == "sqlite":
        engine.dispose()  # its connections were told to be patient


def config(connection: Connection | None = None, compare: bool = False) -> Config:
    """Alembic's configuration for a connection; ``compare`` loads the models, to compare them with the tables."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.attributes.update(connection=connection, compare=compare)
    return made


def _lock(connection: Connection) -> None:
    """Until the end of the transaction. SQLite's driver begins none before a CREATE by itself."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})


def _is_behind(connection: Connection) -> bool:
    """Whether steps are missing. Where a newer version of the program has been, its tables serve this one too."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(config())
    heads = set(MigrationContext.configure(connection).get_current_heads())
    newer = heads - {script.revision for script in scripts.walk_revisions()}
    if newer:
        logger.warning("the database is of a newer version (%s); left as it is", "、".join(sorted(newer)))
    return not newer and heads != set(scripts.get_heads())


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(config(connection), "heads")
