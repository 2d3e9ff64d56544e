"""From an editor's save to the new text in use, and how long answers take meanwhile, all on one core."""

import shutil
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from api.guidance.editing.check import check
from api.guidance.library import Library
from api.settings import PROJECT, Settings
from tests.benchmarks.service import questions
from tests.benchmarks.timing import Figure, Figures, one_core, percentile, seconds

FLOOR = "the same without an edit; for the reload, the first load and training"
TARGET_SECONDS = 2.0
CHECK_SECONDS = 10.0
ROUNDS = 4
_CALM_SECONDS = 4.0
_PAUSE = 0.01  # seconds between two questions
_PATIENCE_SECONDS = 60
_FILE = "topics/entry-bans/ru.md"


def measure(folder: Path) -> Figures:
    content = folder / "edited"
    shutil.copytree(PROJECT / "content", content)
    with one_core():
        checked = seconds(lambda: check(content))
        began = perf_counter()
        library = Library(content)
        first = perf_counter() - began
        library.watch(Settings.model_fields["reload_seconds"].default)
        asking = _Asking(library)
        end = perf_counter() + _CALM_SECONDS
        calm = asking.until(lambda: perf_counter() > end)
        reloads = [_reload(library, content, asking, number) for number in range(ROUNDS)]
        library.close()
    in_use, learned = (median(each) for each in list(zip(*reloads, strict=True))[:2])
    busy = [took for _, _, times in reloads for took in times]
    target = f"< {TARGET_SECONDS:g} s"
    within = f"< {CHECK_SECONDS:g} s"
    lines = [
        Figure("check all of content/", "s", checked, first, within, checked < CHECK_SECONDS),
        Figure("edit until its text is in use", "s", in_use, first, target, in_use < TARGET_SECONDS),
        Figure("edit until the router has learned", "s", learned, first),
        Figure("one question meanwhile, p50", "ms", percentile(busy, 0.5), percentile(calm, 0.5)),
        Figure("one question meanwhile, p99", "ms", percentile(busy, 0.99), percentile(calm, 0.99)),
        Figure("one question meanwhile, slowest", "ms", max(busy), max(calm)),
    ]
    return Figures("Reloading while people ask, one core", FLOOR, lines)


def _reload(library: Library, content: Path, asking: "_Asking", number: int) -> tuple[float, float, list[float]]:
    """Seconds until the text is in use and until the router has learned; milliseconds of each question meanwhile."""
    summary, router = f"Edited {number} times.", library.current.router
    path = content / _FILE
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text(_edited(path.read_text(encoding="utf-8"), summary), encoding="utf-8")
    unfinished.replace(path)
    began = perf_counter()
    times = asking.until(lambda: library.current.catalogue.topics["entry-bans"]["ru"].summary == summary)
    in_use, with_old = perf_counter() - began, library.current.router
    times += asking.until(lambda: library.current.router is not with_old)
    assert library.current.router is not router
    return in_use, perf_counter() - began, times


def _edited(text: str, summary: str) -> str:
    """With another summary: one of the texts from which the router learns."""
    lines = text.split("\n")
    number = next(number for number, line in enumerate(lines) if line.startswith("summary:"))
    lines[number] = f"summary: {summary}"
    return "\n".join(lines)


class _Asking:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts = cycle(questions())

    def until(self, happened: Callable[[], bool]) -> list[float]:
        """Asks one question after another; milliseconds of each."""
        times = []
        end = perf_counter() + _PATIENCE_SECONDS
        while not happened():
            assert perf_counter() < end, "the edit was not taken up"
            began = perf_counter()
            self._library.current.router.decide(next(self._texts))
            times.append((perf_counter() - began) * 1e3)
            sleep(_PAUSE)
        return times
