"""Rows of words and numbers as aligned columns."""

from collections.abc import Sequence


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Numbers stand to the right, words to the left; two spaces between columns."""
    widths = [max(map(len, column)) for column in zip(titles, *rows, strict=True)]
    right = [bool(rows) and all(row[number].isdecimal() for row in rows) for number in range(len(titles))]
    return "\n".join(_line(row, widths, right) for row in (titles, *rows))


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = (
        cell.rjust(width) if is_number else cell.ljust(width)
        for cell, width, is_number in zip(cells, widths, right, strict=True)
    )
    return "  ".join(parts).rstrip()
