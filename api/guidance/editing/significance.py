"""How much a change of a text matters: a typo, other words, or another fact.

In doubt it matters more: a translation that is looked at in vain costs minutes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from api.guidance.editing.heading import Heading
from api.guidance.editing.word_diff import changed_words, is_typo
from api.guidance.reading.figures import figures

Significance = Literal["typo", "change", "fact"]
_LIST_NUMBER = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_NUMBER = re.compile(r"\d+")
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}|\S+@\S+")
_NUMBER_WORD = re.compile(
    r"нол[ья]|оба$|обе$|один|одн(?:а|о|у|и|ой|ого|ому|им|их)$|полтор|полгод|дв(?:а|е|ух|ум|умя|ое)$|двад|двен|двест|"
    r"тр(?:и|ех|ёх|ем|ём|ое)$|трин|трид|трист|четыр|четвер|пят|шест|сем(?:ь|и|еро)$|семн|семьд|вос[ье]м|девят|девян|десят|"
    r"сорок|ст[оа]$|сотн|сотен|тысяч|миллион|"
    r"бир$|эки|үч|төрт|беш|алты|жети|сегиз|тогуз|он$|жыйырма|отуз|кырк|элүү|жүз|миң|жарым|"
    r"bir$|ikki|uch$|toʻrt|besh|olti|yetti|sakkiz|toʻqqiz|oʻn$|yigirma|oʻttiz|qirq|ellik|yuz$|ming$|yarim|"
    r"one$|two|three|four|five|six|seven|eight|nine|ten$|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|half",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,»)] )[«(]?([^\W\d_]\w+)")
_STEM = 5  # letters by which a name is the same in another case: Москва, Москве
_NAMED_IN_HEADING = ("countries", "facts")


def significance(before: str, after: str) -> tuple[Significance, list[str]]:
    """Of a text with its values filled in, and what in it is another fact."""
    reasons = [*_figures(before, after), *_words_of_fact(before, after)]
    if reasons:
        return "fact", reasons
    return ("typo" if is_typo(before, after) else "change"), []


def of_headings(before: Heading, after: Heading) -> list[str]:
    """Which attributes that state facts have changed."""
    changed = [name for name in _NAMED_IN_HEADING if before.attributes.get(name) != after.attributes.get(name)]
    return [f"{name}: {before.attributes.get(name, '–')} → {after.attributes.get(name, '–')}" for name in changed]


def _figures(before: str, after: str) -> Iterator[str]:
    """Numbers that went, came or changed places; months; sites."""
    old, new = (_NUMBER.findall(_LIST_NUMBER.sub("", text)) for text in (before, after))
    if old != new:
        gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
        yield _went_and_came(gone, come) if gone or come else "the same numbers in another order"
    months = [Counter(each for each in figures(text) if each.isalpha()) for text in (before, after)]
    sites = [Counter(set(_SITE.findall(text))) for text in (before, after)]
    for was, now in (months, sites):
        if was != now:
            yield _went_and_came(was - now, now - was)


def _words_of_fact(before: str, after: str) -> Iterator[str]:
    """Numbers written as words; names of cities, streets and bodies."""
    if is_typo(before, after):
        return
    for gone, come in changed_words(before, after):
        old, new = (Counter(word for word in words if _NUMBER_WORD.match(word)) for words in (gone, come))
        if old != new:
            yield _went_and_came(old - new, new - old)
    was, now = _names(before), _names(after)
    if was.keys() != now.keys():
        yield _went_and_came(
            *(
                Counter(names[stem] for stem in stems)
                for names, stems in ((was, was.keys() - now.keys()), (now, now.keys() - was.keys()))
            )
        )


def _names(text: str) -> dict[str, str]:
    """Words with a capital within a sentence, by their beginnings."""
    found = (match[1] for match in _NAME.finditer(text))
    return {word[:_STEM].casefold(): word for word in found if word[0].isupper()}


def _went_and_came(gone: Counter[str], come: Counter[str]) -> str:
    old, new = (", ".join(sorted(each.elements())) or "nothing" for each in (gone, come))
    return f"{old} → {new}"
