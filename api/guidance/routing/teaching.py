"""Has the router trained, in a process of its own, and keeps what it found for the next start with the same lessons."""

import contextlib
import hashlib
import json
import logging
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from api.guidance.routing.lessons import Lessons
from api.guidance.routing.router_files import load
from api.guidance.routing.trained import Trained

log = logging.getLogger(__name__)
VERSION = 13  # of the training: a change of method makes kept files useless
KEPT = 3  # newest files
_TRAINING_SECONDS = 600  # for ten times the topics on a slow machine; today it takes two


class Teacher:
    """Remembers the router that was trained last, so that the same lessons are not taught twice."""

    def __init__(self, cache: Path | None) -> None:
        """`cache` is a folder for trained routers."""
        self._cache = cache
        self._last: tuple[str, Trained] | None = None

    def teach(self, lessons: Lessons) -> Trained:
        """The router for these lessons: the last one, or from a file of an earlier start, or trained now and kept."""
        text = json.dumps(vars(lessons), default=vars)
        key = hashlib.sha256(f"{VERSION} {np.__version__} {text}".encode()).hexdigest()[:32]
        if self._last is None or self._last[0] != key:
            self._last = key, self._found_or_trained(text, key)
        return self._last[1]

    def _found_or_trained(self, text: str, key: str) -> Trained:
        if self._cache is None:
            return _train_apart(text)
        path = self._cache / f"router-{key}.npz"
        return load(path) or _train_and_keep(text, path)


def _train_and_keep(text: str, path: Path) -> Trained:
    """Trains into a file beside and moves it into place, so that no other process reads half a file."""
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_over(path.parent)
        unfinished.touch()
    except OSError as error:  # a read-only disk is no harm
        log.warning("The trained router cannot be kept: %s", type(error).__name__)
        return _train_apart(text)
    try:
        trained = _train(text, unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    newest_first = sorted(path.parent.glob("router-*.npz"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in newest_first[KEPT:]:
        old.unlink(missing_ok=True)
    return trained


def _remove_left_over(folder: Path) -> None:
    """Removes what trainings that were killed left unfinished; none takes as long as that."""
    for left in folder.glob("router-*.tmp"):
        with contextlib.suppress(FileNotFoundError):  # another process was faster
            if time.time() - left.stat().st_mtime > 2 * _TRAINING_SECONDS:
                left.unlink()


def _train_apart(text: str) -> Trained:
    with TemporaryDirectory() as folder:
        return _train(text, Path(folder) / "router.npz")


def _train(text: str, path: Path) -> Trained:
    """Trains in a process of its own: its memory goes with it, and answers do not wait meanwhile."""
    command = [sys.executable, "-m", "api.guidance.routing.training", str(path.absolute())]
    project = Path(__file__).resolve().parents[3]
    one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # the other cores are for answers
    subprocess.run(  # noqa: S603 - our own program
        command, input=text.encode(), cwd=project, env=one_thread, check=True, timeout=_TRAINING_SECONDS
    )
    trained = load(path)
    if trained is None:
        raise RuntimeError("training left no router")
    return trained
