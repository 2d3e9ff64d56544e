"""Lines and columns, with letters that are all ten points wide."""

from hypothesis import given
from hypothesis import strategies as st

from api.guidance.pack.layout import Frame, Paragraph, Placed, Span, set_pages

FRAME = Frame((0.0, 200.0), 100.0, 0.0, 100.0)  # two columns of ten letters, and of seven lines of 13.2 points


def width(text: str, bold: bool, size: float) -> float:
    return len(text) * 10.0


def lines(*paragraphs: Paragraph) -> list[list[Placed]]:
    return set_pages(paragraphs, FRAME, width).lines


def words(placed: Placed) -> str:
    return "".join(span.text for _, span in placed.line.runs)


def paragraph(text: str, **more: object) -> Paragraph:
    return Paragraph((Span(text),), 10.0, **more)  # type: ignore[arg-type]  # as the tests name them


def test_words_fill_lines() -> None:
    (page,) = lines(paragraph("one two three four"))
    assert [words(line) for line in page] == ["one two", "three four"]


def test_a_word_that_is_too_long_is_cut() -> None:
    (page,) = lines(paragraph("abcdefghijklmnopqrstuvwxyz"))
    assert "".join(words(line) for line in page) == "abcdefghijklmnopqrstuvwxyz"
    assert all(len(words(line)) <= 10 for line in page)


def test_bold_may_end_inside_a_word() -> None:
    (page,) = lines(Paragraph((Span("«"), Span("a b", bold=True), Span("» c")), 10.0))
    assert [words(line) for line in page] == ["«a b» c"]
    assert [span.bold for _, span in page[0].line.runs] == [False, True, False]


def test_columns_then_pages() -> None:
    pages = lines(*(paragraph(str(number)) for number in range(20)))
    assert [len(page) for page in pages] == [14, 6]
    assert [placed.x for placed in pages[0]] == [0.0] * 7 + [200.0] * 7


def test_a_heading_goes_with_what_follows() -> None:
    for before in range(1, 9):
        heading = paragraph("heading", with_next=True, anchor="here")
        (page,) = lines(*(paragraph("x") for _ in range(before)), heading, paragraph("one two three"))
        at = next(number for number, placed in enumerate(page) if words(placed) == "heading")
        assert page[at].x == page[at + 1].x == page[at + 2].x


def test_anchors_are_on_the_page_of_their_first_line() -> None:
    some = [paragraph("x", anchor=f"a{number}") for number in range(30)]
    assert set_pages(some, FRAME, width).anchors == {f"a{number}": number // 14 for number in range(30)}


@given(st.lists(st.tuples(st.text("ab \n", max_size=60), st.booleans(), st.sampled_from([0.0, 5.0, 30.0]))))
def test_nothing_is_lost_or_outside(texts: list[tuple[str, bool, float]]) -> None:
    pages = lines(*(paragraph(text, with_next=keep, before=before, indent=20.0) for text, keep, before in texts))
    placed = [line for page in pages for line in page]
    assert "".join(map(words, placed)).replace(" ", "") == "".join(text for text, _, _ in texts).translate(
        {ord(" "): None, ord("\n"): None}
    )
    for line in placed:
        assert 0 <= line.y <= FRAME.bottom
        assert all(x + width(span.text, span.bold, 10) <= FRAME.width for x, span in line.line.runs)
