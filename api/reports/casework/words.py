"""Words of people, folded so that any spelling and script can be compared."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log, sqrt

from api.guidance.routing.folding import MAX_CHARACTERS, fold
from api.guidance.routing.ngrams import grams

_SIZES = (3, 5)


def folded(texts: Iterable[str]) -> str:
    """All of the texts, whatever their length, as folded words with one space between."""
    return " ".join(filter(None, (fold(piece) for text in texts for piece in _pieces(text))))


def _pieces(text: str) -> Iterator[str]:
    """Parts that `fold` reads to the end, cut between words where there are any."""
    while len(text) > MAX_CHARACTERS:
        cut = text.rfind(" ", 1, MAX_CHARACTERS)
        cut = MAX_CHARACTERS if cut < 0 else cut
        yield text[:cut]
        text = text[cut:]
    yield text


def holds(haystack: str, words: Sequence[str]) -> bool:
    """Whether every one of the folded words begins a word of the folded text."""
    spaced = f" {haystack}"
    return all(f" {word}" in spaced for word in words)


def likenesses(one: str, others: Sequence[str]) -> list[float]:
    """How like folded texts are to the first: 0 to 1, by the n-grams that are rare among all of them."""
    counts = [_counted(text) for text in (one, *others)]
    known_by = Counter(name for count in counts for name in count)
    weights = [
        {name: (1 + log(times)) * log((1 + len(counts)) / known_by[name]) for name, times in count.items()}
        for count in counts
    ]
    return [_cosine(weights[0], weight) for weight in weights[1:]]


def _counted(text: str) -> Counter[str]:
    return Counter(name for word in text.split() for name in grams(word, *_SIZES))


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    length = sqrt(sum(weight**2 for weight in one.values()) * sum(weight**2 for weight in other.values()))
    both = sum(weight * other[name] for name, weight in one.items() if name in other)
    return min(both / length, 1.0) if length else 0.0
