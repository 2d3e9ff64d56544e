"""Trouble on command: failures, delays, floods, an outage."""

import time
from collections import defaultdict
from dataclasses import dataclass, field

from tests.botapi.refusals import Refusal, bad_gateway, too_many_requests


@dataclass
class Failure:
    method: str
    refusal: Refusal
    times: int
    after_effect: bool

    def fits(self, method: str, after_effect: bool) -> bool:
        return self.times > 0 and self.after_effect == after_effect and self.method.lower() in {"*", method.lower()}


@dataclass
class Faults:
    one_a_second: bool = False
    is_down: bool = False
    failures: list[Failure] = field(default_factory=list)
    delays: dict[str, float] = field(default_factory=dict)
    _floods: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    _sent: dict[int, float] = field(default_factory=lambda: defaultdict(lambda: float("-inf")))

    def delay_of(self, method: str) -> float:
        return self.delays.get(method.lower(), 0.0)

    def check_up(self) -> None:
        if self.is_down:
            raise bad_gateway()

    def check(self, method: str, *, after_effect: bool = False) -> None:
        self.check_up()
        for failure in self.failures:
            if failure.fits(method, after_effect):
                failure.times -= 1
                raise failure.refusal

    def flood(self, chat_id: int, seconds: float) -> None:
        self._floods[chat_id] = time.monotonic() + seconds

    def check_flood(self, chat_id: int, *, is_new: bool = False) -> None:
        now = time.monotonic()
        wait = self._floods[chat_id] - now
        if self.one_a_second and is_new:
            wait = max(wait, self._sent[chat_id] + 1 - now)
        if wait > 0:
            raise too_many_requests(wait)
        if is_new:
            self._sent[chat_id] = now
