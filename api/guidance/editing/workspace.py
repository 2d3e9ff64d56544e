"""The content folder that an editor works on: what it means, and how it is written."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from api.guidance.catalogue import Catalogue
from api.guidance.editing.files import read_exactly
from api.guidance.editing.manuscript import Manuscript
from api.guidance.editing.yaml_places import Place, places
from api.guidance.reading.loading import written_catalogue
from api.guidance.topics import Section


@dataclass(frozen=True)
class Shown:
    """A section or an emergency card with its file; `source` is the same in the source language, None for itself."""

    folder: str
    language: str
    section: Section
    source: Section | None

    @property
    def file(self) -> str:
        return f"{self.folder}/{self.language}.md"

    @property
    def place(self) -> str:
        """`unpaid-wages/first-steps`, or `emergency/RU/held`."""
        return f"{self.folder.removeprefix('topics/')}/{self.section.id}"


class Workspace:
    def __init__(self, root: Path, catalogue: Catalogue) -> None:
        self.root = root
        self.catalogue = catalogue
        self._manuscripts: dict[str, Manuscript] = {}

    @classmethod
    def open(cls, root: Path, day: datetime.date | None = None) -> "Workspace":
        """Raises ContentError for content that does not load."""
        return cls(root, written_catalogue(root, day))

    @property
    def languages(self) -> list[str]:
        """Those that people write; one that a rule makes from another has no files."""
        return [code for code, language in self.catalogue.languages.items() if not language.letters_of]

    def manuscript(self, file: str) -> Manuscript:
        if file not in self._manuscripts:
            self._manuscripts[file] = Manuscript.read(self.root, file)
        return self._manuscripts[file]

    def places(self, file: str) -> dict[tuple[str, ...], Place]:
        return places(read_exactly(self.root, file))

    @cached_property
    def value_places(self) -> dict[str, tuple[str, Place]]:
        """File and place of every named value."""
        files = sorted(path.relative_to(self.root).as_posix() for path in (self.root / "values").glob("*.yaml"))
        return {path[0]: (file, place) for file in files for path, place in self.places(file).items() if len(path) == 1}

    def shown(self) -> Iterator[Shown]:
        """Every section and emergency card in every language, the source language first."""
        for folder, by_language in self._by_folder().items():
            originals = by_language[self.catalogue.source_language]
            for language in sorted(self.languages, key=lambda code: code != self.catalogue.source_language):
                source = None if language == self.catalogue.source_language else originals
                for name, section in by_language[language].items():
                    yield Shown(folder, language, section, source.get(name) if source else None)

    def _by_folder(self) -> dict[str, dict[str, Mapping[str, Section]]]:
        topics: dict[str, dict[str, Mapping[str, Section]]] = {
            f"topics/{name}": {code: topic.sections for code, topic in translations.items()}
            for name, translations in self.catalogue.topics.items()
        }
        cards: dict[str, dict[str, Mapping[str, Section]]] = {
            f"emergency/{country}": {code: cards.cards for code, cards in translations.items()}
            for country, translations in self.catalogue.emergency.items()
        }
        return {**topics, **cards}
