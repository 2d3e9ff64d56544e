"""The conversation: people's state, answered turns, and counts of helpful answers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("person", sa.LargeBinary(32), primary_key=True),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False, index=True),
    )
    op.create_table(
        "turn",
        sa.Column("person", sa.LargeBinary(32), primary_key=True),
        sa.Column("key", sa.String(128), primary_key=True),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("message_ids", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False, index=True),
    )
    op.create_table(
        "answer_count",
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("section", sa.String(64), primary_key=True),
        sa.Column("language", sa.String(8), primary_key=True),
        sa.Column("helpful", sa.Boolean(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("answer_count")
    op.drop_table("turn")
    op.drop_table("conversation")
