"""The pack as a booklet to print: A4, two columns, black on white, with contents, page numbers and all text to copy."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from api.guidance.pack.edition import VERSION, Check, Edition, Group, Passage, Step
from api.guidance.pack.layout import Frame, Paragraph, Placed, Span, set_pages
from api.guidance.pack.sheet import PAGE_HEIGHT, PAGE_WIDTH, Sheet

_MARGIN, _GAP = 42.0, 20.0  # points
_COLUMN = (PAGE_WIDTH - 2 * _MARGIN - _GAP) / 2
_FRAME = Frame((_MARGIN, _MARGIN + _COLUMN + _GAP), _COLUMN, _MARGIN, PAGE_HEIGHT - _MARGIN - 18)
_BODY, _SMALL, _MIDDLE, _LARGE, _TITLE = 9.0, 7.5, 10.5, 14.0, 18.0
_INDENT = 12.0
# 7 to 15 digits after the plus, in groups.
_PHONE = re.compile(r"(?<![\w+])\+\d(?:[ ()-]{0,2}\d){6,14}(?!\d)")
_PARSER = MarkdownIt("zero").enable(["emphasis", "list", "escape", "backticks", "newline"])


def booklet(edition: Edition, version: str) -> bytes:
    """The same bytes for the same edition and version, today and always."""
    paper = _Paper(edition, version)
    body = set_pages(list(_body(edition)), _FRAME, paper.width)
    front = set_pages(list(_front(edition, version)), _FRAME, paper.width)
    numbers = {anchor: len(front.lines) + page + 1 for anchor, page in body.anchors.items()}
    for number, lines in enumerate([*front.lines, *body.lines], 1):
        paper.draw(number, lines, numbers)
    return paper.finished()


class _Paper:
    """The pages of the booklet, with links inside it and an outline."""

    def __init__(self, edition: Edition, version: str) -> None:
        self._sheet = Sheet(edition.words["title"], edition.code, edition.date)
        self._sheet.pdf.set_line_width(0.8)
        self._footer = f"{edition.words['title']} · {version}"
        self._links: dict[str, int] = {}
        self.width = self._sheet.width

    def draw(self, number: int, lines: list[Placed], numbers: dict[str, int]) -> None:
        self._sheet.pdf.add_page()
        for placed in lines:
            self._draw_line(placed, numbers)
        self._sheet.text(_MARGIN, PAGE_HEIGHT - _MARGIN, self._footer, size=_SMALL)
        shown = str(number)
        self._sheet.text(
            PAGE_WIDTH - _MARGIN - self.width(shown, False, _SMALL), PAGE_HEIGHT - _MARGIN, shown, size=_SMALL
        )

    def _draw_line(self, placed: Placed, numbers: dict[str, int]) -> None:
        paragraph = placed.line.paragraph
        if placed.line.is_first:
            self._mark(placed, paragraph)
        for x, span in placed.line.runs:
            self._sheet.text(placed.x + x, placed.y, span.text, bold=span.bold, size=paragraph.size)
        if paragraph.goes_to:
            height = placed.line.height
            self._sheet.pdf.link(placed.x, placed.y - height * 0.8, _COLUMN, height, self._link(paragraph.goes_to))
            if placed.line.is_last:
                number = str(numbers[paragraph.goes_to])
                x = placed.x + _COLUMN - self.width(number, False, paragraph.size)
                self._sheet.text(x, placed.y, number, size=paragraph.size)

    def _mark(self, placed: Placed, paragraph: Paragraph) -> None:
        """The place to which links lead, the outline, and the rule above a large heading."""
        top = placed.y - placed.line.height
        if paragraph.anchor:
            self._sheet.pdf.set_link(self._link(paragraph.anchor), y=top, page=self._sheet.pdf.page)
        if paragraph.level:
            self._sheet.pdf.set_y(top)
            title = self._sheet.drawable("".join(span.text for span in paragraph.spans))
            self._sheet.pdf.start_section(title, paragraph.level - 1)
        if paragraph.level == 1:
            self._sheet.pdf.line(placed.x, top - 2, placed.x + _COLUMN, top - 2)

    def _link(self, anchor: str) -> int:
        if anchor not in self._links:
            self._links[anchor] = self._sheet.pdf.add_link()
        return self._links[anchor]

    def finished(self) -> bytes:
        return self._sheet.finished()


def _front(edition: Edition, version: str) -> Iterator[Paragraph]:
    """What this is, how to know that it is real, and the contents."""
    words = {name: text.replace(VERSION, version) for name, text in edition.words.items()}
    identity = edition.identity
    yield _plain(words["title"], _TITLE, bold=True)
    yield _plain(words["about"], before=6)
    yield _plain(words["dated"], before=4)
    yield _plain(words["real"], _MIDDLE, bold=True, before=10, with_next=True)
    yield from _markdown(words["real-about"])
    named = (
        (words["real-bot"], identity.bot and f"@{identity.bot}"),
        (words["real-addresses"], "\n".join(identity.addresses)),
        (words["real-key"], identity.public_key),
    )
    for label, what in named:
        if what:
            yield Paragraph((Span(f"{label} ", bold=True), Span(what)), _BODY, before=3)
    yield from _markdown(words["signature"])
    yield _plain(words["not-advice"], before=4)
    yield _plain(words["contents"], _LARGE, bold=True, before=14, with_next=True)
    yield _entry(words["emergency"], "emergency", bold=True)
    if edition.sms:
        yield _entry(words["sms"], "sms", bold=True)
    if edition.checks:
        yield _entry(words["checks"], "checks", bold=True)
        yield from (_entry(check.title, check.place) for check in edition.checks)
    for topic in edition.topics:
        yield _entry(topic.title, topic.place, bold=True)
        yield from (_entry(passage.title, passage.place) for passage in topic.passages)


def _entry(title: str, place: str, *, bold: bool = False) -> Paragraph:
    indent = 0 if bold else _INDENT
    return Paragraph((Span(title, bold),), _BODY, before=5 if bold else 1, indent=indent, goes_to=place, with_next=bold)


def _body(edition: Edition) -> Iterator[Paragraph]:
    words = edition.words
    yield _heading(words["emergency"], 1, "emergency")
    for group in edition.emergency:
        yield _plain(group.title, _MIDDLE, bold=True, before=10, with_next=True)
        for card in group.passages:
            yield from _passage(card)
        yield _plain(group.summary, _SMALL, before=3)
    if edition.sms:
        yield _heading(words["sms"], 1, "sms")
        yield _plain(words["sms-about"], before=3)
        for card in edition.sms:
            yield _plain(card.title, bold=True, before=7, with_next=True)
            yield _plain(card.text, before=2)
    if edition.checks:
        yield _heading(words["checks"], 1, "checks")
        yield _plain(words["checks-print"], before=3)
        for check in edition.checks:
            yield from _check(check)
    for topic in edition.topics:
        yield from _topic(topic)


def _topic(topic: Group) -> Iterator[Paragraph]:
    yield _heading(topic.title, 1, topic.place)
    yield _plain(topic.summary, before=3)
    for passage in topic.passages:
        yield from _passage(passage)


def _passage(passage: Passage) -> Iterator[Paragraph]:
    yield _heading(passage.title, 2, passage.place)
    yield from _markdown(passage.text)
    for note in passage.notes:
        yield _plain(note, _SMALL, before=2)


def _check(check: Check) -> Iterator[Paragraph]:
    """On paper the steps are numbered, and an answer says which number to read next."""
    numbers = {step.place: str(number) for number, step in enumerate(check.steps, 1)}
    yield _heading(check.title, 2, check.place)
    yield from _markdown(check.intro)
    for step in check.steps:
        yield from _step(step, numbers)
    for note in check.notes:
        yield _plain(note, _SMALL, before=2)


def _step(step: Step, numbers: dict[str, str]) -> Iterator[Paragraph]:
    yield Paragraph(
        (Span(step.title, bold=True),),
        _BODY,
        before=6,
        indent=_INDENT * 1.5,
        marker=f"{numbers[step.place]}.",
        anchor=step.place,
        with_next=True,
    )
    yield from _markdown(step.text)
    for way in step.ways:
        on_this_sheet = way.place in numbers
        yield Paragraph(
            (Span(way.label), *((Span(f" → {numbers[way.place]}", bold=True),) if on_this_sheet else ())),
            _BODY,
            before=1.5,
            indent=_INDENT * 2.5,
            marker="",
            goes_to="" if on_this_sheet else way.place,
        )


def _heading(title: str, level: int, place: str) -> Paragraph:
    size, before = (_LARGE, 20) if level == 1 else (_MIDDLE, 12)
    return Paragraph((Span(title, bold=True),), size, before=before, anchor=place, with_next=True, level=level)


def _plain(
    text: str, size: float = _BODY, *, bold: bool = False, before: float = 0, with_next: bool = False
) -> Paragraph:
    return Paragraph((Span(text, bold),), size, before=before, with_next=with_next)


def _markdown(text: str) -> Iterator[Paragraph]:
    """Paragraphs, and list items with their marks hanging before them."""
    counters: list[int | None] = []  # of open lists: the number of the next item, None for bullets
    marker = ""
    for token in _PARSER.parse(text):
        match token.type:
            case "ordered_list_open":
                counters.append(int(token.attrs.get("start", 1)))
            case "bullet_list_open":
                counters.append(None)
            case "list_item_open":
                number = counters[-1]
                marker = "•" if number is None else f"{number}."
                counters[-1] = None if number is None else number + 1
            case "ordered_list_close" | "bullet_list_close":
                counters.pop()
            case "inline":
                indent = _INDENT * len(counters) + (4 if len(marker) > 2 else 0)
                yield Paragraph(_spans(token.children or []), _BODY, before=3, indent=indent, marker=marker)
                marker = ""


def _spans(tokens: list[Token]) -> tuple[Span, ...]:
    spans, bold = [], False
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                spans.append(Span("\n", bold))
            case "strong_open" | "strong_close":
                bold = token.type == "strong_open"
            case _:
                spans.append(Span(_PHONE.sub(_unbroken, token.content), bold))
    return tuple(spans)


def _unbroken(phone: re.Match[str]) -> str:
    """A number that stays on one line."""
    return phone.group().replace(" ", "\u00a0")
