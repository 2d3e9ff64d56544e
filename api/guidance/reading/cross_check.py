"""What one file alone cannot show: links between files, unknown sources, sections that a translation lacks."""

from collections.abc import Collection, Iterable, Iterator

from api.guidance.catalogue import Catalogue
from api.guidance.reading.content_errors import ContentProblem
from api.guidance.reading.guided_checks import GuidedCheck
from api.guidance.topics import Topic


def problems_between(catalogue: Catalogue) -> Iterator[ContentProblem]:
    """Every reference from one file to what another does not hold."""
    for topic_id, translations in catalogue.topics.items():
        original = translations[catalogue.source_language]
        for language, topic in translations.items():
            file = f"topics/{topic_id}/{language}.md"
            yield from _unknown(file, "key `related`", topic.related, catalogue.topics, "topic")
            yield from _unknown(file, "key `sources`", topic.sources, catalogue.sources, "source")
            yield from _translation_problems(original, topic, file)
    yield from _unknown("urgent.yaml", "key `near`", catalogue.urgent.near, catalogue.topics, "topic")
    yield from _unknown("sms_cards.yaml", "", catalogue.sms_cards, catalogue.topics, "topic")
    for check_id, check in catalogue.checks.items():
        yield from _check_problems(catalogue, f"checks/{check_id}.yaml", check)
    for name, value in catalogue.values.items():
        yield from _unknown("values", f"key `{name}.sources`", value.sources, catalogue.sources, "source")


def _check_problems(catalogue: Catalogue, file: str, check: GuidedCheck) -> Iterator[ContentProblem]:
    yield from _unknown(file, "key `topics`", check.topics, catalogue.topics, "topic")
    yield from _unknown(file, "key `sources`", check.sources, catalogue.sources, "source")
    sections = {
        f"{name}/{section}" for name, each in catalogue.topics.items() for section in next(iter(each.values())).sections
    }
    for name, ending in check.endings.items():
        yield from _unknown(file, f"key `endings.{name}.sections`", ending.sections, sections, "section")


def _unknown(
    file: str, where: str, names: Iterable[str], known: Collection[str], what: str
) -> Iterator[ContentProblem]:
    place = "; add it to sources.yaml or correct it" if what == "source" else "; correct it"
    yield from (
        ContentProblem(file, where, f"there is no {what} `{name}`{place}") for name in names if name not in known
    )


def _translation_problems(original: Topic, topic: Topic, file: str) -> Iterator[ContentProblem]:
    for section_id in original.sections.keys() ^ topic.sections.keys():
        what = f"the section `{section_id}` is in {original.language}.md or here, not in both; add or remove it"
        yield ContentProblem(file, "", what)
    for section_id, section in topic.sections.items():
        first = original.sections.get(section_id)
        if first and (first.countries, first.facts) != (section.countries, section.facts):
            what = f"countries or facts of `{section_id}` differ from {original.language}.md; make them equal"
            yield ContentProblem(file, f"line {section.line}", what)
