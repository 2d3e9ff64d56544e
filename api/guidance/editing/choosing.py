"""Which sections an editor means by `unpaid-wages` or `unpaid-wages/first-steps`."""

from difflib import get_close_matches

from api.guidance.editing.refusals import Refused
from api.guidance.editing.workspace import Shown, Workspace


def chosen(workspace: Workspace, place: str, language: str) -> list[Shown]:
    """The sections of a topic, or one of them, in a language. Raises Refused.

    Emergency cards are `emergency/RU`, or one of them `emergency/RU/held`.
    """
    known_language(workspace, language)
    shown = [each for each in workspace.shown() if each.language == language]
    found = [each for each in shown if place in (each.place, each.folder.removeprefix("topics/"))]
    if not found:
        names = sorted({name for each in shown for name in (each.place, each.folder.removeprefix("topics/"))})
        raise Refused(f"There is no topic or section `{place}`.{_perhaps(place, names)}")
    return found


def known_language(workspace: Workspace, language: str) -> str:
    codes = workspace.languages
    if language not in codes:
        raise Refused(f"There is no language `{language}`; there are {', '.join(codes)}.")
    return language


def known_topic(workspace: Workspace, topic: str) -> str:
    names = list(workspace.catalogue.topics)
    if topic not in names:
        raise Refused(f"There is no topic `{topic}`.{_perhaps(topic, names)}")
    return topic


def _perhaps(name: str, names: list[str]) -> str:
    alike = get_close_matches(name, names, n=3, cutoff=0.5)
    return f" Did you mean {' or '.join(alike)}?" if alike else " `jardam content status` lists the topics."
