"""What one step of the conversation gives back."""

from dataclasses import dataclass

from api.conversation.replies import Effect, Reply
from api.conversation.state import State


@dataclass(frozen=True)
class Step:
    state: State
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...] = ()
