"""What training found, as plain arrays: kept in a file, so that a start with the same questions need not train."""

import contextlib
import hashlib
import json
import logging
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from api.guidance.catalogue import Catalogue
from api.guidance.questions import lessons

log = logging.getLogger(__name__)
VERSION = 5  # of the training: a change of method makes kept files useless
KEPT = 3  # newest files
_TRAINING_SECONDS = 120

Names = NDArray[np.str_]
Numbers = NDArray[np.float32]
Counts = NDArray[np.int32]
ENTRY = np.dtype([("row", np.int32), ("value", np.float32)])  # side by side: one look into memory finds both


@dataclass(frozen=True)
class Trained:
    """The router's three models, and the training rows of the sections as one sparse matrix.

    The rows lie section by section, and sections topic by topic, so that a topic's part of a column is one run.
    """

    grams: Names
    idf: Numbers
    intents: Names
    weights: Numbers  # n-gram by intent
    bias: Numbers
    sections: Names  # "topic/section", topic by topic
    section_rows: Counts  # the first of each section, and the number of all
    entries: NDArray[np.void]  # of the rows' matrix, n-gram by n-gram: ENTRY
    parts: Counts  # n-gram by topic: where the entries begin that are the topic's; and their number
    language_grams: Names
    language_idf: Numbers
    languages: Names
    language_weights: Numbers  # n-gram by language
    alarm: Numbers  # by n-gram
    alarm_bias: Numbers
    dangers: Names
    danger_weights: Numbers  # n-gram by kind of danger
    danger_bias: Numbers


def trained_on(catalogue: Catalogue, cache: Path | None) -> Trained:
    """From the file of an earlier start if there is one for these lessons, else trained now and kept."""
    text = json.dumps(vars(lessons(catalogue)), default=vars)
    key = hashlib.sha256(f"{VERSION} {np.__version__} {text}".encode()).hexdigest()[:32]
    if cache is not None:
        path = cache / f"router-{key}.npz"
        return _load(path) or _train_and_keep(text, path)
    with TemporaryDirectory() as folder:
        return _train(text, Path(folder) / "router.npz")


def _train_and_keep(text: str, path: Path) -> Trained:
    """Trains into a file beside and moves it into place, so that no other process reads half a file."""
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_over(path.parent)
        unfinished.touch()
    except OSError as error:  # a read-only disk is no harm
        log.warning("The trained router cannot be kept: %s", type(error).__name__)
        with TemporaryDirectory() as folder:
            return _train(text, Path(folder) / "router.npz")
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


def _train(text: str, path: Path) -> Trained:
    """Trains in a process of its own: scikit-learn's memory goes with it, and answers do not wait meanwhile."""
    command = [sys.executable, "-m", "api.guidance.training", str(path.absolute())]
    project = Path(__file__).resolve().parents[2]
    subprocess.run(command, input=text.encode(), cwd=project, check=True, timeout=_TRAINING_SECONDS)  # noqa: S603 - our own program
    trained = _load(path)
    if trained is None:
        raise RuntimeError("training left no router")
    return trained


def save(trained: Trained, path: Path) -> None:
    with path.open("wb") as file:
        np.savez(file, **vars(trained))


def _load(path: Path) -> Trained | None:
    try:
        with np.load(path, allow_pickle=False) as file:
            return Trained(**{field.name: file[field.name] for field in fields(Trained)})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        log.warning("A kept router cannot be read and is made anew: %s", type(error).__name__)
        return None
