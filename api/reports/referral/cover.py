"""The letter that goes with a package: which case, to whom, what is inside. Nothing of the story: it is not locked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from api.guidance.content_errors import ContentError, problems_of
from api.guidance.content_rows import Texts
from api.guidance.topic_files import Strict
from api.guidance.yaml_files import parse_yaml, read_text

FILE = "referral.yaml"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")


class Words(Strict):
    """What content/referral.yaml holds: texts by code, then by language."""

    cover: Texts
    consents: dict[str, Texts]
    fields: dict[str, Texts]


def read_words(content: Path) -> Words:
    """As the file is now. Raises ContentError."""
    return _read(content, (content / FILE).stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(content: Path, _changed: int) -> Words:
    try:
        return TypeAdapter(Words).validate_python(parse_yaml(read_text(content / FILE, FILE), FILE))
    except ValidationError as error:
        raise ContentError(problems_of(error, FILE)) from error


@dataclass(frozen=True)
class Cover:
    """`consent` is first or later, as the rules tell; `answer_to` is a name or an address of the office."""

    partner: str
    case: str
    day: date
    consent: str
    fields: Sequence[str]
    answer_to: str

    def written(self, words: Words, language: str) -> str:
        """Markdown."""
        return words.cover[language].format(
            partner=_plain(self.partner),
            case=self.case,
            date=self.day.isoformat(),
            consent=words.consents[self.consent][language],
            fields="\n".join(f"- {words.fields[field][language]}" for field in self.fields),
            answer_to=_plain(self.answer_to),
        )


def _plain(text: str) -> str:
    """As it was typed, whatever Markdown would make of it."""
    return _MARKDOWN.sub(r"\\\1", text)
