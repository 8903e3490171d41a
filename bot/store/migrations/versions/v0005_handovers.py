"""Chats handed to people, which of the staff is there, and numbers to call back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_handovers"
down_revision = "0004_questions"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sender", sa.String(64), nullable=True, index=True),
        sa.Column("open_sender", sa.String(64), nullable=True, unique=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("clerk", sa.String(32), nullable=True, index=True),
        sa.Column("clerk_name", sa.String(64), nullable=False),
        sa.Column("requested_at", sa.DateTime, nullable=False, index=True),
        sa.Column("taken_at", sa.DateTime, nullable=True),
        sa.Column("waited_seconds", sa.Integer, nullable=True),
        sa.Column("closed_at", sa.DateTime, nullable=True),
    )
    op.create_table(
        "handover_steps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "handover", sa.Integer, sa.ForeignKey("handovers.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("clerk", sa.String(32), nullable=False),
        sa.Column("clerk_name", sa.String(64), nullable=False),
        sa.Column("to_name", sa.String(64), nullable=False),
    )
    op.create_table(
        "clerk_presence",
        sa.Column("clerk", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
    )
    op.create_table(
        "callbacks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sender", sa.String(64), nullable=True, unique=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("consented_at", sa.DateTime, nullable=False, index=True),
        sa.Column("done_at", sa.DateTime, nullable=True),
        sa.Column("done_by", sa.String(64), nullable=False),
    )
