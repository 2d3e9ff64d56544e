"""What ten times as many topics cost: loading, training, memory and routing, against the topics that there are."""

import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from api.guidance.reading.loading import load_catalogue
from api.guidance.routing.questions import lessons
from api.guidance.routing.router import Router
from api.guidance.routing.training import train
from api.settings import PROJECT
from tests.benchmarks.service import questions
from tests.benchmarks.timing import Figure, Figures, each_ms, kept_bytes, one_core, percentile

FLOOR = "the same with the topics that there are"
TARGET_SECONDS = 4.0  # loading and training together
_TIMES = 10
_ALPHABETS = ("аеёиоуыэюяөү", "бвгджзйклмнпрстфхцчшщңҳқғ", "aeiouy", "bcdfghjklmnpqrstvwxz")
# Where other words may not stand: values, ids and attributes of headings, keys, and lines of keys that name something.
_FIXED = re.compile(
    r"\{\{.*?\}\}|\{#.*?\}$|^(?:countries|status|checked|review_by|sources|related): *(?:\[[^]]*\]|.*$)"
    r"|^ *[a-z0-9_-]+:(?=\s|$)|\\.",
    re.MULTILINE,
)


@dataclass(frozen=True)
class _Cost:
    topics: int
    load: float
    train: float
    kept: int
    p50: float


def measure(folder: Path) -> Figures:
    content, grown = PROJECT / "content", folder / "grown"
    with one_core():
        floor = _cost(content)  # before the copies are made: they would leave its memory in pieces
        grow(content, grown, _TIMES)
        subject = _cost(grown)
    together = floor.load + floor.train
    target = f"< {TARGET_SECONDS:g} s"
    lines = [
        Figure(f"load and train {floor.topics} topics", "s", together, None, target, together < TARGET_SECONDS),
        Figure(f"load, {subject.topics} topics", "s", subject.load, floor.load),
        Figure(f"train, {subject.topics} topics", "s", subject.train, floor.train),
        Figure(f"memory of the router, {subject.topics} topics", "MB", subject.kept / 1e6, floor.kept / 1e6),
        Figure(f"one question, p50, {subject.topics} topics", "ms", subject.p50, floor.p50),
    ]
    return Figures(f"From {floor.topics} to {subject.topics} topics, one core", FLOOR, lines)


def _cost(content: Path) -> _Cost:
    began = perf_counter()
    catalogue = load_catalogue(content)
    loaded = perf_counter()
    trained = train(lessons(catalogue))
    learned = perf_counter()
    router, kept = kept_bytes(lambda: Router(catalogue, trained))
    arrays = sum(array.nbytes for array in vars(trained).values())
    p50 = percentile(each_ms(router.decide, questions()), 0.5)
    return _Cost(len(catalogue.topics), loaded - began, learned - loaded, kept + arrays, p50)


def grow(content: Path, grown: Path, times: int) -> None:
    """A copy of content with so many times the topics: copies in other words, made by exchanging letters."""
    shutil.copytree(content, grown)
    for topic in [folder for folder in (content / "topics").iterdir() if folder.is_dir()]:
        for number in range(1, times):
            copy = grown / "topics" / f"{topic.name}-{number}"
            copy.mkdir()
            for file in topic.iterdir():
                (copy / file.name).write_text(_in_other_words(file.read_text(encoding="utf-8"), number), "utf-8")


def _in_other_words(text: str, number: int) -> str:
    """The same file with vowels for vowels and consonants for consonants, in both scripts."""
    chance = random.Random(number)
    table: dict[int, int] = {}
    for letters in _ALPHABETS:
        others = chance.sample(letters, len(letters))
        table |= str.maketrans(letters + letters.upper(), "".join(others) + "".join(others).upper())
    pieces = []
    end = 0
    for fixed in _FIXED.finditer(text):
        pieces += [text[end : fixed.start()].translate(table), fixed[0]]
        end = fixed.end()
    return "".join([*pieces, text[end:].translate(table)])
