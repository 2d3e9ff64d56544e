"""A Markdown file of content as it is written, to be changed in one place without touching the rest."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from api.guidance.editing.files import read_exactly
from api.guidance.editing.heading import Heading
from api.guidance.editing.yaml_places import Place, places, replaced

_FENCE = "---"
_MARK = "\ufeff"  # some editors begin a file with it
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Passage:
    """A section: the number of its heading's line, and from which to which line its text stands, counted from 0."""

    heading: Heading
    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Manuscript:
    """`file` from the content folder on. `lines` hold their ends, whatever these are."""

    file: str
    lines: tuple[str, ...]

    @classmethod
    def read(cls, root: Path, file: str) -> "Manuscript":
        """Raises ContentError for a file that is not there or not UTF-8."""
        return cls.of(file, read_exactly(root, file))

    @classmethod
    def of(cls, file: str, text: str) -> "Manuscript":
        return cls(file, tuple(_LINE.findall(text)))

    def __str__(self) -> str:
        return "".join(self.lines)

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Sections by id, in the order of the file. Headings that cannot be read are left to the loader to name."""
        starts = [number for number, line in enumerate(self.lines) if line.startswith("#") and number > self._fence]
        found = {}
        for start, stop in zip(starts, [*starts[1:], len(self.lines)], strict=True):
            heading = Heading.read(self.lines[start])
            if heading:
                found[heading.id] = self._passage(heading, start, stop)
        return found

    def _passage(self, heading: Heading, start: int, stop: int) -> Passage:
        text = [number for number in range(start + 1, stop) if self.lines[number].strip()]
        first, last = (text[0], text[-1] + 1) if text else (stop, stop)
        written = "\n".join(line.rstrip() for line in self.lines[first:last]).strip()
        return Passage(heading, start + 1, first, last, written)

    @cached_property
    def _fence(self) -> int:
        """The line that ends the front matter, counted from 0."""
        fences = [number for number, line in enumerate(self.lines) if line.lstrip(_MARK).rstrip() == _FENCE]
        return fences[1] if len(fences) > 1 and fences[0] == 0 else -1

    @cached_property
    def front(self) -> dict[tuple[str, ...], Place]:
        """What stands in the front matter, by key; lines are those of the file."""
        below = places(self._front_text)
        return {path: replace(place, line=place.line + 1) for path, place in below.items()}

    @property
    def _front_text(self) -> str:
        return "".join(self.lines[1 : max(self._fence, 1)])

    @property
    def _line_end(self) -> str:
        return "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"

    def with_heading(self, section: str, heading: Heading) -> "Manuscript":
        line = self.passages[section].line - 1
        return self._with(line, line + 1, f"{heading}{self._line_end}")

    def with_text(self, section: str, text: str) -> "Manuscript":
        passage = self.passages[section]
        return self._with(passage.start, passage.end, self._line_end.join([*text.split("\n"), ""]))

    def with_front(self, key: str, text: str) -> "Manuscript":
        return self._with(1, self._fence, replaced(self._front_text, {(key,): text}))

    def _with(self, start: int, stop: int, text: str) -> "Manuscript":
        before, after = "".join(self.lines[:start]), "".join(self.lines[stop:])
        return Manuscript.of(self.file, before + text + after)
