"""Conversations, votes and counters, as they were before there were migrations.

A database of that time has some or all of them and no version: what is there stays as it is.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_residents"
down_revision = None


def upgrade() -> None:
    """Adds the tables that are not there."""
    present = set(sa.inspect(op.get_bind()).get_table_names())
    for name, create in (("conversations", _conversations), ("feedback", _feedback), ("places", _places)):
        if name not in present:
            create()


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("sender", sa.String(64), primary_key=True),
        sa.Column("updated", sa.DateTime, nullable=False, index=True),
        sa.Column("events", sa.Text, nullable=False),
    )


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("sender", sa.String(64), nullable=False, index=True),
        sa.Column("message", sa.String(64), nullable=False),
        sa.Column("vote", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
    )


def _places() -> None:
    op.create_table(
        "places",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("region", sa.String(6), nullable=False, index=True),
        sa.Column("counter", sa.String(100), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("address", sa.String(300), nullable=False),
        sa.Column("hours", sa.String(200), nullable=False),
        sa.Column("phone", sa.String(100), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
    )
