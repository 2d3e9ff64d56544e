"""Whether a section may be relied on: signed by a person, not past its date, not behind the text it translates."""

import datetime
import hashlib
from collections.abc import Collection, Mapping

from api.guidance.reading.content_rows import Value
from api.guidance.reading.figures import figures
from api.guidance.topics import Section

FINGERPRINT = 12  # hexadecimal digits: a mark to notice changes by, not a defence


def fingerprint(title: str, text: str) -> str:
    """A mark of a section as people read it, values filled in: twelve hexadecimal digits."""
    return hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()[:FINGERPRINT]


def judged(section: Section, source: Section | None, expired: Collection[str], day: datetime.date) -> Section:
    """The section with `status`, `overdue` and `stale` as they are on a day.

    `source` is the section in the source language, None for itself; `expired` are values whose last day is over.
    """
    signed = bool(section.reviewed_by) and section.signed == fingerprint(section.title, section.text)
    return section.model_copy(
        update={
            "status": "reviewed" if signed else "draft",
            "overdue": section.review_by < day or not section.values.isdisjoint(expired),
            "stale": source is not None and is_behind(section, source),
        }
    )


def is_behind(section: Section, source: Section) -> bool:
    """Whether a translation was made from facts that the source text no longer has."""
    return section.revision < source.revision or figures(section.written) != figures(source.written)


def judged_sections(
    sections: Mapping[str, Section],
    originals: Mapping[str, Section] | None,
    expired: Collection[str],
    day: datetime.date,
) -> dict[str, Section]:
    """All sections of a file, judged; `originals` are those of the source language, None for itself."""
    return {
        name: judged(section, originals.get(name) if originals is not None else None, expired, day)
        for name, section in sections.items()
    }


def expired_values(values: Mapping[str, Value], day: datetime.date) -> frozenset[str]:
    return frozenset(name for name, value in values.items() if value.expired(day))
