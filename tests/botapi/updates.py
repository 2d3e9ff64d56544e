"""Updates that wait for the bot, by long polling or by webhook."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.chats import Json
from tests.botapi.refusals import bad_request

UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass
class Webhook:
    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error_message: str = ""


@dataclass
class Updates:
    """An update stays until a higher offset confirms it or the webhook takes it."""

    pending: dict[int, Json] = field(default_factory=dict)
    archive: dict[int, Json] = field(default_factory=dict)
    allowed: list[str] = field(default_factory=list)
    webhook: Webhook = field(default_factory=Webhook)
    poller: object = None
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(700_000_001))
    _again: set[int] = field(default_factory=set)

    def add(self, kind: str, payload: Json) -> int:
        update_id = next(self._ids)
        self.archive[update_id] = {"update_id": update_id, kind: payload}
        if self._is_allowed(kind):
            self.pending[update_id] = self.archive[update_id]
        return update_id

    def give_again(self, update_id: int) -> None:
        self.pending[update_id] = self.archive[update_id]
        self._again.add(update_id)

    def take(self, offset: int, limit: int) -> list[Json]:
        """The next batch; what lies below the offset is confirmed and gone, unless it is to be given again."""
        keep = sorted(self.pending)[offset:] if offset < 0 else [key for key in self.pending if key >= offset]
        keys = sorted({*keep, *self._again})
        self.pending = {key: self.pending[key] for key in keys}
        self._again.difference_update(keys[:limit])
        return [self.pending[key] for key in keys[:limit]]

    def done(self, update_id: int) -> None:
        self.pending.pop(update_id, None)
        self._again.discard(update_id)

    def next_per_chat(self, busy: Collection[int]) -> list[tuple[int, Json]]:
        """For each chat that is not busy, its oldest waiting update: one chat is served in order."""
        ready: dict[int, Json] = {}
        for key in sorted(self.pending):
            chat_id = chat_of(self.pending[key])
            if chat_id not in busy:
                ready.setdefault(chat_id, self.pending[key])
        return list(ready.items())

    def drop(self) -> None:
        self.pending.clear()
        self._again.clear()

    def allow(self, kinds: Any) -> None:
        """Kinds asked for; the choice holds until the next one."""
        if kinds is None:
            return
        if not isinstance(kinds, list):
            raise bad_request("can't parse allowed updates JSON object")
        self.allowed = [str(kind) for kind in kinds]

    def _is_allowed(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in UNASKED


def chat_of(update: Json) -> int:
    payload = next(value for key, value in update.items() if key != "update_id")
    return int(payload.get("message", payload).get("chat", payload["from"])["id"])
