"""What the check looks for in a whole file: its dates, and questions for each of its sections."""

import datetime
from collections.abc import Iterator

from api.guidance.editing.findings import Finding
from api.guidance.editing.section_checks import at
from api.guidance.editing.workspace import Workspace

_TITLE = 40  # characters
_SUMMARY = 140
_SECTION_TITLE = 60


def dates(workspace: Workspace) -> Iterator[Finding]:
    """Dates of sections that name their own, and of the front matter once for all the others."""
    told: set[str] = set()
    for shown in workspace.shown():
        own = workspace.manuscript(shown.file).passages[shown.section.id].heading.attributes.keys()
        whole_file = not own & {"checked", "review-by"}
        if whole_file and shown.file in told:
            continue
        again = f"check them, then `jardam content review {shown.place} --language {shown.language} --by …`"
        section, today = shown.section, workspace.catalogue.day
        for key, what in wrong_dates(section.checked, section.review_by, today, again):
            if whole_file:
                told.add(shown.file)
                yield Finding(shown.file, _front_line(workspace, shown.file, key), what)
            else:
                yield at(shown, what)


def wrong_dates(
    checked: datetime.date, review_by: datetime.date, today: datetime.date, again: str
) -> Iterator[tuple[str, str]]:
    """The key of the date, and what is wrong with it; `again` says what to do where the day has passed."""
    if checked > today:
        yield "checked", f"checked on {checked} is in the future; write the day on which somebody checked the facts"
    if review_by < checked:
        yield (
            "review_by",
            f"to be checked again by {review_by}, which is before it was checked on {checked}; correct one",
        )
    elif review_by < today:
        yield "review_by", f"the facts should have been checked again by {review_by}; {again}"


def _front_line(workspace: Workspace, file: str, key: str) -> int:
    place = workspace.manuscript(file).front.get((key,))
    return place.line if place else 1


def statuses(workspace: Workspace) -> Iterator[Finding]:
    """`status` in the front matter against the signatures below it, which are what counts."""
    unsigned: dict[str, int] = {}
    for shown in workspace.shown():
        unsigned[shown.file] = unsigned.get(shown.file, 0) + (shown.section.status == "draft")
    for file, count in unsigned.items():
        place = workspace.manuscript(file).front.get(("status",))
        says = place.text if place else "draft"
        if says == "reviewed" and count:
            what = f"says reviewed, but {count} section(s) are not signed as they stand; write `status: draft`"
            yield Finding(file, _front_line(workspace, file, "status"), what)
        elif says == "draft" and not count:
            what = "every section is signed; write `status: reviewed`"
            yield Finding(file, _front_line(workspace, file, "status"), what, "advice")


def lengths(workspace: Workspace) -> Iterator[Finding]:
    """Titles that do not fit a button, and summaries that nobody reads to the end."""
    for translations in workspace.catalogue.topics.values():
        for topic in (translations[code] for code in workspace.languages):
            file = f"topics/{topic.id}/{topic.language}.md"
            for key, text, limit in (("title", topic.title, _TITLE), ("summary", topic.summary, _SUMMARY)):
                if len(text) > limit:
                    what = f"the {key} has {len(text)} characters, at most {limit} fit; shorten it"
                    yield Finding(file, _front_line(workspace, file, key), what)
    for shown in workspace.shown():
        if len(shown.section.title) > _SECTION_TITLE:
            what = f"the title has {len(shown.section.title)} characters, at most {_SECTION_TITLE} fit a button"
            yield at(shown, f"{what}; shorten it")


def questions(workspace: Workspace) -> Iterator[Finding]:
    """Sections that the router cannot learn to find."""
    for translations in workspace.catalogue.topics.values():
        for topic in (translations[code] for code in workspace.languages):
            file = f"topics/{topic.id}/{topic.language}.md"
            line = _front_line(workspace, file, "questions")
            for section in topic.sections:
                if not topic.questions.get(section):
                    what = f"there are no questions for the section `{section}`; add some, as people would type them"
                    yield Finding(file, line, what, place=f"{topic.id}/{section}")
