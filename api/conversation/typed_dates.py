"""Dates as people type them: 22.11.2026, 11.2026, 22.11, 2026-11-22."""

import re
from datetime import date

_DAY = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4})")
_MONTH = re.compile(r"(\d{1,2})[.\-/ ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_SHORT = re.compile(r"(\d{1,2})[./](\d{1,2})")
_FIRST_YEAR = 1990


def month_of(text: str, today: date) -> str:
    """The month that a typed date lies in, such as `2026-11`; empty when none can be read or it is still to come."""
    found = _read(text.strip(), today)
    if found is None or not found.year >= _FIRST_YEAR or found > today:
        return ""
    return found.strftime("%Y-%m")


def _read(text: str, today: date) -> date | None:
    try:
        if match := _DAY.search(text):
            day, month, year = map(int, match.groups())
            return date(year, month, day)
        if match := _ISO.search(text):
            return date(int(match[1]), int(match[2]), int(match[3] or 1))
        if match := _MONTH.search(text):
            return date(int(match[2]), int(match[1]), 1)
        if match := _SHORT.fullmatch(text):
            this_year = date(today.year, int(match[2]), int(match[1]))
            return this_year if this_year <= today else this_year.replace(year=today.year - 1)
    except ValueError:
        pass
    return None
