"""What people read is the same in every language, holds nothing that harms them, and fits where it is shown."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.conversation.context import Context
from api.conversation.replies import Reply
from api.conversation.screens import answers, home, offices, report_entry, topics
from api.guidance.answers import section_out, shown_sources
from api.guidance.catalogue import Catalogue
from api.guidance.guidance import Guidance
from api.guidance.reading.content_rows import DANGERS
from api.guidance.reading.figures import figures
from api.guidance.topics import Section
from api.settings import PROJECT
from bot.telegram.rendering import length, parts

CONTENT = PROJECT / "content"
LANGUAGES = ("ru", "ky", "uz", "en")
FOLDERS = sorted(
    path.relative_to(CONTENT).as_posix()
    for parent in ("topics", "emergency")
    for path in (CONTENT / parent).iterdir()
    if path.is_dir()
)
FACT = re.compile(
    r"(BAN|BIRTH|CHILD|CIT|CON|DEATH|DV|HATE|HIV|HOUS|KZ|MED|MIL|MISS|POL|REMIT|SAFE|STUCK|TR|TRAF|UPD|WAGE)-\d+[a-z]?"
)
# Publishers that are banned in Russia, and tools to go round a block: their names in a chat harm whoever is searched.
DANGEROUS = re.compile(
    r"memorial\b|мемориал|human rights watch|\bhrw\b|хьюман райтс|азаттык|азатты[кқ]|azatt?[yi][kq]|радио свобода|"
    r"радиои озоди|настоящее время|медуза|meduza|"
    r"\bvpn\b|впн|прокси|\bprox(?:y|ies)\b|proksi|\btor\b|psiphon|псифон|amnezia",
    re.IGNORECASE,
)
LINK = re.compile(r"https?:|t\.me/|\]\(|<[a-z/]", re.IGNORECASE)
LONG_NUMBER = re.compile(r"\+?(?:\d[ ()\-\u2011]{0,2}){7,}")
VALUE = re.compile(r"\{\{[^{}]*\}\}")


@pytest.fixture(scope="module")
def catalogue(guidance: Guidance) -> Catalogue:
    return guidance.catalogue


def sections(catalogue: Catalogue, folder: str, language: str) -> dict[str, Section]:
    kind, _, name = folder.partition("/")
    if kind == "topics":
        return catalogue.topics[name][language].sections
    return dict(catalogue.emergency[name][language].cards)


def shown_texts(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every text that a person may read, with where it stands."""
    for topic in (t for translations in catalogue.topics.values() for t in translations.values()):
        yield f"topics/{topic.id}/{topic.language}", f"{topic.title}\n{topic.summary}"
        for section in topic.sections.values():
            yield f"topics/{topic.id}/{topic.language}#{section.id}", f"{section.title}\n{section.text}"
    for country, translations in catalogue.emergency.items():
        for language, cards in translations.items():
            for card in cards.cards.values():
                yield f"emergency/{country}/{language}#{card.id}", f"{card.title}\n{card.text}"
    for language in catalogue.languages:
        for name in catalogue.interface.names:
            yield f"interface/{language} {name}", catalogue.interface.say(language, name)
        for name, value in catalogue.values.items():
            yield f"values {name} {language}", value.text(language)


# The same in every language


@pytest.mark.parametrize("language", ["ky", "uz", "en"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_numbers_dates_and_values_are_those_of_the_russian_text(
    catalogue: Catalogue, folder: str, language: str
) -> None:
    translated = sections(catalogue, folder, language)
    for section_id, section in sections(catalogue, folder, "ru").items():
        assert figures(translated[section_id].written) == figures(section.written), section_id
        assert not translated[section_id].stale, section_id


@pytest.mark.parametrize("language", ["ky", "uz", "en"])
def test_front_matter_is_that_of_the_russian_text(catalogue: Catalogue, language: str) -> None:
    for translations in catalogue.topics.values():
        russian, other = translations["ru"], translations[language]
        assert (other.countries, other.checked, other.related) == (russian.countries, russian.checked, russian.related)
        assert set(other.sources) == set(russian.sources)
        assert list(other.sections) == list(russian.sections)


# Grounded


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_section_names_its_facts(catalogue: Catalogue, folder: str) -> None:
    for section in sections(catalogue, folder, "ru").values():
        assert section.facts, section.id
        assert [fact for fact in section.facts if not FACT.fullmatch(fact)] == []


def test_every_value_names_its_facts(catalogue: Catalogue) -> None:
    for name, value in catalogue.values.items():
        assert value.facts, name
        assert [fact for fact in value.facts if not FACT.fullmatch(fact)] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_phone_numbers_stand_in_values_only(catalogue: Catalogue, folder: str) -> None:
    for language in LANGUAGES:
        for section in sections(catalogue, folder, language).values():
            plain = VALUE.sub(" ", section.written)
            found = [n for n in LONG_NUMBER.findall(plain) if len(re.sub(r"\D", "", n)) >= 9]
            assert not re.search(r"\d{7,}", plain), f"{language} {section.id}"
            assert found == [], f"{language} {section.id}"


def test_every_value_is_used(catalogue: Catalogue) -> None:
    files = (*CONTENT.rglob("*.md"), *CONTENT.glob("checks/*.yaml"), CONTENT / "sms_cards.yaml")
    texts = "".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r"\{\{\s*([\w-]+)\s*\}\}", texts)) | {"phone-consular-department"}
    assert catalogue.values.keys() - used == set()


