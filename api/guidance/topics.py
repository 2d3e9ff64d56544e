"""A topic of guidance in one language, and the sections that answer."""

import datetime
from typing import Literal

from api.guidance.reading.content_rows import Strict

ReviewStatus = Literal["draft", "reviewed"]


class Section(Strict):
    """An answer of its own: `countries` are ISO codes or `any`; `text` is Markdown of paragraphs, lists and bold.

    `written` is the text as it stands in the file, with `values` by name. `revision` numbers the facts in the source
    text; in a translation it is the number that the translator had before them. `signed` is the fingerprint of what
    `reviewed_by` has read. The last three are judged when the content is loaded, see freshness.py.
    """

    id: str
    title: str
    text: str
    written: str
    countries: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    values: frozenset[str]
    line: int
    checked: datetime.date
    review_by: datetime.date
    revision: int = 1
    reviewed_by: str | None = None
    signed: str | None = None
    status: ReviewStatus = "draft"
    overdue: bool = False
    stale: bool = False


class Topic(Strict):
    id: str
    language: str
    title: str
    summary: str
    countries: tuple[str, ...]
    checked: datetime.date
    review_by: datetime.date
    sources: tuple[str, ...]
    related: tuple[str, ...]
    questions: dict[str, tuple[str, ...]]
    sections: dict[str, Section]

    @property
    def status(self) -> ReviewStatus:
        """`reviewed` when every section is signed as it stands."""
        return "reviewed" if all(section.status == "reviewed" for section in self.sections.values()) else "draft"
