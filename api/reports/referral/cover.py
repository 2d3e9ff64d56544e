"""The letter that goes with a package: which case, to whom, what is inside. Nothing of the story: it is not locked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.guidance.reading.content_rows import ReferralWords

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")


@dataclass(frozen=True)
class Cover:
    """`consent` is first or later, as the rules tell; `answer_to` is a name or an address of the office."""

    partner: str
    case: str
    day: date
    consent: str
    fields: Sequence[str]
    answer_to: str

    def written(self, words: ReferralWords, language: str) -> str:
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
