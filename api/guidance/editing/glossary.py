"""The project's words in every language, and whether guidance keeps to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pydantic import Field, ValidationError

from api.guidance.editing.findings import Finding
from api.guidance.editing.section_checks import at, line_in
from api.guidance.editing.workspace import Shown, Workspace
from api.guidance.reading.content_errors import ContentError, ContentProblem, problems_of
from api.guidance.reading.content_reader import ContentReader
from api.guidance.reading.content_rows import Strict

FILE = "glossary.yaml"


class Term(Strict):
    """`stems` by language: the first is the term as lists show it, all are accepted beginnings of words.

    `avoid` by language: what stands nowhere in its guidance.
    """

    stems: dict[str, list[str]]
    avoid: dict[str, list[str]] = Field(default_factory=dict)
    facts: list[str] = Field(default_factory=list)


class _Beginnings:
    """Stems that may begin a word. (One pattern of them all is twenty times slower.)"""

    def __init__(self, stems: list[str]) -> None:
        self._stems = [stem.lower() for stem in stems]

    def first_in(self, text: str) -> str | None:
        """The first of the stems that begins a word of a text in small letters."""
        return next((stem for stem in self._stems if any(_begins_a_word(text, stem))), None)

    def all_in(self, text: str) -> Iterator[str]:
        """Each of the stems, as often as it begins a word."""
        for stem in self._stems:
            yield from (stem for begins in _begins_a_word(text, stem) if begins)


def _begins_a_word(text: str, stem: str) -> Iterator[bool]:
    """For each place where a text holds the stem, whether a word begins there."""
    place = text.find(stem)
    while place >= 0:
        yield place == 0 or not (text[place - 1].isalnum() or text[place - 1] == "_")
        place = text.find(stem, place + 1)


@dataclass(frozen=True)
class Glossary:
    terms: Mapping[str, Term]
    source: str

    @cached_property
    def _stems(self) -> dict[tuple[str, str], _Beginnings]:
        return {
            (name, code): _Beginnings(stems) for name, term in self.terms.items() for code, stems in term.stems.items()
        }

    @cached_property
    def _avoided(self) -> dict[str, list[tuple[str, _Beginnings]]]:
        """By language: a term, and the words that do not stand for it."""
        avoided: dict[str, list[tuple[str, _Beginnings]]] = {}
        for name, term in self.terms.items():
            for code, stems in term.avoid.items():
                avoided.setdefault(code, []).append((name, _Beginnings(stems)))
        return avoided

    def missing(self, source_text: str, text: str, language: str) -> Iterator[tuple[str, str]]:
        """Terms that the source text holds and a translation does not, with their beginnings in the source."""
        source_text, text = source_text.lower(), text.lower()
        for name in self.terms:
            stems = self._stems.get((name, language))
            said = self._stems[name, self.source].first_in(source_text) if stems else None
            if stems and said and not stems.first_in(text):
                yield name, said

    def avoided(self, text: str, language: str) -> Iterator[tuple[str, str]]:
        """Terms for which a text uses words that it should not, with the beginnings of these words."""
        text = text.lower()
        for name, stems in self._avoided.get(language, []):
            yield from ((name, stem) for stem in stems.all_in(text))


def read_glossary(workspace: Workspace) -> Glossary:
    """Empty where there is no such file. Raises ContentError."""
    reader = ContentReader(workspace.root)
    source = workspace.catalogue.source_language
    if not (workspace.root / FILE).exists():
        return Glossary({}, source)
    rows: dict[str, dict[str, Any]] = reader.typed(FILE, dict[str, dict[str, Any]]) or {}
    codes = workspace.catalogue.languages.keys()
    terms = {}
    for name, row in rows.items():
        stems = {code: row[code] for code in codes & row.keys()}
        if source not in stems:
            reader.problems.append(ContentProblem(FILE, f"key `{name}.{source}`", "is missing; add it"))
            continue
        try:
            terms[name] = Term.model_validate({"stems": stems} | {key: row[key] for key in row.keys() - codes})
        except ValidationError as error:
            found = problems_of(error, FILE, name)
            reader.problems += [replace(each, where=each.where.replace(".stems.", ".")) for each in found]
    if reader.problems:
        raise ContentError(reader.problems)
    return Glossary(terms, source)


def terms(workspace: Workspace) -> Iterator[Finding]:
    """Sections of topics that do not keep to the glossary."""
    glossary = read_glossary(workspace)
    for shown in workspace.shown():
        if shown.folder.startswith("topics/"):
            yield from _of_section(workspace, glossary, shown)


def _of_section(workspace: Workspace, glossary: Glossary, shown: Shown) -> Iterator[Finding]:
    text = f"{shown.section.title}\n{shown.section.written}"
    for name, words in glossary.avoided(text, shown.language):
        better = glossary.terms[name].stems[shown.language][0]
        what = f"«{words}…» is not our word; write «{better}», see `{name}` in glossary.yaml"
        yield at(shown, what, line_in(workspace, shown, words))
    if shown.source:
        original = f"{shown.source.title}\n{shown.source.written}"
        for name, said in glossary.missing(original, text, shown.language):
            ours = glossary.terms[name].stems[shown.language][0]
            what = f"{glossary.source}.md says «{said}…»; write «{ours}» or another form of `{name}` in glossary.yaml"
            yield at(shown, what)
