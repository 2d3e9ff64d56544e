"""What was made of content files when they were read last, so that a reload reads again only what has changed."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Known:
    """One thing for each name: the newest. Things are shared between catalogues, so nobody may change them."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[object, Any]] = {}

    def made(self, name: Hashable, source: object, make: Callable[[], T]) -> T:
        """What `make` made for this name of an equal `source`; else what it makes now, which is kept."""
        if name not in self._made or self._made[name][0] != source:
            self._made[name] = (source, make())
        made: T = self._made[name][1]
        return made
