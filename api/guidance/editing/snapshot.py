"""A state of the content folder as far as it is there: also one that is old, half written or does not load."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from api.guidance.editing.files import read_exactly
from api.guidance.editing.heading import Heading
from api.guidance.editing.manuscript import Manuscript
from api.guidance.editing.refusals import Refused
from api.guidance.editing.yaml_places import places
from api.guidance.reading.content_errors import ContentError
from api.guidance.reading.yaml_files import parse_yaml

_VALUE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_FRONT_TEXTS = ("title", "summary")


@dataclass(frozen=True)
class Written:
    """A text that people read. `place` is the same in every language; `heading` is that of a section."""

    file: str
    line: int
    place: str
    language: str
    text: str
    heading: Heading | None = None

    @property
    def values(self) -> frozenset[str]:
        return frozenset(_VALUE.findall(self.text))


@dataclass(frozen=True)
class NamedValue:
    file: str
    line: int
    row: Mapping[str, Any]

    def text(self, language: str) -> str:
        written = self.row.get("value", "")
        return str(written.get(language, written.get("ru", "")) if isinstance(written, dict) else written)


@dataclass(frozen=True)
class Snapshot:
    """Texts by place and language, values by name."""

    texts: Mapping[tuple[str, str], Written]
    values: Mapping[str, NamedValue]

    @classmethod
    def of(cls, root: Path) -> "Snapshot":
        """Raises Refused for a folder without content."""
        files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.suffix in {".md", ".yaml"})
        texts = [text for file in files for text in _texts_in(root, file)]
        if not texts:
            raise Refused(f"{root} holds no guidance; name the folder that has topics/ in it.")
        return cls({(text.place, text.language): text for text in texts}, _values(root, files))

    def filled(self, written: Written, but: Collection[str] = ()) -> str:
        """A text with its values; those in `but`, and what is no value, stand by their names."""

        def text_of(match: re.Match[str]) -> str:
            value = self.values.get(match[1]) if match[1] not in but else None
            return value.text(written.language) if value else match[0]

        return _VALUE.sub(text_of, written.text)


def _texts_in(root: Path, file: str) -> Iterator[Written]:
    if file.endswith(".md") and file.startswith(("topics/", "emergency/")):
        yield from _sections(Manuscript.read(root, file))
    elif file == "sms_cards.yaml" or file.startswith("checks/"):
        yield from _texts_by_language(root, file)


def _sections(manuscript: Manuscript) -> Iterator[Written]:
    folder, _, name = manuscript.file.rpartition("/")
    topic, language = folder.removeprefix("topics/"), name.removesuffix(".md")
    for key in _FRONT_TEXTS:
        place = manuscript.front.get((key,))
        if place and place.text:
            yield Written(manuscript.file, place.line, f"{topic}#{key}", language, place.text)
    for section, passage in manuscript.passages.items():
        text = f"{passage.heading.title}\n\n{passage.text}"
        yield Written(manuscript.file, passage.line, f"{topic}/{section}", language, text, passage.heading)


def _texts_by_language(root: Path, file: str) -> Iterator[Written]:
    for path, place in places(read_exactly(root, file)).items():
        if place.text and len(path) > 1 and len(path[-1]) == 2 and path[-1].isalpha():
            yield Written(file, place.line, f"{file}#{'.'.join(path[:-1])}", path[-1], place.text)


def _values(root: Path, files: list[str]) -> dict[str, NamedValue]:
    """Of all files that hold values; a file that is broken holds none."""
    found: dict[str, NamedValue] = {}
    for file in files:
        if file.startswith("values/") or file == "values.yaml":
            text = read_exactly(root, file)
            lines = places(text)
            rows = _rows(text, file)
            found |= {n: NamedValue(file, lines[(n,)].line, row) for n, row in rows.items() if (n,) in lines}
    return found


def _rows(text: str, file: str) -> dict[str, Any]:
    try:
        data = parse_yaml(text, file)
    except (ContentError, yaml.YAMLError):
        return {}
    rows = data.items() if isinstance(data, dict) else ()
    return {str(name): row for name, row in rows if isinstance(row, dict)}
