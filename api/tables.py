"""Every table, gathered for the migrations."""

from api.conversation.models import AnswerCount, Conversation, Turn

__all__ = ["AnswerCount", "Conversation", "Turn"]