def test_the_status_is_honest(catalogue: Catalogue) -> None:
    """Nobody has signed anything yet: whoever signs changes this line."""
    folders = (sections(catalogue, folder, language) for folder in FOLDERS for language in LANGUAGES)
    assert {section.status for found in folders for section in found.values()} == {"draft"}


# Harmless


def test_no_dangerous_name_is_shown(catalogue: Catalogue) -> None:
    assert [where for where, text in shown_texts(catalogue) if DANGEROUS.search(text)] == []


def test_no_link_or_html_is_shown(catalogue: Catalogue) -> None:
    assert [where for where, text in shown_texts(catalogue) if LINK.search(text)] == []


def test_sources_with_a_risk_are_never_shown(catalogue: Catalogue) -> None:
    risky = {source.title for source in catalogue.sources.values() if source.risk != "none"}
    titles = {source.title for source in shown_sources(catalogue, tuple(catalogue.sources))}
    assert titles == {source.title for source in catalogue.sources.values() if source.risk == "none"}
    assert not risky & titles


def test_shown_sources_name_no_dangerous_publisher(guidance: Guidance) -> None:
    shown = topics.source_titles(Context(guidance, "ru", None), tuple(guidance.catalogue.sources))
    assert [line for line in shown if DANGEROUS.search(line)] == []


# There for everybody


def test_cards_for_every_danger_country_and_language(catalogue: Catalogue) -> None:
    assert {"RU", "KZ", "TR", "any"} <= catalogue.emergency.keys()
    for country, translations in catalogue.emergency.items():
        assert translations.keys() == catalogue.languages.keys(), country
        for cards in translations.values():
            assert list(cards.cards) == list(DANGERS)


def test_emergency_cards_give_a_number_to_call(catalogue: Catalogue) -> None:
    for country in ("RU", "KZ", "TR", "any"):
        for danger in DANGERS:
            for language in LANGUAGES:
                _, card = catalogue.card(danger, country, language)
                assert re.search(r"\b1\d\d\b|\+\d", card.text), f"{country} {danger} {language}"


def test_the_named_topics_are_there(catalogue: Catalogue) -> None:
    core = {"entry-bans", "hiv-testing", "consular-offices", "unpaid-wages", "child-repatriation"}
    further = {"controlled-register", "stay-and-registration", "detention-and-expulsion", "military-recruitment"}
    assert core | further <= catalogue.topics.keys()


# It fits


def screens(guidance: Guidance, ctx: Context) -> Iterator[Reply | None]:
    """Every screen that a button can open."""
    show = (
        *(home.welcome, home.home, home.help_, home.privacy, home.wipe_question, home.languages, home.countries),
        *(report_entry.closed, topics.all_topics, offices.prompt, offices.all_countries, answers.none_of_these),
    )
    yield from (screen(ctx) for screen in show)
    yield from (answers.emergency(ctx, danger) for danger in DANGERS)
    yield from (offices.in_country(ctx, country) for country in ctx.catalogue.countries)
    yield from (offices.office_screen(ctx, office.id) for office in guidance.directory.listed())
    for topic in ctx.catalogue.topics.values():
        yield topics.topic(ctx, topic["ru"].id)
        for section_id in topic["ru"].sections:
            yield topics.section(ctx, topic["ru"].id, section_id)
            yield topics.sources(ctx, topic["ru"].id, section_id)
            yield topics.helpful(ctx, topic["ru"].id, section_id, was=False)


@pytest.mark.parametrize("country", [None, "KZ", "other"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits_one_message_of_telegram(guidance: Guidance, language: str, country: str | None) -> None:
    shown = list(filter(None, screens(guidance, Context(guidance, language, country))))
    assert len(shown) > 300
    for reply in shown:
        assert len(parts(reply.text)) == 1, reply.text[:80]
        assert length(parts(reply.text)[0]) <= 4096
        assert not LINK.search(reply.text)
        for button in (button for row in reply.buttons for button in row):
            assert len(button.choice.encode()) <= 64
            assert 0 < len(button.label) <= 64, button.label
        assert sum(map(len, reply.buttons)) <= 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_hidden_offices_are_on_no_screen(guidance: Guidance, language: str) -> None:
    hidden = {f"o/{office.id}" for office in guidance.catalogue.offices if office.display == "hide"}
    assert hidden
    for reply in filter(None, screens(guidance, Context(guidance, language, "RU"))):
        assert not hidden & {button.choice for row in reply.buttons for button in row}


def test_what_the_api_sends_of_a_section_has_no_link(catalogue: Catalogue) -> None:
    for translations in catalogue.topics.values():
        for topic in translations.values():
            for section in topic.sections.values():
                assert not LINK.search(section_out(catalogue, topic, section).model_dump_json())


def test_files_end_with_a_line_and_hold_no_strange_spaces() -> None:
    strange = re.compile(r"[\u200b\ufeff\u202a-\u202e\u2066-\u2069\r]")
    files = [path for path in CONTENT.rglob("*") if path.is_file()]
    assert [str(path) for path in files if not _tidy(path, strange)] == []


def _tidy(path: Path, strange: re.Pattern[str]) -> bool:
    text = path.read_text(encoding="utf-8")
    return text.endswith("\n") and not strange.search(text)
