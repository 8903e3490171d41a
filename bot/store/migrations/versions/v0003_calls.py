"""Notes of calls, and their work orders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_calls"
down_revision = "0002_staff"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("login", sa.String(32), nullable=False, index=True),
        sa.Column("service", sa.String(64), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("result", sa.String(16), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("follow_up", sa.Date, index=True),
        sa.Column("followed", sa.DateTime),
    )
    op.create_table(
        "work_orders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("call", sa.Integer, nullable=False, index=True),
        sa.Column("raised", sa.DateTime, nullable=False),
        sa.Column("raised_by", sa.String(32), nullable=False),
        sa.Column("office", sa.String(100), nullable=False),
        sa.Column("task", sa.Text, nullable=False),
        sa.Column("closed", sa.DateTime),
        sa.Column("closed_by", sa.String(32), nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
    )
