"""A table as CSV for spreadsheets: UTF-8 with a mark at the beginning, and no cell that is run as a formula."""

import csv
import io

from api.reports.statistics.labels import Labels
from api.reports.statistics.schemas import TableOut

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_COMMA_LANGUAGES = ("en",)  # elsewhere a comma stands in numbers, and spreadsheets take a semicolon between cells


def written(table: TableOut, labels: Labels) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="," if table.language in _COMMA_LANGUAGES else ";", lineterminator="\r\n")
    columns = table.columns or []
    total, hidden = labels.word("total"), labels.word("hidden")
    writer.writerow(map(_safe, [labels.title(table.by), total, *(column.label for column in columns)]))
    for row in table.rows:
        writer.writerow([_safe(row.label), *(_number(count, hidden) for count in (row.count, *(row.cells or ())))])
    counts = (table.total, *(column.count for column in columns))
    writer.writerow([_safe(total), *(_number(count, hidden) for count in counts)])
    return text.getvalue().encode("utf-8-sig")


def _number(count: int | None, hidden: str) -> str:
    return _safe(hidden) if count is None else str(count)


def _safe(text: str) -> str:
    """An apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
