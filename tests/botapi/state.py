"""Everything the server knows, behind one lock."""

import itertools
import threading
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.chats import Chats, Json, Message, Person
from tests.botapi.faults import Faults
from tests.botapi.updates import Updates


@dataclass
class Query:
    """A tap on an inline button that waits for an answer."""

    chat_id: int
    date: int
    is_answered: bool = False


@dataclass
class State:
    bot: Json
    chats: Chats = field(default_factory=Chats)
    updates: Updates = field(default_factory=Updates)
    faults: Faults = field(default_factory=Faults)
    profile: dict[tuple[str, ...], Any] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    _query_ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(4_000_000_000_000_001))

    def person(self, chat_id: int) -> Person:
        return self.chats.people[chat_id]

    def shown(self, message: Message) -> Json:
        return message.as_json(self.person(message.chat_id), self.bot)

    def new_query(self, chat_id: int) -> str:
        query_id = str(next(self._query_ids))
        self.queries[query_id] = Query(chat_id, self.chats.now())
        return query_id
