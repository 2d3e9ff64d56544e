"""Posters to hang up: an A4 page for each topic, with QR codes that open the bot or the web chat at that topic."""

from collections.abc import Iterator
from dataclasses import dataclass

import segno

from api.guidance.catalogue import Catalogue
from api.guidance.pack.identity import Identity
from api.guidance.pack.layout import Frame, Paragraph, Span, set_pages
from api.guidance.pack.sheet import PAGE_HEIGHT, PAGE_WIDTH, Sheet
from api.guidance.topics import Topic

PAYLOAD_LIMIT = 64  # characters of a deep link that Telegram takes
_MARGIN = 48.0  # points
_TEXT = Frame((_MARGIN,), PAGE_WIDTH - 2 * _MARGIN, _MARGIN, 440.0)
_CODES_TOP, _CODE, _QUIET = 450.0, 210.0, 4  # the last: empty modules around a code, as scanners need them
_LABEL, _ADDRESS, _FOOT = 13.0, 14.0, 12.0  # sizes


@dataclass(frozen=True)
class Code:
    """A QR code: what it opens, the words above it, and the address to type below it."""

    opens: str
    label: str
    address: str


def posters(catalogue: Catalogue, identity: Identity, language: str) -> bytes:
    """A page for each topic in one language, as PDF. The identity must have a bot or an address.

    Raises ValueError for a topic whose id is too long for Telegram.
    """
    topics = [translations[language] for translations in catalogue.topics.values()]
    say = catalogue.interface.say
    newest = max(section.checked for topic in topics for section in topic.sections.values())
    sheet = Sheet(say(language, "poster-title"), language, newest)
    labels = {name: say(language, f"poster-{name}") for name in ("title", "free", "bot", "web", "never")}
    for topic in topics:
        _page(sheet, topic, labels, list(_codes(topic, identity, labels)))
    return sheet.finished()


def _codes(topic: Topic, identity: Identity, labels: dict[str, str]) -> Iterator[Code]:
    payload = f"{topic.id}_{topic.language}"
    if len(payload) > PAYLOAD_LIMIT:
        raise ValueError(f"the id {topic.id} is too long for a link; shorten it")
    if identity.bot:
        yield Code(f"https://t.me/{identity.bot}?start={payload}", labels["bot"], f"@{identity.bot}")
    if identity.addresses:
        main = identity.addresses[0]
        yield Code(f"{main}?start={payload}", labels["web"], main)


def _page(sheet: Sheet, topic: Topic, labels: dict[str, str], codes: list[Code]) -> None:
    sheet.pdf.add_page()
    words = [
        _line(labels["title"], 20, bold=True),
        _line(topic.title, 38, bold=True, before=24),
        _line(topic.summary, 18, before=16),
        _line(labels["free"], 18, bold=True, before=20),
    ]
    for placed in set_pages(words, _TEXT, sheet.width).lines[0]:
        for x, span in placed.line.runs:
            size = placed.line.paragraph.size
            sheet.text(placed.x + x, placed.y, span.text, bold=span.bold, size=size)
    room = (PAGE_WIDTH - 2 * _MARGIN) / 2
    left = _MARGIN + (room / 2 if len(codes) == 1 else 0)
    for number, code in enumerate(codes):
        _draw_code(sheet, code, left + number * room, room)
    _centred(sheet, labels["never"], PAGE_HEIGHT - _MARGIN, 0, PAGE_WIDTH, _FOOT, bold=True)


def _line(text: str, size: float, *, bold: bool = False, before: float = 0) -> Paragraph:
    return Paragraph((Span(text, bold),), size, before=before)


def _draw_code(sheet: Sheet, code: Code, left: float, room: float) -> None:
    """The label, the code and the address, one below the other in the middle of the room."""
    frame = Frame((left,), room - 12, _CODES_TOP, PAGE_HEIGHT)
    label = set_pages([_line(code.label, _LABEL, bold=True)], frame, sheet.width).lines[0]
    for placed in label:
        text = "".join(span.text for _, span in placed.line.runs)
        _centred(sheet, text, placed.y, left, room, _LABEL, bold=True)
    top = _CODES_TOP + 2 * _LABEL * 1.4
    matrix = segno.make(code.opens, error="m", micro=False).matrix
    module = _CODE / (len(matrix) + 2 * _QUIET)
    corner = left + (room - _CODE) / 2 + _QUIET * module, top + _QUIET * module
    for row, modules in enumerate(matrix):
        for column, length in _runs(bytes(modules)):
            x, y = corner[0] + column * module, corner[1] + row * module
            sheet.pdf.rect(x, y, length * module, module, style="F")
    _centred(sheet, code.address, top + _CODE + _ADDRESS, left, room, _ADDRESS)


def _runs(modules: bytes) -> Iterator[tuple[int, int]]:
    """Where dark modules begin in a row, and how many stand side by side."""
    start = None
    for column, dark in enumerate(bytes([*modules, 0])):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            yield start, column - start
            start = None


def _centred(sheet: Sheet, text: str, y: float, left: float, room: float, size: float, *, bold: bool = False) -> None:
    wide = sheet.width(text, bold, size)
    shown = min(size, size * room / wide) if wide else size
    sheet.text(left + (room - sheet.width(text, bold, shown)) / 2, y, text, bold=bold, size=shown)
