"""Every table, gathered for the migrations."""

from api.conversation.models import AnswerCount, Conversation, Turn
from api.people.models import Account, ApiToken, AuditEntry, Delay, KeyGrant, OrganisationKey, StaffSession

__all__ = [
    "Account",
    "AnswerCount",
    "ApiToken",
    "AuditEntry",
    "Conversation",
    "Delay",
    "KeyGrant",
    "OrganisationKey",
    "StaffSession",
    "Turn",
]
