"""WeChat: messages seen, signed requests seen, contacts, the access token."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_wechat"
down_revision = "0005_handovers"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "wechat_messages",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("sender", sa.String(64), nullable=False, index=True),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "wechat_nonces",
        sa.Column("nonce", sa.String(64), primary_key=True),
        sa.Column("message", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "wechat_contacts",
        sa.Column("sender", sa.String(64), primary_key=True),
        sa.Column("openid", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("rest", sa.Text, nullable=False),
        sa.Column("updated", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "wechat_access_tokens",
        sa.Column("app_id", sa.String(64), primary_key=True),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("expires", sa.DateTime, nullable=False),
        sa.Column("fetching_until", sa.DateTime, nullable=False),
    )
