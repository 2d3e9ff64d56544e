"""Guidance as translators meet it: one unit for each title, summary, text of a section, card and guided check."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.guidance.editing.files import read_exactly
from api.guidance.editing.manuscript import Manuscript
from api.guidance.editing.workspace import Workspace
from api.guidance.editing.yaml_places import Path, places

_VALUE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_FRONT = ("title", "summary")
TITLE, TEXT = "title", "text"


@dataclass(frozen=True)
class Unit:
    """`part`: a key of the front matter or a YAML file, or a section's title or text (`section`).

    `stale`: the source has other facts than when this was translated, or it was not translated at all. `notes` explain
    it to a translator.
    """

    file: str
    part: Path
    source: str
    translation: str
    section: str | None = None
    stale: bool = False
    notes: tuple[str, ...] = ()

    @property
    def context(self) -> str:
        """The place, which names this unit: `topics/unpaid-wages/ky.md#first-steps.text`."""
        return f"{self.file}#{'.'.join(filter(None, [self.section, *self.part]))}"

    @property
    def one_line(self) -> bool:
        return self.part[-1] in {"title", "summary", "label"} or self.part[-2:-1] in {("title",), ("label",), ("ask",)}


def units(workspace: Workspace, language: str, topic: str | None = None) -> Iterator[Unit]:
    """Everything to translate into a language; of one topic, if it is named."""
    yield from _of_markdown(workspace, language, topic)
    yield from _of_cards_and_checks(workspace, language, topic)


def _of_markdown(workspace: Workspace, language: str, topic: str | None) -> Iterator[Unit]:
    stale = {(shown.file, shown.section.id) for shown in workspace.shown() if shown.section.stale}
    folders = dict.fromkeys(shown.folder for shown in workspace.shown())
    for folder in folders:
        if topic is None or folder == f"topics/{topic}":
            source = workspace.manuscript(f"{folder}/{workspace.catalogue.source_language}.md")
            yield from _of_file(workspace, source, workspace.manuscript(f"{folder}/{language}.md"), stale)


def _of_file(
    workspace: Workspace, source: Manuscript, written: Manuscript, stale: set[tuple[str, str]]
) -> Iterator[Unit]:
    for key in _FRONT:
        original, place = source.front.get((key,)), written.front.get((key,))
        if original and place and original.text and place.text:
            yield Unit(written.file, (key,), original.text, place.text, stale=_untouched(original.text, place.text))
    for name, passage in written.passages.items():
        original_passage = source.passages[name]
        behind = (written.file, name) in stale
        language = written.file.rpartition("/")[2].removesuffix(".md")
        title = (original_passage.heading.title, passage.heading.title)
        yield Unit(written.file, (TITLE,), *title, section=name, stale=behind)
        notes = _meanings(workspace, original_passage.text, language)
        yield Unit(written.file, (TEXT,), original_passage.text, passage.text, name, behind, notes)


def _of_cards_and_checks(workspace: Workspace, language: str, topic: str | None) -> Iterator[Unit]:
    checks = [
        f"checks/{name}.yaml" for name, check in workspace.catalogue.checks.items() if _belongs(check.topics, topic)
    ]
    cards = ["sms_cards.yaml"] if (workspace.root / "sms_cards.yaml").exists() else []
    for file in [*checks, *cards]:
        for unit in _of_yaml(workspace, file, language):
            if topic is None or file != "sms_cards.yaml" or unit.part[0] == topic:
                yield unit


def _belongs(topics: list[str], topic: str | None) -> bool:
    return topic is None or topic in topics


def _of_yaml(workspace: Workspace, file: str, language: str) -> Iterator[Unit]:
    known = places(read_exactly(workspace.root, file))
    for path, place in known.items():
        original = known.get((*path[:-1], workspace.catalogue.source_language))
        if path[-1] == language and place.text and original and original.text:
            notes = _meanings(workspace, original.text, language)
            texts = (original.text.strip(), place.text.strip())
            yield Unit(file, path, *texts, stale=_untouched(*texts), notes=notes)


def _untouched(source: str, translation: str) -> bool:
    """Whether a text without a revision was copied, as for a new language; a single word may be the same in two."""
    return source == translation and " " in source


def _meanings(workspace: Workspace, text: str, language: str) -> tuple[str, ...]:
    names = dict.fromkeys(_VALUE.findall(text))
    return tuple(f"{{{{{name}}}}} = {workspace.catalogue.value(name, language)}" for name in names)
