"""Every table, gathered for the migrations."""

from api.conversation.models import AnswerCount, Conversation, Turn
from api.delivery.models import Outgoing
from api.feedback.models import MissedQuestion, OfferedQuestion, UnansweredCount
from api.people.models import Account, ApiToken, AuditEntry, Delay, KeyGrant, OrganisationKey, StaffSession
from api.reports.models import (
    Attachment,
    AttachmentChunk,
    DoneCall,
    Draft,
    Partner,
    Referral,
    Report,
    ReportCount,
    ReportEntry,
    ReportLabel,
)

__all__ = [
    "Account",
    "AnswerCount",
    "ApiToken",
    "Attachment",
    "AttachmentChunk",
    "AuditEntry",
    "Conversation",
    "Delay",
    "DoneCall",
    "Draft",
    "KeyGrant",
    "MissedQuestion",
    "OfferedQuestion",
    "OrganisationKey",
    "Outgoing",
    "Partner",
    "Referral",
    "Report",
    "ReportCount",
    "ReportEntry",
    "ReportLabel",
    "StaffSession",
    "Turn",
    "UnansweredCount",
]
