"""content/ is checked as one whole; a service starts on good content only."""

import shutil
from pathlib import Path

import pytest

from api.guidance.reading.content_errors import ContentError
from api.guidance.reading.loading import load_catalogue
from api.main import create_app
from api.settings import Settings
from tests.guidance.small_content import change, problems

RU = "topics/bans/ru.md"
KY = "topics/bans/ky.md"


# Between files


def test_a_source_that_is_not_listed_is_told(content: Path) -> None:
    change(content, RU, "sources: [law]", "sources: [law, rumour]")
    assert problems(content) == [
        f"{RU}: key `sources`: there is no source `rumour`; add it to sources.yaml or correct it"
    ]


def test_an_unknown_related_topic_is_told(content: Path) -> None:
    change(content, RU, "related: [wages]", "related: [wagons]")
    assert problems(content) == [f"{RU}: key `related`: there is no topic `wagons`; correct it"]


def test_a_section_in_one_language_only_is_told(content: Path) -> None:
    change(content, KY, "{#second", "{#third")
    assert sorted(problems(content)) == [
        f"{KY}: the section `second` is in ru.md or here, not in both; add or remove it",
        f"{KY}: the section `third` is in ru.md or here, not in both; add or remove it",
    ]


@pytest.mark.parametrize(("old", "new"), [("facts=BAN-02", "facts=BAN-03"), ("countries=RU", "countries=KZ")])
def test_a_translation_of_other_facts_or_countries_is_told(content: Path, old: str, new: str) -> None:
    change(content, KY, old, new)
    (line,) = problems(content)
    assert "differ from ru.md; make them equal" in line


def test_a_menu_with_an_unknown_topic_is_told(content: Path) -> None:
    change(content, "topics/menu.yaml", "- bans", "- buns")
    assert problems(content) == ["topics/menu.yaml: `buns`: there is no such folder in topics/"]


def test_topics_stand_in_the_order_of_the_menu_and_others_last(content: Path) -> None:
    shutil.copytree(content / "topics/bans", content / "topics/advice")
    assert list(load_catalogue(content).topics) == ["wages", "bans", "advice"]


# Emergency cards


def test_a_missing_card_is_told(content: Path) -> None:
    change(content, "emergency/any/ky.md", "{#army}", "{#arms}")
    assert problems(content) == ["emergency/any/ky.md: add the card `{#army}`"]


def test_missing_cards_for_other_countries_are_told(content: Path) -> None:
    (content / "emergency/any").rename(content / "emergency/RU")
    assert "emergency: add the folder `any`, for other countries" in problems(content)


def test_a_country_without_cards_of_its_own_has_those_for_any(content: Path) -> None:
    catalogue = load_catalogue(content)
    for country in ("RU", "other", None):
        assert catalogue.card("army", country, "ky")[1].id == "army"


# Interface texts


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hello = Hello", "hello", "line 1: is not a Fluent text; write `id = Text`"),
        ("hello = Hello\n", "", "text `hello`: is not translated; add it"),
        ("hello = ", "hullo = ", "text `hullo`: is not in ru.ftl; remove or rename it"),
        ("{ $phone }", "{ $fone }", "text `call`: differs from ru.ftl in { $fone }, { $phone }"),
        ("{ $phone }", "112", "text `call`: differs from ru.ftl in { $phone }"),
        ("{ $phone }", "{ $phone", "is not a Fluent text"),
    ],
)
def test_a_mistake_in_interface_texts_is_told(content: Path, old: str, new: str, told: str) -> None:
    change(content, "interface/ky.ftl", old, new)
    assert any(line.startswith("interface/ky.ftl: ") and told in line for line in problems(content))


def test_a_missing_interface_file_is_told(content: Path) -> None:
    (content / "interface/ky.ftl").unlink()
    assert problems(content) == ["interface/ky.ftl: is missing; add it"]


# Data files


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("languages.yaml", "name: Кыргызча, ", "", "key `ky.name`: is missing; add it"),
        ("languages.yaml", "source: true", "source: false", "mark one language with `source: true`"),
        ("values/shared.yaml", "kind: phone", "kind: fone", "key `phone.kind`: Input should be 'phone'"),
        ("values/shared.yaml", "'112'", "112", "key `phone.value"),
        ("sources.yaml", "risk: none", "risk: small", "key `law.risk`: Input should be 'none'"),
        ("countries.yaml", "mentions", "mention", "key `RU.mention`: is not a known key"),
        ("offices.yaml", "[]", "- id: x", "key `0.kind`: is missing; add it"),
        ("urgent.yaml", "violence", "violins", "violins"),
        ("intents/ky.yaml", "calm:", "clam:", "key `calm`: is missing; add it"),
        ("cities.csv", "55.8", "north", "cannot be read"),
        ("cities.csv", "population", "people", "cannot be read"),
        ("topics/menu.yaml", "- wages", "wages: 1", ""),
    ],
)
def test_a_mistake_in_data_is_told_with_its_key(content: Path, file: str, old: str, new: str, told: str) -> None:
    change(content, file, old, new)
    assert any(line.startswith(f"{file}: ") and told in line for line in problems(content))


def test_problems_of_several_files_are_told_at_once(content: Path) -> None:
    change(content, RU, "status: draft", "status: done")
    change(content, "interface/ky.ftl", "hello = Hello\n", "")
    change(content, "sources.yaml", "risk: none", "risk: small")
    files = {line.partition(":")[0] for line in problems(content)}
    assert files == {RU, "interface/ky.ftl", "sources.yaml"}


# The service


def test_a_service_does_not_start_on_broken_content(content: Path, settings: Settings) -> None:
    change(content, RU, "title: bans", "titel: bans")
    with pytest.raises(ContentError) as caught:
        create_app(settings.model_copy(update={"content": content, "cache": content.parent / "cache"}))
    assert RU in str(caught.value)
