"""One row for each message handled, for the supervisors' charts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_questions"
down_revision = "0003_calls"


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("day", sa.Date, nullable=False, index=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("service", sa.String(64), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("answered", sa.Boolean, nullable=False),
    )
