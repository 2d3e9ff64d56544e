"""Routing one question: time and memory of the router, against its vectoriser alone."""

import gc
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

from api.guidance.folding import fold
from api.guidance.loading import load_catalogue
from api.guidance.ngrams import Ngrams
from api.guidance.router import SIZES, Router
from api.guidance.trained import trained_on
from api.settings import PROJECT
from tests.benchmarks.service import questions
from tests.benchmarks.timing import Figure, Figures, one_core, percentile

FLOOR = "its vectoriser alone (Ngrams.weigh of the folded text)"
TARGET_MS = 2.0
ROUNDS = 3
T = TypeVar("T")
_WORDS = 50_000


def measure(folder: Path) -> Figures:
    catalogue = load_catalogue(PROJECT / "content")
    cache = folder / "cache"
    trained_on(catalogue, cache)  # so that no training is measured

    def make_vectoriser() -> Ngrams:
        trained = trained_on(catalogue, cache)
        return Ngrams(trained.grams.tolist(), trained.idf.copy(), SIZES)

    def make_router() -> Router:
        return Router(catalogue, trained_on(catalogue, cache))

    vectoriser, floor_bytes = _kept(make_vectoriser)
    router, router_bytes = _kept(make_router)
    with one_core():
        floor, measured = _times(lambda text: vectoriser.weigh(fold(text)), router.decide)
    _, words_bytes = _kept(lambda: _fill_words(vectoriser))
    p50 = percentile(measured, 0.5)
    target = f"< {TARGET_MS:g} ms"
    lines = [
        Figure("time of one question, p50", "ms", p50, percentile(floor, 0.5), target, p50 < TARGET_MS),
        Figure("time of one question, p99", "ms", percentile(measured, 0.99), percentile(floor, 0.99)),
        Figure("memory, trained", "MB", router_bytes / 1e6, floor_bytes / 1e6),
        Figure(f"memory, kept after {_WORDS:,} new words", "MB", words_bytes / 1e6, floor_bytes / 1e6),
    ]
    return Figures("Routing one question, one core", FLOOR, lines)


def _times(floor: Callable[[str], object], subject: Callable[[str], object]) -> tuple[list[float], list[float]]:
    """Milliseconds of each question, medians over the rounds."""
    texts = questions()
    rounds = [(_each(floor, texts), _each(subject, texts)) for _ in range(ROUNDS)]
    floors, subjects = zip(*rounds, strict=True)
    return [median(times) for times in zip(*floors, strict=True)], [median(t) for t in zip(*subjects, strict=True)]


def _each(work: Callable[[str], object], texts: list[str]) -> list[float]:
    times = []
    for text in texts:
        began = perf_counter()
        work(text)
        times.append((perf_counter() - began) * 1e3)
    return times


def _fill_words(vectoriser: Ngrams) -> None:
    for number in range(_WORDS):
        vectoriser.weigh(f"migration{number}")


def _kept(make: Callable[[], T]) -> tuple[T, int]:
    """What `make` makes, and the bytes that stay in use for it."""
    gc.collect()
    tracemalloc.start()
    try:
        made = make()
        gc.collect()
        return made, tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
