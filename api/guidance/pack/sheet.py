"""An A4 document with our fonts, measured in points from the upper left corner."""

import datetime
from functools import lru_cache
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
_FONTS = Path(__file__).parent / "fonts"
_FAMILY = "DejaVu"
_FILES = {False: "DejaVuSansCondensed.ttf", True: "DejaVuSansCondensed-Bold.ttf"}


class Sheet:
    """`pdf` is the document of fpdf2, for what is not text. The same calls give the same bytes, today and always."""

    def __init__(self, title: str, language: str, date: datetime.date) -> None:
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_title(title)
        self.pdf.set_lang(language)
        self.pdf.set_creator("Jardam")
        self.pdf.set_producer("Jardam")
        self.pdf.set_creation_date(datetime.datetime.combine(date, datetime.time(), datetime.UTC))
        for bold, file in _FILES.items():
            self.pdf.add_font(_FAMILY, "B" if bold else "", _FONTS / file)
        self._letters = frozenset(map(chr, self._font(bold=False).cmap))
        self.width = lru_cache(maxsize=100_000)(self._width)

    def _width(self, text: str, bold: bool, size: float) -> float:
        return float(self._font(bold=bold).get_text_width(self.drawable(text), size, None)[1])

    def _font(self, *, bold: bool) -> TTFFont:
        font = self.pdf.fonts[_FAMILY.lower() + ("B" if bold else "")]
        assert isinstance(font, TTFFont)
        return font

    def text(self, x: float, y: float, text: str, *, bold: bool = False, size: float) -> None:
        """One line; its baseline begins at the point."""
        self.pdf.set_font(_FAMILY, "B" if bold else "", size)
        self.pdf.text(x, y, self.drawable(text))

    def drawable(self, text: str) -> str:
        """The text without signs that our fonts lack, such as small pictures."""
        return text if self._letters.issuperset(text) else "".join(filter(self._letters.__contains__, text))

    def finished(self) -> bytes:
        """The document; nothing can be added to it any more."""
        content = bytes(self.pdf.output())
        for bold in _FILES:
            self._font(bold=bold).ttfont.close()  # the library leaves the files open
        return content
