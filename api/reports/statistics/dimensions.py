"""What reports are counted by. Dimensions that tell of the same subject share an axis: there one follows from another.

Of each axis the leaves are counted, the finest there is: (country, region), or (status, outcome). Every dimension
makes categories of them. A leaf is in one category of a dimension, but for articles: a violation touches several.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from api.guidance.reading.content_rows import Violation

Leaf = tuple[str, ...]
"""What is counted, by the columns of its axis; what was not told is empty."""

NOT_CLOSED = "not-closed"
BETWEEN_COUNTRY_AND_REGION = "/"


class Dimension(StrEnum):
    """In the order of the documentation."""

    VIOLATION = "violation"
    ARTICLE = "article"
    COUNTRY = "country"
    REGION = "region"
    MONTH = "month"
    RECEIVED = "received"
    SECTOR = "sector"
    GENDER = "gender"
    AGE_BAND = "age_band"
    URGENCY = "urgency"
    OUTCOME = "outcome"
    STATUS = "status"
    FIRST_REPLY = "first_reply"


AXES: tuple[tuple[Dimension, ...], ...] = (
    (Dimension.VIOLATION, Dimension.ARTICLE),
    (Dimension.COUNTRY, Dimension.REGION),
    (Dimension.STATUS, Dimension.OUTCOME),
    *((one,) for one in Dimension if one in ("month", "received", "sector", "gender", "age_band", "urgency")),
    (Dimension.FIRST_REPLY,),
)


def axis_of(dimension: Dimension) -> tuple[Dimension, ...]:
    return next(axis for axis in AXES if dimension in axis)


def columns_of(dimension: Dimension) -> tuple[str, ...]:
    """Which columns make a leaf of its axis."""
    match axis_of(dimension)[0]:
        case Dimension.COUNTRY:
            return ("country", "region")
        case Dimension.STATUS:
            return ("status", "outcome")
        case first:
            return (first.value,)


@dataclass(frozen=True)
class Categories:
    """Which categories of a dimension a leaf is in. `violations` are the kinds of violation, with their articles."""

    violations: Mapping[str, Violation]

    def of(self, dimension: Dimension, leaf: Leaf) -> tuple[str, ...]:
        special = _SPECIAL.get(dimension)
        return special(self, leaf) if special else (leaf[0],)

    def _articles(self, leaf: Leaf) -> tuple[str, ...]:
        violation = self.violations.get(leaf[0])
        if violation is None:
            return ()
        numbers = [("ICRMW", number) for number in violation.icrmw]
        numbers += [(treaty, number) for treaty, of_treaty in violation.other.items() for number in of_treaty]
        return tuple(dict.fromkeys(f"{treaty} {_without_paragraph(number)}" for treaty, number in numbers))

    def _region(self, leaf: Leaf) -> tuple[str, ...]:
        """With its country: a name alone may be that of two places."""
        return (BETWEEN_COUNTRY_AND_REGION.join(leaf) if any(leaf) else "",)

    def _outcome(self, leaf: Leaf) -> tuple[str, ...]:
        status, outcome = leaf
        return (outcome if status == "closed" else NOT_CLOSED,)


_SPECIAL: dict[Dimension, Callable[[Categories, Leaf], tuple[str, ...]]] = {
    Dimension.ARTICLE: Categories._articles,
    Dimension.REGION: Categories._region,
    Dimension.OUTCOME: Categories._outcome,
}


def _without_paragraph(number: str) -> str:
    """`25(1)(a)` as `25`: a report counts once for an article."""
    return number.partition("(")[0].partition(",")[0].strip()
