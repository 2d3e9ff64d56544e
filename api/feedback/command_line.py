"""`jardam content questions` as an editor types it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from api.feedback.schemas import MissedOut

# ruff: noqa: PLC0415 - commands import what they need when they run, so that `jardam --help` is instant


@click.command()
@click.option("--topic", help="Only of this topic; `none` for those that fitted no topic.")
@click.option("--language", help="Only in this language.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def questions(open_folder: Callable[[], Path], topic: str | None, language: str | None, as_json: bool) -> None:
    """What people asked and did not find: counts by topic and language, and questions that they allowed us to keep."""
    from api.database import Database
    from api.feedback.queries import missed
    from api.migrate import migrate
    from api.server_key import ServerKey
    from api.settings import Settings

    open_folder()  # tells what is wrong with the settings
    settings = Settings()
    database = Database(settings.database)
    try:
        migrate(database)
        key = ServerKey(settings.key_of_server)
        found = database.run(lambda session: missed(session, key, topic, language))
    finally:
        database.close()
    click.echo(found.model_dump_json(indent=2) if as_json else as_text(found))


def as_text(found: "MissedOut") -> str:
    """Two tables; a sentence where there is nothing yet."""
    from api.guidance.editing.table import table

    if not found.counts and not found.questions:
        return "Nobody has asked in vain yet."
    titles = ("topic", "language", "unanswered", "not helpful", "helpful", "kept")
    counts = [
        (each.topic, each.language, *map(str, (each.unanswered, each.not_helpful, each.helpful, each.kept)))
        for each in found.counts
    ]
    kept: Sequence[tuple[str, ...]] = [
        (str(each.kept_on), each.language, "/".join(filter(None, (each.topic, each.section))), each.question)
        for each in found.questions
    ]
    parts = [table(titles, counts)] + ([table(("day", "language", "about", "question"), kept)] if kept else [])
    return "\n\n".join(parts)
