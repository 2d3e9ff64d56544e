"""Reports, threads, attachments, drafts, referrals, what remains of deleted reports; the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("report", sa.String(32), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("copy_state", sa.String(8), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_attachment_created_at", "attachment", ["created_at"], unique=False)
    op.create_index("ix_attachment_report", "attachment", ["report"], unique=False)

    op.create_table(
        "draft",
        sa.Column("person", sa.LargeBinary(32), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "kind"),
    )
    op.create_index("ix_draft_expires_at", "draft", ["expires_at"], unique=False)

    op.create_table(
        "outgoing",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("claimed_until", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outgoing_created_at", "outgoing", ["created_at"], unique=False)
    op.create_index("ix_outgoing_next", "outgoing", ["channel", "due_at"], unique=False)

    op.create_table(
        "partner",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("public_key", sa.LargeBinary(32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "report_count",
        sa.Column("violation", sa.String(32), nullable=False),
        sa.Column("country", sa.String(8), nullable=False),
        sa.Column("region", sa.String(64), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("received", sa.String(7), nullable=False),
        sa.Column("sector", sa.String(32), nullable=False),
        sa.Column("gender", sa.String(32), nullable=False),
        sa.Column("age_band", sa.String(32), nullable=False),
        sa.Column("urgency", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("first_reply", sa.String(16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "violation",
            "country",
            "region",
            "month",
            "received",
            "sector",
            "gender",
            "age_band",
            "urgency",
            "outcome",
            "first_reply",
        ),
    )
    op.create_table(
        "attachment_chunk",
        sa.Column("attachment", sa.String(32), nullable=False),
        sa.Column("of_copy", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["attachment"], ["attachment.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("attachment", "of_copy", "number"),
    )
    op.create_table(
        "done_call",
        sa.Column("account", sa.String(32), nullable=False),
        sa.Column("key", sa.LargeBinary(32), nullable=False),
        sa.Column("call", sa.LargeBinary(32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("account", "key"),
    )
    op.create_index("ix_done_call_created_at", "done_call", ["created_at"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("violation", sa.String(32), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("country", sa.String(8), nullable=False),
        sa.Column("region", sa.String(64), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("sector", sa.String(32), nullable=False),
        sa.Column("gender", sa.String(32), nullable=False),
        sa.Column("age_band", sa.String(32), nullable=False),
        sa.Column("urgency", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("group", sa.String(64), nullable=False),
        sa.Column("assignee", sa.String(32), nullable=True),
        sa.Column("desk", sa.String(72), nullable=False),
        sa.Column("has_news", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("first_reply_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("person_wrote_on", sa.Date(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(32), nullable=False),
        sa.Column("retry_of", sa.LargeBinary(32), nullable=True),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("employer_mark", sa.LargeBinary(32), nullable=True),
        sa.Column("public_key", sa.LargeBinary(32), nullable=False),
        sa.Column("private_for_staff", sa.LargeBinary(), nullable=False),
        sa.Column("private_for_receipt", sa.LargeBinary(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("casework", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignee"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["key"],
            ["organisation_key.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("receipt"),
        sa.UniqueConstraint("retry_of"),
    )
    op.create_index("ix_report_country", "report", ["country", "received_at", "id"], unique=False)
    op.create_index("ix_report_desk", "report", ["desk", "received_at", "id"], unique=False)
    op.create_index("ix_report_desk_country", "report", ["desk", "country", "received_at", "id"], unique=False)
    op.create_index("ix_report_desk_has_news", "report", ["desk", "has_news", "received_at", "id"], unique=False)
    op.create_index("ix_report_desk_month", "report", ["desk", "month", "received_at", "id"], unique=False)
    op.create_index("ix_report_desk_region", "report", ["desk", "region", "received_at", "id"], unique=False)
    op.create_index("ix_report_desk_status", "report", ["desk", "status", "received_at", "id"], unique=False)
    op.create_index("ix_report_desk_urgency", "report", ["desk", "urgency", "received_at", "id"], unique=False)
    op.create_index("ix_report_employer_mark", "report", ["employer_mark"], unique=False)
    op.create_index("ix_report_expires", "report", ["expires_on"], unique=False)
    op.create_index("ix_report_group", "report", ["group", "received_at", "id"], unique=False)
    op.create_index("ix_report_has_news", "report", ["has_news", "received_at", "id"], unique=False)
    op.create_index("ix_report_key", "report", ["key"], unique=False)
    op.create_index("ix_report_list", "report", ["received_at", "id"], unique=False)
    op.create_index("ix_report_month", "report", ["month", "received_at", "id"], unique=False)
    op.create_index("ix_report_region", "report", ["region", "received_at", "id"], unique=False)
    op.create_index("ix_report_status", "report", ["status", "received_at", "id"], unique=False)
    op.create_index("ix_report_urgency", "report", ["urgency", "received_at", "id"], unique=False)
    for name, columns, rows in (
        ("ix_report_nobody", ["received_at", "id"], sa.text("assignee IS NULL")),
        ("ix_report_due", ["received_at", "id", "due_at"], sa.text("due_at IS NOT NULL")),
        ("ix_report_desk_due", ["desk", "received_at", "id", "due_at"], sa.text("due_at IS NOT NULL")),
    ):
        op.create_index(name, "report", columns, unique=False, sqlite_where=rows, postgresql_where=rows)

    op.create_table(
        "referral",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("report", sa.String(32), nullable=False),
        sa.Column("partner", sa.String(32), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.id"],
        ),
        sa.ForeignKeyConstraint(["report"], ["report.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_referral_report", "referral", ["report"], unique=False)

    op.create_table(
        "report_entry",
        sa.Column("report", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "number"),
    )
    op.create_table(
        "report_label",
        sa.Column("report", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("desk", sa.String(72), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "kind", "code"),
    )
    op.create_index(
        "ix_report_label_desk", "report_label", ["desk", "kind", "code", "received_at", "report"], unique=False
    )
    op.create_index("ix_report_label_list", "report_label", ["kind", "code", "received_at", "report"], unique=False)


def downgrade() -> None:
    for table in (
        "report_label",
        "report_entry",
        "referral",
        "report",
        "done_call",
        "attachment_chunk",
        "report_count",
        "partner",
        "outgoing",
        "draft",
        "attachment",
    ):
        op.drop_table(table)
