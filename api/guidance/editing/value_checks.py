"""What the check looks for in named values and sources."""

import datetime
import re
from collections.abc import Iterator

from api.guidance.editing.findings import Finding, Severity
from api.guidance.editing.section_checks import FACT
from api.guidance.editing.workspace import Workspace
from api.guidance.reading.content_rows import Value

SOON = datetime.timedelta(days=30)
_NAME = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_USED_BY_SCREENS = frozenset({"phone-consular-department"})  # «nothing fitted», «we cannot take reports»


def values(workspace: Workspace) -> Iterator[Finding]:
    used = used_values(workspace)
    for name, value in workspace.catalogue.values.items():
        file, place = workspace.value_places[name]
        for what, severity in _of_value(workspace, name, value, used.get(name, [])):
            yield Finding(file, place.line, f"`{name}` {what}", severity, name)


def _of_value(workspace: Workspace, name: str, value: Value, used: list[str]) -> Iterator[tuple[str, Severity]]:
    today = workspace.catalogue.day
    if not value.sources:
        yield "has no source; add `sources: [id of a row in sources.yaml]`", "problem"
    if not value.facts:
        yield "names no facts; add `facts: […]`", "problem"
    for fact in value.facts:
        if not FACT.fullmatch(fact):
            yield f"names `{fact}`, which is no id of a fact; they look like BAN-01", "problem"
    if isinstance(value.as_of, datetime.date) and value.as_of > today:
        yield f"is as of {value.as_of}, which is in the future; write the date of its source", "problem"
    if value.expired(today):
        yield f"held until {value.until}; find out what holds now. It is used in {_listed(used)}", "problem"
    elif value.until and not value.then and value.until - today <= SOON:
        yield f"holds until {value.until} only; find out what follows and add it under `then`", "advice"
    if not used and name not in _USED_BY_SCREENS:
        yield "is used nowhere; use it or remove it", "problem"
    yield from ((f"has no text in {each}; add it", "problem") for each in _untranslated(workspace, value))


def _untranslated(workspace: Workspace, value: Value) -> list[str]:
    written = [value.value, *(later.value for later in value.then)]
    return sorted(
        {code for each in written if isinstance(each, dict) for code in workspace.languages if code not in each}
    )


def _listed(places: list[str]) -> str:
    return ", ".join(places[:5]) + (f" and {len(places) - 5} more" if len(places) > 5 else "") if places else "no text"


def used_values(workspace: Workspace) -> dict[str, list[str]]:
    """By value, where it stands: sections, and files of other kinds."""
    used: dict[str, dict[str, None]] = {}
    for shown in workspace.shown():
        for name in sorted(shown.section.values):
            used.setdefault(name, {})[shown.place] = None
    for file in sorted([*workspace.root.glob("*.yaml"), *workspace.root.glob("checks/*.yaml")]):
        for name in _NAME.findall(file.read_text(encoding="utf-8")):
            used.setdefault(name, {})[file.relative_to(workspace.root).as_posix()] = None
    return {name: list(places) for name, places in used.items()}


def unused_sources(workspace: Workspace) -> Iterator[Finding]:
    catalogue = workspace.catalogue
    used = {
        name for translations in catalogue.topics.values() for topic in translations.values() for name in topic.sources
    }
    used |= {name for value in catalogue.values.values() for name in value.sources}
    used |= {name for check in catalogue.checks.values() for name in check.sources}
    for file in workspace.root.glob("emergency/*/*.md"):
        front = workspace.manuscript(file.relative_to(workspace.root).as_posix()).front
        used |= {place.text for path, place in front.items() if path[0] == "sources" and place.text}
    lines = workspace.places("sources.yaml")
    for name in catalogue.sources.keys() - used:
        yield Finding("sources.yaml", lines[(name,)].line, f"`{name}` is used nowhere; remove it", "advice", name)
