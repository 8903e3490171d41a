"""Drafts of knowledge files, what was published, questions to learn from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_editing"
down_revision = "0006_wechat"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("item", sa.String(80), nullable=False, index=True),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("base", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("updated", sa.DateTime, nullable=False),
        sa.UniqueConstraint("item", "author"),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("item", sa.String(80), nullable=False, index=True),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("approver", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("commit", sa.String(64), nullable=False),
        sa.Column("reverts", sa.String(32), nullable=False),
    )
    op.create_table(
        "open_questions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("guesses", sa.String(400), nullable=False),
    )
