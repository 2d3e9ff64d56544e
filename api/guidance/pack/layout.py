"""Sets paragraphs into lines and lines into columns of pages; knows nothing of what they say or how they are drawn."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

Width = Callable[[str, bool, float], float]  # of a text, bold or not, at a size; all lengths are in points


@dataclass(frozen=True)
class Span:
    text: str
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """`marker` hangs in the indent before the first line. `anchor` names the place; `goes_to` is the anchor whose page
    number stands at the end. `with_next` keeps a heading with what follows; `level` of a heading is 1 or 2, else 0.
    """

    spans: tuple[Span, ...]
    size: float
    before: float = 0
    indent: float = 0
    marker: str = ""
    anchor: str = ""
    goes_to: str = ""
    with_next: bool = False
    level: int = 0


@dataclass(frozen=True)
class Line:
    """Runs of one weight, each with its distance from the column's left edge. The first line carries the anchor."""

    runs: tuple[tuple[float, Span], ...]
    paragraph: Paragraph
    height: float
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Placed:
    """`x`, `y`: the left end of the baseline, from the upper left corner of the page."""

    x: float
    y: float
    line: Line


@dataclass(frozen=True)
class Frame:
    """Where text stands on a page: the left edges of its columns, their width, top and bottom."""

    columns: tuple[float, ...]
    width: float
    top: float
    bottom: float


@dataclass
class Pages:
    """Lines by page, and on which page (from 0) each anchor is."""

    lines: list[list[Placed]] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)


LEADING = 1.32  # line height by size
NUMBER_ROOM = 24.0  # at the end of lines that end in a page number


def set_pages(paragraphs: Sequence[Paragraph], frame: Frame, width: Width) -> Pages:
    """Fills columns from the top, page after page. A heading never stands alone at the end of a column."""
    pages = Pages()
    column, y = len(frame.columns), frame.bottom  # a page that is full: the first line begins a new one
    for block in _blocks(paragraphs, frame.width, width):
        wanted = sum(map(_space, block))  # of the whole block; a block that no column holds is parted after all
        for line in block:
            if y + max(wanted, _space(line)) > frame.bottom:
                column, y = column + 1, frame.top
            wanted = 0.0
            if column >= len(frame.columns):
                pages.lines.append([])
                column, y = 0, frame.top
            y += line.height if y == frame.top else _space(line)
            pages.lines[-1].append(Placed(frame.columns[column], y, line))
            if line.is_first and line.paragraph.anchor:
                pages.anchors[line.paragraph.anchor] = len(pages.lines) - 1
    return pages


def _space(line: Line) -> float:
    """What a line takes of a column: its height, and before the first of a paragraph a gap."""
    return line.height + (line.paragraph.before if line.is_first else 0.0)


def _blocks(paragraphs: Sequence[Paragraph], column: float, width: Width) -> Iterator[list[Line]]:
    """Lines that must not be parted: a heading goes with the first two lines of what follows it."""
    held: list[Line] = []
    for paragraph in paragraphs:
        lines = list(_lines(paragraph, column, width))
        if paragraph.with_next:
            held += lines
            continue
        yield [*held, *lines[:2]]
        held = []
        yield from ([line] for line in lines[2:])
    if held:
        yield held


def _lines(paragraph: Paragraph, column: float, width: Width) -> Iterator[Line]:
    room = column - paragraph.indent - (NUMBER_ROOM if paragraph.goes_to else 0)
    rows = list(_rows(_words(paragraph.spans), room, paragraph.size, width))
    for number, words in enumerate(rows):
        marker = ((0.0, Span(paragraph.marker)),) if paragraph.marker and number == 0 else ()
        runs = _runs(words, paragraph.indent, paragraph.size, width)
        is_last = number == len(rows) - 1
        yield Line((*marker, *runs), paragraph, paragraph.size * LEADING, number == 0, is_last)


def _words(spans: Iterable[Span]) -> list[tuple[Span, ...]]:
    """Words, each of one or more spans: bold may end inside a word. A line break is a word of its own."""
    words: list[list[Span]] = [[]]
    for span in spans:
        for number, line in enumerate(span.text.split("\n")):
            if number:
                words += [[Span("\n")], []]
            for place, piece in enumerate(line.split(" ")):
                if place:
                    words.append([])
                if piece:
                    words[-1].append(Span(piece, span.bold))
    return [tuple(word) for word in words if word]


def _rows(
    words: Iterable[tuple[Span, ...]], room: float, size: float, width: Width
) -> Iterator[list[tuple[Span, ...]]]:
    """Words line by line. One that is wider than a line is cut."""
    space = width(" ", False, size)
    row: list[tuple[Span, ...]] = []
    used = 0.0
    for word in _cut(words, room, size, width):
        wide = sum(width(span.text, span.bold, size) for span in word)
        if word[0].text == "\n" or (row and used + space + wide > room):
            yield row
            row, used = [], 0.0
        if word[0].text != "\n":
            used += wide + (space if row else 0.0)
            row.append(word)
    yield row


def _cut(words: Iterable[tuple[Span, ...]], room: float, size: float, width: Width) -> Iterator[tuple[Span, ...]]:
    for word in words:
        if sum(width(span.text, span.bold, size) for span in word) <= room:
            yield word
            continue
        for span in word:
            fits = max(1, int(len(span.text) * room / width(span.text, span.bold, size)) - 1)
            for start in range(0, len(span.text), fits):
                yield (Span(span.text[start : start + fits], span.bold),)


def _runs(words: list[tuple[Span, ...]], x: float, size: float, width: Width) -> Iterator[tuple[float, Span]]:
    """Neighbouring words of one weight as one run, so that the line can be copied as words with spaces."""
    text, bold = "", False
    for number, word in enumerate(words):
        for place, span in enumerate(word):
            gap = " " if number and not place else ""
            if text and span.bold != bold:
                yield x, Span(text + gap, bold)
                x += width(text + gap, bold, size)
                text, gap = "", ""
            text, bold = text + gap + span.text, span.bold
    if text:
        yield x, Span(text, bold)
