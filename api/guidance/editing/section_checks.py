"""What the check looks for in sections and emergency cards, one after another."""

import re
from collections.abc import Iterator

from api.guidance.editing.findings import Finding, Severity
from api.guidance.editing.workspace import Shown, Workspace
from api.guidance.reading.figures import figures

LONG = 1_300  # characters: a tired person reads no more on a phone
FACT = re.compile(r"[A-Z]{2,6}-\d+[a-z]?")
_VALUE = re.compile(r"\{\{\s*[^{}]*?\s*\}\}")
_BRACES = re.compile(r"[{}]+")
_LONG_NUMBER = re.compile(r"\+?(?:\d[ ()\-\u2011\u00a0]{0,2}){7,}")
_PHONE_DIGITS = 9  # a date has eight


def of_section(workspace: Workspace, shown: Shown) -> Iterator[Finding]:
    """All that is wrong with one section in one language."""
    yield from _behind_the_source(workspace, shown)
    yield from _signature(shown)
    yield from _facts(shown)
    yield from _literal_phones(workspace, shown)
    yield from _stray_braces(workspace, shown)
    if len(shown.section.text) > LONG:
        long = f"the section has {len(shown.section.text)} characters"
        yield at(shown, f"{long}; people read up to {LONG}: shorten it or split it in two", severity="advice")


def at(shown: Shown, what: str, line: int | None = None, severity: Severity = "problem") -> Finding:
    """A finding in a section; without a line, at its heading."""
    return Finding(shown.file, line or shown.section.line, what, severity, shown.place)


def line_in(workspace: Workspace, shown: Shown, words: str) -> int:
    """The line of a section's text in which the words stand, else that of its heading."""
    manuscript = workspace.manuscript(shown.file)
    passage = manuscript.passages[shown.section.id]
    lines = range(passage.start, passage.end)
    sought = words.lower()
    return next((number + 1 for number in lines if sought in manuscript.lines[number].lower()), passage.line)


def _behind_the_source(workspace: Workspace, shown: Shown) -> Iterator[Finding]:
    if shown.source is None:
        return
    original = f"{workspace.catalogue.source_language}.md"
    here, there = figures(shown.section.written), figures(shown.source.written)
    for figure in sorted(here - there):
        yield at(
            shown,
            f"{figure} does not stand in {original}; correct it there or here",
            _line_of(workspace, shown, figure),
        )
    if there - here:
        yield at(shown, f"{original} has {', '.join(sorted(there - here))}, this text has not; put it in")
    if shown.section.revision < shown.source.revision:
        why = f"the facts in {original} have changed since this was translated; bring it up to date"
        if not shown.section.revision:
            why = f"this is still to be translated from {original}"
        yield at(shown, f"{why}, then `jardam content translated {shown.place} --language {shown.language}`")
    if shown.section.revision > shown.source.revision:
        yield at(shown, f"revision={shown.section.revision} is newer than that of {original}; correct it")


def _line_of(workspace: Workspace, shown: Shown, figure: str) -> int:
    return line_in(workspace, shown, figure.strip("{}") if figure.startswith("{{") else figure)


def _signature(shown: Shown) -> Iterator[Finding]:
    section = shown.section
    again = f"read it again, then `jardam content review {shown.place} --language {shown.language} --by …`"
    if section.signed and section.reviewed_by and section.status == "draft":
        yield at(shown, f"title, text or a value has changed since {section.reviewed_by} signed it; {again}")
    elif bool(section.signed) != bool(section.reviewed_by):
        yield at(shown, f"reviewed-by and signed belong together; {again}")


def _facts(shown: Shown) -> Iterator[Finding]:
    if not shown.section.facts:
        yield at(shown, "no facts are named; write `facts=…` with their ids into the heading")
    for fact in shown.section.facts:
        if not FACT.fullmatch(fact):
            yield at(shown, f"`{fact}` is no id of a fact, they look like BAN-01; correct it")


def _literal_phones(workspace: Workspace, shown: Shown) -> Iterator[Finding]:
    for phone, what in literal_phones(shown.section.written):
        yield at(shown, what, line_in(workspace, shown, phone))


def literal_phones(written: str) -> Iterator[tuple[str, str]]:
    """Phone numbers that stand in a text as digits, each with what to do."""
    for number in _LONG_NUMBER.findall(_VALUE.sub(" ", written)):
        if len(re.sub(r"\D", "", number)) >= _PHONE_DIGITS or re.search(r"\d{7}", number):
            phone = number.strip()
            what = f"{phone} looks like a phone number; make it a named value in values/ and write {{{{its-name}}}}"
            yield phone, what


def _stray_braces(workspace: Workspace, shown: Shown) -> Iterator[Finding]:
    for braces in _BRACES.findall(_VALUE.sub(" ", shown.section.written)):
        what = f"`{braces}` belongs to no value; a value is written {{{{its-name}}}}, with two braces on each side"
        yield at(shown, what, line_in(workspace, shown, braces))
