"""The booklet of the pack, as somebody prints it or copies from it."""

import re

import pypdfium2
import pytest

from api.guidance.pack.pdf import booklet
from tests.guidance.pack.contents import LETTERS, VERSION, edition

A4 = (595, 842)  # points
SEVERAL_PAGES = edition(topics=4, sections=6, text="Длинный раздел о том, что делать сначала. " * 12)


@pytest.fixture(scope="module")
def printed() -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(booklet(SEVERAL_PAGES, VERSION))


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    """What can be copied from each page, with single spaces."""
    return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]


def test_all_text_can_be_copied(printed: pypdfium2.PdfDocument) -> None:
    """Without spaces, and without the line at the foot that may come between."""
    whole = "".join(re.sub(r"\s", "", text.replace(f"[title {VERSION}] · {VERSION}", "")) for text in texts(printed))
    without_numbers = re.sub(r"\d", "", whole)
    for topic in SEVERAL_PAGES.topics:
        for each in topic.passages:
            assert re.sub(r"[\s*\d]", "", each.title + each.text + each.notes[0]) in without_numbers


def test_letters_of_all_our_languages() -> None:
    document = pypdfium2.PdfDocument(booklet(edition(topics=1, sections=1, text=LETTERS), VERSION))
    assert LETTERS in " ".join(texts(document))


def test_signs_that_the_fonts_lack_are_left_out() -> None:
    document = pypdfium2.PdfDocument(booklet(edition(topics=1, sections=1, text="Звоните ☎🙂 112"), VERSION))
    assert "Звоните 112" in " ".join(texts(document))


def test_the_contents_tell_the_right_pages(printed: pypdfium2.PdfDocument) -> None:
    pages = texts(printed)
    headings = {item.get_title(): item.get_dest().get_index() for item in printed.get_toc()}
    contents = pages[0]
    for topic in SEVERAL_PAGES.topics:
        for each in topic.passages:
            told = re.search(rf"{each.title} (\d+)", contents)
            assert told, each.title
            assert int(told[1]) == headings[each.title] + 1
            assert each.title in pages[headings[each.title]]
    assert len(set(headings.values())) > 2


def test_every_page_has_its_number_and_version(printed: pypdfium2.PdfDocument) -> None:
    pages = texts(printed)
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert re.search(rf"· {VERSION} {number}$", text.strip())


def test_pages_are_a4_and_black_on_white(printed: pypdfium2.PdfDocument) -> None:
    for page in printed:
        assert tuple(map(round, page.get_size())) == A4
    picture = printed[1].render(scale=0.5).to_pil().convert("RGB")
    assert len(set(picture.getcolors(1 << 20) or [])) > 2
    assert all(red == green == blue for _, (red, green, blue) in picture.getcolors(1 << 20) or [])


def test_on_paper_an_answer_says_which_number_to_read_next() -> None:
    text = " ".join(texts(pypdfium2.PdfDocument(booklet(edition(), VERSION))))
    assert "1. Есть договор?" in text
    assert "Да → 2" in text
    assert "2. Пишите" in text


def test_a_phone_number_stays_on_one_line() -> None:
    for words in range(8):
        document = pypdfium2.PdfDocument(booklet(edition(1, 1, "и " * words + "звоните +996 312 66 01 01"), VERSION))
        lines = "\n".join(page.get_textpage().get_text_range() for page in document).splitlines()
        assert any("+996 312 66 01 01" in re.sub(r"\s", " ", line) for line in lines)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert booklet(SEVERAL_PAGES, VERSION) == booklet(SEVERAL_PAGES.model_copy(), VERSION)
    assert booklet(SEVERAL_PAGES, VERSION) != booklet(SEVERAL_PAGES, "2026-11-23-1a2b3c4d")
