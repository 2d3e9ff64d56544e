"""`jardam content …` as an editor types it. What each command does is in `editing/`.

The content folder comes from the settings, which are read only when a command runs.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from api.feedback.command_line import questions
from api.guidance.pack.command_line import pack, posters, verify

# ruff: noqa: PLC0415 - commands import what they need when they run, so that `jardam --help` is instant

OpenFolder = Callable[[], Path]
_DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help="For programs.")
_LANGUAGE = click.option("--language", required=True, help="Of the text, for example ky.")


@click.group()
def content() -> None:
    """For editors."""


for command in (pack, verify, posters, questions):
    content.add_command(command)


@contextmanager
def content_problems_shown() -> Iterator[None]:
    """What is wrong with the content or with a command is told by file and line, without a trace of the program."""
    from api.guidance.reading.content_errors import ContentError

    try:
        yield
    except ContentError as error:
        count = len(error.problems)
        raise click.ClickException(f"The content has {count} problem(s) to mend:\n{error}") from error


@content.command()
@_JSON
@click.pass_context
def check(context: click.Context, as_json: bool) -> None:
    """Check all of content/ and say what to mend, by file and line; fails where there is a problem."""
    from api.guidance.editing import findings
    from api.guidance.editing.check import check as check_folder

    seen, found = check_folder(_folder(context))
    click.echo(findings.as_json(found) if as_json else findings.as_text(found, seen))
    context.exit(1 if findings.problems_in(found) else 0)


@content.command()
@_JSON
@click.option("--topic", help="Only this one.")
@click.pass_context
def status(context: click.Context, as_json: bool, topic: str | None) -> None:
    """How far the guidance has come, by topic and language; situations and values."""
    from api.guidance.editing import status as states
    from api.guidance.editing.choosing import known_topic
    from api.guidance.editing.workspace import Workspace

    with told():
        workspace = Workspace.open(_folder(context))
        found = states.status(workspace, topic and known_topic(workspace, topic))
    click.echo(states.as_json(found) if as_json else states.as_text(found))


@content.command()
@click.argument("place")
@_LANGUAGE
@click.option("--by", required=True, help="Who has checked it, like a.asanova.")
@click.option("--on", type=_DAY, help="When; today by default.")
@click.option("--review-by", type=_DAY, help="When to check again; by default after as long as before.")
@click.pass_context
def review(
    context: click.Context,
    place: str,
    language: str,
    by: str,
    on: datetime.datetime | None,
    review_by: datetime.datetime | None,
) -> None:
    """Sign PLACE, a topic or `topic/section`, as checked in one language."""
    from api.guidance.editing.choosing import chosen
    from api.guidance.editing.signing import Signature, sign
    from api.guidance.editing.workspace import Workspace

    with told():
        workspace = Workspace.open(_folder(context))
        sections = chosen(workspace, place, language)
        day = on.date() if on else workspace.catalogue.day
        sign(workspace, sections, Signature(by, day, review_by.date() if review_by else None))
    for shown in sections:
        click.echo(f"{shown.file}: {shown.section.id} is signed by {by}.")


@content.command()
@click.argument("place")
@_LANGUAGE
@click.pass_context
def translated(context: click.Context, place: str, language: str) -> None:
    """Note that PLACE, a topic or `topic/section`, says in this language what the source says now."""
    from api.guidance.editing import signing
    from api.guidance.editing.choosing import chosen
    from api.guidance.editing.workspace import Workspace

    with told():
        workspace = Workspace.open(_folder(context))
        behind = signing.translated(workspace, chosen(workspace, place, language))
    for shown in behind:
        click.echo(f"{shown.file}: {shown.section.id} follows the source again.")
    if not behind:
        click.echo("Nothing there was behind the source.")


@content.command()
@click.option("--since", default="HEAD", show_default=True, help="Compare with this commit, tag or branch.")
@click.option("--against", type=_FOLDER, help="Compare with a copy of the content folder instead.")
@click.option("--as", "said", type=(click.Choice(["fact"]), str), multiple=True, help="`--as fact TOPIC/SECTION`.")
@click.option("--mark", is_flag=True, help="Translations of what has another fact now count as stale.")
@_JSON
@click.pass_context
def diff(
    context: click.Context,
    since: str,
    against: Path | None,
    said: tuple[tuple[str, str], ...],
    mark: bool,
    as_json: bool,
) -> None:
    """What changed, and whether it is a typo, a change of words or another fact."""
    from contextlib import nullcontext

    from api.guidance.editing import changes, changes_shown
    from api.guidance.editing.git_history import folder_at
    from api.guidance.editing.languages import source_language
    from api.guidance.editing.snapshot import Snapshot

    root = _folder(context)
    with told(), nullcontext(against) if against else folder_at(root, since) as earlier:
        before, source = Snapshot.of(earlier), source_language(root)
        found = changes.compare(before, Snapshot.of(root), {place for _, place in said})
        raised = changes.mark(root, before, found, source) if mark else []
    click.echo(changes_shown.as_json(found, raised) if as_json else changes_shown.as_text(found, source))
    if mark and not as_json:
        places = ", ".join(change.place for change in raised)
        click.echo(f"Translations are stale now: {places}." if raised else "No translation became stale by this.")


@content.command()
@click.argument("language")
@click.argument("file", type=_NEW)
@click.option("--topic", help="Only this one.")
@click.pass_context
def export(context: click.Context, language: str, file: Path, topic: str | None) -> None:
    """Write what is to be translated into LANGUAGE to FILE, a PO file for Poedit, Weblate and the like."""
    from api.guidance.editing import translations
    from api.guidance.editing.choosing import known_topic
    from api.guidance.editing.workspace import Workspace

    with told():
        workspace = Workspace.open(_folder(context))
        count = translations.export(workspace, language, file, topic and known_topic(workspace, topic))
    click.echo(f"{count} texts are in {file}.")


@content.command("import")
@click.argument("file", type=_FILE)
@click.pass_context
def import_(context: click.Context, file: Path) -> None:
    """Take in the translations of FILE: all of them, or none if one of them is broken."""
    from api.guidance.editing.translations import import_translations
    from api.guidance.editing.workspace import Workspace

    with told():
        done = import_translations(Workspace.open(_folder(context)), file)
    for place in done.changed:
        click.echo(f"{place}: is new")
    click.echo(
        f"{len(done.changed)} texts in {done.language} are new, {len(done.followed)} sections follow the source."
    )
    if done.unsure:
        click.echo(f"{done.unsure} texts are marked as unsure in the file and were left as they were.")


@content.group()
def new() -> None:
    """Files to begin with."""


@new.command("topic")
@click.argument("topic")
@click.pass_context
def new_topic(context: click.Context, topic: str) -> None:
    """Make the files of TOPIC, an id like school-meals, in all languages, with an example section."""
    from api.guidance.editing import new_topic as making
    from api.guidance.editing.workspace import Workspace

    with told():
        files = making.new_topic(Workspace.open(_folder(context)), topic)
    click.echo("\n".join([*files, "Write over the example; `jardam content check` names what is missing."]))


@new.command("language")
@click.argument("code")
@click.option("--name", required=True, help="As its speakers call it.")
@click.pass_context
def new_language(context: click.Context, code: str, name: str) -> None:
    """Make the files of the language CODE, like tg, from the source language; all are still to be translated."""
    from api.guidance.editing import new_language as making
    from api.guidance.editing.workspace import Workspace

    with told():
        files = making.new_language(Workspace.open(_folder(context)), code, name)
    click.echo("\n".join([*files, f"All in them is still to be translated: `jardam content export {code} {code}.po`."]))


@contextmanager
def told() -> Iterator[None]:
    """What an editor cannot do is told in a sentence."""
    from api.guidance.editing.refusals import Refused

    try:
        with content_problems_shown():
            yield
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused


def _folder(context: click.Context) -> Path:
    open_folder: OpenFolder = context.obj
    return open_folder()
