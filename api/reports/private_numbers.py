"""Finds numbers that should not stand in a report: of identity papers, bank cards and phones.

It serves a gentle warning, so it looks for what people write in every spacing, and leaves dates, times, sums of money
and free hotlines alone.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Literal

PrivateNumber = Literal["passport", "card", "phone"]

_MASK = "¤"  # stands for what is harmless; no pattern goes across it
_DASH = re.compile(r"[‐-―−]")
_BLANK = re.compile(r"[^\S\n]")

_TWO_DAY, _TWO_MONTH, _YEAR = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DAY, _MONTH = rf"(?:{_TWO_DAY}|[1-9])", rf"(?:{_TWO_MONTH}|[1-9])"
_CLOCK = r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[:.][0-5]\d)?"
_CURRENCY = (
    r"(?:[₽$€₺₸]|руб|rub|сом|som|сўм|сум|so[ʻ'‘’]m|sum\b|тенге|теңге|tenge|тг|tg\b|лир|lir|tl\b|доллар|dollar|евро|euro|usd|eur"
    r"|kgs|kzt|uzs|(?:р|мин|min)\b|тыс|т\.р|млн|миллион|mln|million|миң|минг|ming)"
)
_HARMLESS = re.compile(
    "|".join(
        (
            rf"(?<![\d+])(?<!\d[ .,-])(?:\d{{1,3}}(?:[ .,]\d{{3}})+|\d{{1,12}})(?:[.,]\d\d?)?(?: ?{_CURRENCY}|[кk]\b)",
            r"[₽$€₺₸] ?\d{1,12}(?:[ .,]\d{3})*(?!\d)",
            rf"(?<!\d)(?<!\d[./-]){_DAY}([./-]){_MONTH}\1(?:19|20)?\d\d(?![./-]?\d)",
            rf"(?<!\d)(?<!\d[ -]){_DAY} {_MONTH} {_YEAR}(?![ -]?\d)",
            rf"(?<!\d)(?<!\d[./-]){_YEAR}([./-]){_MONTH}\2{_DAY}(?![./-]?\d)",
            rf"(?<![\d.:-]){_CLOCK}(?: ?- ?{_CLOCK})?(?![.:-]?\d)",
            r"(?<!\d)(?:\+ ?7|8)[ ().-]{0,3}800(?:[ ().-]{0,3}\d){7}(?!\d)",
        )
    ),
    re.IGNORECASE,
)

_RUN = re.compile(r"\+? ?\d+(?:[ \t./()-]{1,4}\d+)*")
_GROUP = re.compile(r"\d+")

_ABROAD = re.compile(r"[1-9]\d{8,14}")  # after a plus
_PHONE = re.compile(
    r"(?:00)?(?:7\d{10}|99[68]\d{9}|905\d{9})|8[79]\d{9}"  # Russia and Kazakhstan, Kyrgyzstan, Uzbekistan, Türkiye
    r"|0[2-9]\d{8}|05\d{9}"  # as dialled within Kyrgyzstan, within Türkiye
)
_RUSSIAN_MOBILE = re.compile(r"9\d{9}")
_PHONE_DIGITS, _PHONE_GROUPS = range(9, 16), 6
_CARD_DIGITS, _CARD_GROUPS = range(13, 20), 10
# Without any code only the way of grouping tells a phone: 555 12 34 56 in Kyrgyzstan, 90 123 45 67 in Uzbekistan.
_LOCAL = ((3, 2, 2, 2), (2, 3, 2, 2))
_CARD_BEGINNING = re.compile(r"220[0-4]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|3[47]|4|5[0-8]|6|8600|9417|9792|9860")
_CALENDAR_YEAR = re.compile(_YEAR)

_SERIES = r"(?:[iіи][dд]|[aа][nнcсdдaаbвб]|[fф][aаbвбkк]|[pрп][eе])"  # of Kyrgyz and Uzbek passports, in lookalikes
_SIGN = r"[ \t№#:.,-]{0,4}(?:(?:номер|nomer|raqam|number|no)\w{0,4})?[ \t№#:.-]{0,3}"
_ALONE = r"(?<![\d+])(?<!\d[ -])"
_TO_END = r"(?![ -]?\d)"
_PAPER = r"(?:пас{1,2}порт|pas{1,2}port|патент|patent|серия|seriya|series)\w{0,6}"
_FILLER = r"(?:номер|серия|мой|моего|это|менин|бул|nomer|raqam|seriya|mening|mani|bu|number|series|is|no|my)\w{0,4}"
_PASSPORT = re.compile(
    "|".join(
        (
            rf"(?<!\w){_SERIES}{_SIGN}\d(?:[ \t-]?\d){{6}}(?!\d)",
            r"(?<!\w)[a-zа-яёіүөң]{1,2}\d{7,8}(?!\w)",
            rf"{_ALONE}\d\d(?=\D){_SIGN}\d{{7}}{_TO_END}",  # a Russian passport for abroad
            rf"{_ALONE}(?!{_YEAR})\d\d[ -]?\d\d(?=\D){_SIGN}\d{{3}}[ -]?\d{{3}}{_TO_END}",  # for use in Russia
            r"(?<![\d+])[1-8]\d{9}(?!\d)",
            rf"(?<![\d+])[12]{_TWO_DAY}{_TWO_MONTH}{_YEAR}\d{{5}}(?!\d)",  # personal number in Kyrgyzstan
            rf"(?<![\d+])[3-6]{_TWO_DAY}{_TWO_MONTH}\d{{9}}(?!\d)",  # in Uzbekistan
            rf"(?<![\d+])\d\d{_TWO_MONTH}{_TWO_DAY}[0-6]\d{{5}}(?!\d)",  # in Kazakhstan
            rf"{_PAPER}(?:\W{{1,3}}{_FILLER}){{0,3}}[^\w¤]{{0,3}}[a-zа-я]{{0,2}}\d?(?:{_SIGN}\d){{6,11}}{_TO_END}",
        )
    ),
    re.IGNORECASE,
)


def private_numbers(text: str) -> set[PrivateNumber]:
    """The kinds of private number that seem to stand in a text. `passport` are identity papers of every kind."""
    plain = _HARMLESS.sub(_MASK, _plain(text))
    found: set[PrivateNumber] = {"passport"} if _PASSPORT.search(plain) else set()
    for run in _RUN.finditer(plain):
        groups = _GROUP.findall(run.group())
        if any(_is_card(part) for part in _parts(groups, _CARD_DIGITS, _CARD_GROUPS)):
            found.add("card")
        if _has_phone(groups, after_plus=run.group().startswith("+")):
            found.add("phone")
    return found


def _plain(text: str) -> str:
    """Digits of every script as 0-9, every dash and blank as one, a plus only where a number begins."""
    digits = (c if c.isascii() else str(unicodedata.decimal(c, c)) for c in unicodedata.normalize("NFKC", text))
    one_line = _BLANK.sub(" ", _DASH.sub("-", "".join(digits)))
    return one_line.replace("+", "\n+")


def _parts(groups: list[str], digits: range, most: int) -> Iterator[list[str]]:
    """At most so many neighbouring groups that together have so many digits."""
    for first in range(len(groups)):
        length = 0
        for end in range(first, min(first + most, len(groups))):
            length += len(groups[end])
            if length in digits:
                yield groups[first : end + 1]


def _is_card(groups: list[str]) -> bool:
    """Whether the digits have a card's check digit, and are not written like years or round sums in a row."""
    number = "".join(groups)
    if len(groups) > 1:
        in_fours = all(len(group) == 4 for group in groups[:-1])
        if all(map(_CALENDAR_YEAR.fullmatch, groups)) or all(group.endswith("0") for group in groups):
            return False
        if not in_fours and not _CARD_BEGINNING.match(number):
            return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(doubled)) % 10 == 0 and len(set(number)) > 1


def _has_phone(groups: list[str], *, after_plus: bool) -> bool:
    beginnings = accumulate(groups[: _PHONE_DIGITS.stop])
    if after_plus and any(_ABROAD.fullmatch(beginning) for beginning in beginnings):
        return True
    return any(_is_phone(part) for part in _parts(groups, _PHONE_DIGITS, _PHONE_GROUPS))


def _is_phone(groups: list[str]) -> bool:
    if any(len(group) == 1 for group in groups[1:]):
        return False
    if tuple(map(len, groups)) in _LOCAL:
        return groups[0][0] not in "01"
    number = "".join(groups)
    if _RUSSIAN_MOBILE.fullmatch(number):
        return len(groups[0]) >= 3
    return bool(_PHONE.fullmatch(number))
