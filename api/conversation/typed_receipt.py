"""Receipts among what people type."""

import re

from api.reports.receipts import Mistyped, read_receipt

_LONGEST = 200  # characters: a longer text is a story
_SHORTEST, _LONGEST_ALONE = 18, 40  # of a receipt without other words, with whatever stands between its symbols
_GROUPS = re.compile(r"(?<!\w)\w{6}[ \-–—.]\w{6}[ \-–—.]\w{6}(?!\w)")
_LOOKS = re.compile(r"[A-Z0-9АВЕКМНРСТУХ]{14,22}")
_CHANGES = re.compile(r"(?<=\d)(?=\D)|(?<=\D)(?=\d)")
_ENOUGH_CHANGES = 3  # between letters and digits; a random receipt has six or seven


def receipt_in(text: str) -> str | None:
    """The eighteen symbols of a well-formed receipt that is the text, or stands in a short one; else None."""
    if not _SHORTEST <= len(text) <= _LONGEST:
        return None
    alone = [text] if len(text) <= _LONGEST_ALONE else []
    for candidate in (*alone, *_GROUPS.findall(text)):
        try:
            return read_receipt(candidate)
        except Mistyped:
            continue
    return None


def mistyped(text: str, *, asked: bool) -> Mistyped | None:
    """What is wrong with a text that was meant as a receipt: it was `asked` for, or looks like one."""
    if len(text) > _LONGEST or not (asked or _looks_like_one(text)):
        return None
    try:
        read_receipt(text)
    except Mistyped as error:
        return error
    return None


def _looks_like_one(text: str) -> bool:
    if len(text) > _LONGEST_ALONE:
        return False
    bare = re.sub(r"[\s\-–—.]", "", text.upper())
    return bool(_LOOKS.fullmatch(bare)) and len(_CHANGES.findall(bare)) >= _ENOUGH_CHANGES
