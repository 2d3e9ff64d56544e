"""Holds the guidance in use, and takes up edits without a restart."""

import logging
import threading
from pathlib import Path

from api.guidance.content_errors import ContentError
from api.guidance.guidance import Guidance

log = logging.getLogger(__name__)


class Library:
    """`current` is always a good state: files that are found broken leave the last good one in use."""

    def __init__(self, content: Path, cache: Path | None = None) -> None:
        """`cache` keeps trained routers. Raises ContentError: a service does not start on broken content."""
        self._content = content
        self._cache = cache
        self._seen = self._fingerprint()
        self.current = Guidance.load(content, cache)
        self.problems: list[str] = []
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None

    def watch(self, seconds: float) -> None:
        """Looks for edits every so many seconds, in a thread of its own; 0 turns it off."""
        if seconds:
            self._watcher = threading.Thread(target=self._look_again, args=(seconds,), name="content", daemon=True)
            self._watcher.start()

    def close(self) -> None:
        self._stop.set()
        if self._watcher:
            self._watcher.join(timeout=5)

    def _look_again(self, seconds: float) -> None:
        while not self._stop.wait(seconds):
            try:
                self.refresh()
            except Exception:
                log.exception("The edited content could not be loaded; the last good guidance stays in use")

    def refresh(self) -> bool:
        """Loads the files again if any has changed. True if the guidance in use is new."""
        fingerprint = self._fingerprint()
        if fingerprint == self._seen:
            return False
        self._seen = fingerprint
        try:
            self.current = Guidance.load(self._content, self._cache)
        except ContentError as error:
            self.problems = [str(problem) for problem in error.problems]
            log.error("The edited content has problems; the last good guidance stays in use:\n%s", error)
            return False
        self.problems = []
        log.info("The edited content is in use.")
        return True

    def _fingerprint(self) -> dict[str, tuple[int, int]]:
        """Every content file with its time of change and size."""
        found = {}
        for path in self._content.rglob("*"):
            try:
                if path.is_file():
                    stat = path.stat()
                    found[str(path)] = (stat.st_mtime_ns, stat.st_size)
            except FileNotFoundError:  # an editor was replacing it
                continue
        return found
