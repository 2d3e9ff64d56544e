"""Trained routers are kept, and what killed trainings left is removed."""

import os
import time
from pathlib import Path

from api.guidance.reading.loading import load_catalogue
from api.guidance.routing.questions import lessons
from api.guidance.routing.teaching import Teacher


def test_a_trained_router_is_kept_and_left_overs_go(content: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    killed, at_work = cache / "router-1.7.tmp", cache / "router-2.8.tmp"
    for path in (killed, at_work):
        path.touch()
    yesterday = time.time() - 24 * 3600
    os.utime(killed, (yesterday, yesterday))
    learned = lessons(load_catalogue(content))
    trained = Teacher(cache).teach(learned)
    [kept] = cache.glob("router-*.npz")
    assert list(cache.glob("*.tmp")) == [at_work]
    changed = kept.stat().st_mtime_ns
    assert (Teacher(cache).teach(learned).weights == trained.weights).all()
    assert kept.stat().st_mtime_ns == changed
