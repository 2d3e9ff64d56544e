"""Holds the guidance in use, and takes up edits without a restart."""

import datetime
import logging
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from api.guidance.guidance import Guidance
from api.guidance.reading.content_errors import ContentError
from api.guidance.reading.known import Known
from api.guidance.reading.loading import load_catalogue, today
from api.guidance.routing.questions import lessons
from api.guidance.routing.teaching import Teacher

log = logging.getLogger(__name__)
_State = tuple[datetime.date, dict[str, tuple[int, int]]]


class Library:
    """`current` is always a good state: files that are found broken leave the last good one in use.

    An edit is taken up in two steps. The texts are in use as soon as they are read, found by the router trained before;
    the router that has learned from the edit follows when it is trained, in a process of its own.
    """

    def __init__(self, content: Path, cache: Path | None = None, day: Callable[[], datetime.date] = today) -> None:
        """`cache` keeps trained routers. Raises ContentError: a service does not start on broken content."""
        self._content = content
        self._day = day
        self._known = Known()
        self._teacher = Teacher(cache)
        self._seen = self._state()
        self._catalogue = load_catalogue(content, self._seen[0], self._known)
        self._trained = self._teacher.teach(lessons(self._catalogue))
        self.current = Guidance.of(self._catalogue, self._trained, self._known)
        self.problems: list[str] = []
        self._making = threading.Lock()
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None
        self._learner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="learning")

    def watch(self, seconds: float) -> None:
        """Looks for edits every so many seconds, in a thread of its own; 0 turns it off."""
        if seconds:
            self._watcher = threading.Thread(target=self._look_again, args=(seconds,), name="content", daemon=True)
            self._watcher.start()

    def close(self) -> None:
        self._stop.set()
        if self._watcher:
            self._watcher.join(timeout=5)
        self._learner.shutdown(wait=False, cancel_futures=True)

    def _look_again(self, seconds: float) -> None:
        while not self._stop.wait(seconds):
            try:
                if self._read_again():
                    self._learner.submit(self._learn_in_peace)  # meanwhile the next edit is looked for
            except Exception:
                log.exception("The edited content could not be loaded; the last good guidance stays in use")

    def _learn_in_peace(self) -> None:
        try:
            self._learn()
        except Exception:
            log.exception("The router could not learn from the edited content; the one trained before stays in use")

    def refresh(self) -> bool:
        """Reads the files again if any has changed, or the day. True if the guidance in use is new, router and all."""
        changed = self._read_again()
        if changed:
            self._learn()
        return changed

    def _read_again(self) -> bool:
        state = self._state()
        if state == self._seen:
            return False
        self._seen = state
        try:
            catalogue = load_catalogue(self._content, state[0], self._known)
        except ContentError as error:
            self.problems = [str(problem) for problem in error.problems]
            log.error("The edited content has problems; the last good guidance stays in use:\n%s", error)
            return False
        with self._making:
            self._catalogue = catalogue
            self.current = Guidance.of(catalogue, self._trained, self._known)
        self.problems = []
        log.info("The edited content is in use.")
        return True

    def _learn(self) -> None:
        trained = self._teacher.teach(lessons(self._catalogue))
        if trained is self._trained:
            return
        with self._making:  # with the newest texts: they may have been edited again while the router learned
            self._trained = trained
            self.current = Guidance.of(self._catalogue, trained, self._known)
        log.info("The router has learned from the edited content.")

    def _state(self) -> _State:
        """The day, since texts depend on it, and every content file with its time of change and size."""
        return self._day(), dict(_files(str(self._content)))


def _files(folder: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:  # an editor was replacing it
        return
    for entry in entries:
        try:
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                stat = entry.stat()
                yield entry.path, (stat.st_mtime_ns, stat.st_size)
        except FileNotFoundError:
            continue
