"""Takes in what translators give back: all of it, or with the least thing wrong nothing at all."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from api.guidance.editing.choosing import known_language
from api.guidance.editing.files import loaded_with, read_exactly, write_together
from api.guidance.editing.manuscript import Manuscript
from api.guidance.editing.po_files import Entry, as_po, read_entries
from api.guidance.editing.refusals import Refused
from api.guidance.editing.translation_units import TEXT, Unit, units
from api.guidance.editing.workspace import Workspace
from api.guidance.editing.yaml_places import replaced
from api.guidance.reading.figures import figures
from api.guidance.reading.topic_files import FORBIDDEN

Write = Callable[[Path, Mapping[str, str]], None]
_SPACES = "\n\u00a0\u202f"  # also the one that keeps a number and its unit together
_EMPTY_BOLD = re.compile(r"\*\*\s*\*\*")


@dataclass(frozen=True)
class Imported:
    """What was written: units whose text is new, sections that follow the source again, units left as unsure."""

    language: str
    changed: list[str]
    followed: list[str]
    unsure: int


def export(workspace: Workspace, language: str, file: Path, topic: str | None = None) -> int:
    """Writes a PO file; how many units are in it. Raises Refused."""
    if known_language(workspace, language) == workspace.catalogue.source_language:
        raise Refused(f"{language} is the language that the others are translated from; export another.")
    if file.exists():
        raise Refused(f"{file} is there already, perhaps with a translator's work; choose a new name.")
    found = list(units(workspace, language, topic))
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        unfinished.write_bytes(as_po(found, language))
        unfinished.replace(file)
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}.") from error
    return len(found)


def import_translations(workspace: Workspace, file: Path, write: Write = write_together) -> Imported:
    """Writes what differs. Raises Refused or ContentError, and then has written nothing."""
    language, entries = read_entries(file)
    language = _language(workspace, language)
    known = {unit.context: unit for unit in units(workspace, language)}
    problems = [f"{file.name}: {what}" for entry in entries for what in _problems(workspace, entry, known, language)]
    if problems:
        raise Refused("\n".join([*problems, "Nothing was taken over."]))
    sure = {entry.context: entry for entry in entries if entry.translation.strip() and not entry.unsure}
    changed = {name: _tidy(entry) for name, entry in sure.items() if _tidy(entry) != known[name].translation}
    confirmed = {name for name in sure if known[name].part == (TEXT,) and known[name].stale}
    texts, followed = _written(workspace, known, changed, confirmed)
    if texts:
        loaded_with(workspace.root, texts)
        write(workspace.root, texts)
    unsure = sum(entry.unsure for entry in entries)
    return Imported(language, list(changed), followed, unsure)


def _language(workspace: Workspace, named: str) -> str:
    code = named.replace("-", "_").split("_")[0]
    if not code:
        raise Refused("The file does not say its language; set it in the translator's tool.")
    if known_language(workspace, code) == workspace.catalogue.source_language:
        raise Refused(f"The file says that it is in {code}, the language that the others are translated from.")
    return code


def _tidy(entry: Entry) -> str:
    return "\n".join(line.rstrip() for line in entry.translation.split("\n")).strip()


def _problems(workspace: Workspace, entry: Entry, known: Mapping[str, Unit], language: str) -> Iterator[str]:
    where = f"line {entry.line}: {entry.context or 'a unit without a place'}: "
    unit = known.get(entry.context)
    if unit is None:
        yield where + _why_unknown(workspace, entry, language)
        return
    text = _tidy(entry)
    if not text or entry.unsure or (text == unit.translation and not unit.stale):
        return
    if entry.source != unit.source:
        yield f"{where}the source text has changed since this file was exported; export anew and translate that"
    elif text != unit.translation or unit.stale:
        yield from (where + what for what in _faults(unit, text))


def _why_unknown(workspace: Workspace, entry: Entry, language: str) -> str:
    other = re.search(r"/([a-z]{2,3})\.md#|\.([a-z]{2,3})$", entry.context)
    code = (other[1] or other[2]) if other else None
    if code in workspace.catalogue.languages and code != language:
        return f"belongs to {code}, but the file says that it is in {language}; correct its language"
    return "there is no such text any more; export anew"


def _faults(unit: Unit, text: str) -> Iterator[str]:
    """What is lost or broken in a translation."""
    ours, theirs = figures(text), figures(unit.source)
    if theirs - ours:
        yield f"{', '.join(sorted(theirs - ours))} of the source text is missing; put it in"
    if ours - theirs:
        yield f"{', '.join(sorted(ours - theirs))} does not stand in the source text; take it out"
    if re.search(r"[{}]", re.sub(r"\{\{[^{}]*\}\}", "", text)):
        yield "a value is written {{its-name}}, with two braces on each side; copy it from the source text"
    if text.count("**") % 2 or text.count("`") % 2 or _EMPTY_BOLD.search(text):
        yield "bold begins and ends with **, code with `; one of them is missing"
    if any(line.startswith("#") for line in text.split("\n")):
        yield "a line begins with #, which would start a new section; take it out"
    if FORBIDDEN.search(text):
        yield "links and HTML are not shown to people; write the name of the site"
    if unit.one_line and "\n" in text:
        yield "this text has one line only; join the lines"
    invisible = {sign for sign in text if not sign.isprintable() and sign not in _SPACES}
    if invisible:
        codes = ", ".join(sorted(f"U+{ord(sign):04X}" for sign in invisible))
        yield f"there is a sign in it that cannot be seen ({codes}); take it out"


def _written(
    workspace: Workspace, known: Mapping[str, Unit], changed: Mapping[str, str], confirmed: Iterable[str]
) -> tuple[dict[str, str], list[str]]:
    """The files with the changed units, and the sections that follow the source again."""
    manuscripts: dict[str, Manuscript] = {}
    yaml_files: dict[str, dict[tuple[str, ...], str]] = {}
    for name, text in changed.items():
        unit = known[name]
        if unit.file.endswith(".md"):
            manuscript = manuscripts.get(unit.file) or workspace.manuscript(unit.file)
            manuscripts[unit.file] = _with_unit(manuscript, unit, text)
        else:
            yaml_files.setdefault(unit.file, {})[unit.part] = text
    followed = []
    for name in dict.fromkeys([*confirmed, *(name for name in changed if known[name].part == (TEXT,))]):
        unit = known[name]
        manuscript = manuscripts.get(unit.file) or workspace.manuscript(unit.file)
        manuscripts[unit.file] = _following(workspace, manuscript, unit)
        followed.append(name)
    texts = {file: str(manuscript) for file, manuscript in manuscripts.items()}
    for file, replacements in yaml_files.items():
        texts[file] = replaced(read_exactly(workspace.root, file), replacements)
    return texts, followed


def _with_unit(manuscript: Manuscript, unit: Unit, text: str) -> Manuscript:
    """The file with a new text in one place. A section that changes is no longer what somebody signed."""
    if unit.section is None:
        return manuscript.with_front(unit.part[0], text)
    heading = manuscript.passages[unit.section].heading.marked({"reviewed-by": None, "signed": None})
    if unit.part == (TEXT,):
        return manuscript.with_heading(unit.section, heading).with_text(unit.section, text)
    return manuscript.with_heading(unit.section, heading.titled(text))


def _following(workspace: Workspace, manuscript: Manuscript, unit: Unit) -> Manuscript:
    """The file with a section that was made from the source text as it is now."""
    assert unit.section is not None
    folder = unit.file.rpartition("/")[0]
    source = workspace.manuscript(f"{folder}/{workspace.catalogue.source_language}.md").passages[unit.section].heading
    heading = manuscript.passages[unit.section].heading
    return manuscript.with_heading(unit.section, heading.marked({"revision": str(source.revision)}))
