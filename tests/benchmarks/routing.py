"""Routing one question: time and memory of the router, against its vectoriser alone."""

from collections.abc import Callable
from pathlib import Path
from statistics import median

from api.guidance.reading.loading import load_catalogue
from api.guidance.routing.folding import fold
from api.guidance.routing.ngrams import SIZES, Ngrams
from api.guidance.routing.questions import lessons
from api.guidance.routing.router import Router
from api.guidance.routing.teaching import Teacher
from api.settings import PROJECT
from tests.benchmarks.service import questions
from tests.benchmarks.timing import Figure, Figures, each_ms, kept_bytes, one_core, percentile

FLOOR = "its vectoriser alone (Ngrams.weigh of the folded text)"
TARGET_MS = 2.0
ROUNDS = 3
_WORDS = 50_000


def measure(folder: Path) -> Figures:
    catalogue = load_catalogue(PROJECT / "content")
    learned, cache = lessons(catalogue), folder / "cache"
    Teacher(cache).teach(learned)  # so that no training is measured

    def make_vectoriser() -> Ngrams:
        trained = Teacher(cache).teach(learned)
        return Ngrams(trained.grams.tolist(), trained.idf.copy(), SIZES)

    def make_router() -> Router:
        return Router(catalogue, Teacher(cache).teach(learned))

    vectoriser, floor_bytes = kept_bytes(make_vectoriser)
    router, router_bytes = kept_bytes(make_router)
    with one_core():
        floor, measured = _times(lambda text: vectoriser.weigh(fold(text)), router.decide)
    _, words_bytes = kept_bytes(lambda: _fill_words(vectoriser))
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
    rounds = [(each_ms(floor, texts), each_ms(subject, texts)) for _ in range(ROUNDS)]
    floors, subjects = zip(*rounds, strict=True)
    return [median(times) for times in zip(*floors, strict=True)], [median(t) for t in zip(*subjects, strict=True)]


def _fill_words(vectoriser: Ngrams) -> None:
    for number in range(_WORDS):
        vectoriser.weigh(f"migration{number}")
