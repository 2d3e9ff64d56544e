"""What people asked and did not find: counts, questions that wait for consent, questions that were kept."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unanswered_count",
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("language", sa.String(8), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    op.create_table(
        "offered_question",
        sa.Column("person", sa.LargeBinary(32), primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_offered_question_created_at", "offered_question", ["created_at"], unique=False)
    op.create_table(
        "missed_question",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("section", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_on", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_missed_question_kept_on", "missed_question", ["kept_on"], unique=False)


def downgrade() -> None:
    for table in ("missed_question", "offered_question", "unanswered_count"):
        op.drop_table(table)
