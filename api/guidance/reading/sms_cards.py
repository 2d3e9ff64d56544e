"""Cards of first steps, each short enough for two SMS: for days without mobile data.

More than twice as much fits in Latin letters, so the languages need not say the same; numbers are named values.
"""

from collections.abc import Mapping

from api.guidance.pack.sms import sms_parts
from api.guidance.reading.content_errors import ContentError, ContentProblem
from api.guidance.reading.content_reader import ContentReader
from api.guidance.reading.content_rows import Texts
from api.guidance.reading.topic_files import fill

FILE = "sms_cards.yaml"
MESSAGES = 2  # of 67 characters in Cyrillic, of 153 in Latin letters


def read_sms_cards(reader: ContentReader, named: Mapping[str, Mapping[str, str]]) -> dict[str, Texts]:
    """By topic and language, with named values filled in."""
    cards: dict[str, Texts] = reader.typed(FILE, dict[str, Texts]) or {}
    return {topic: _filled(reader, topic, texts, named) for topic, texts in cards.items()}


def _filled(reader: ContentReader, topic: str, texts: Texts, named: Mapping[str, Mapping[str, str]]) -> Texts:
    filled: Texts = {}
    for language, values in named.items():
        written = texts.get(language, "").strip()
        where = f"key `{topic}.{language}`"
        if not written:
            reader.problems.append(ContentProblem(FILE, where, "is missing; add it"))
            continue
        try:
            filled[language] = fill(written, values, FILE, 0)
        except ContentError as error:
            reader.problems += [ContentProblem(FILE, where, each.what) for each in error.problems]
            continue
        parts = sms_parts(filled[language])
        if parts > MESSAGES:
            what = f"takes {parts} SMS, at most {MESSAGES} may be sent; shorten it"
            reader.problems.append(ContentProblem(FILE, where, what))
    return filled
