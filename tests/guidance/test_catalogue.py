"""content/ is checked as one whole; a service starts on good content only and keeps the last good one."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api.guidance.content_errors import ContentError
from api.guidance.guidance import Guidance
from api.guidance.library import Library
from api.guidance.loading import load_catalogue
from api.main import create_app
from api.settings import Settings
from tests.guidance.small_content import change, problems

RU = "topics/bans/ru.md"
KY = "topics/bans/ky.md"


# Between files


def test_a_source_that_is_not_listed_is_told(content: Path) -> None:
    change(content, RU, "sources: [law]", "sources: [law, rumour]")
    assert problems(content) == [f"{RU}: key `sources`: there is no source `rumour`; add it to sources.yaml or correct it"]


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


def edit(content: Path, file: str, old: str, new: str) -> None:
    """A change that no clock is too coarse to show."""
    change(content, file, old, new)
    moment = (content / file).stat().st_mtime_ns + 1_000_000_000
    os.utime(content / file, ns=(moment, moment))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def library(content: Path, cache: Path) -> Library:
    return Library(content, cache)


def summary(library: Library) -> str:
    return library.current.catalogue.topics["bans"]["ru"].summary


def test_a_good_edit_is_taken_up(content: Path, library: Library) -> None:
    assert not library.refresh()
    edit(content, RU, "summary: Short.", "summary: Longer.")
    assert library.refresh()
    assert summary(library) == "Longer."


def test_a_new_question_is_understood_after_the_edit(content: Path, library: Library) -> None:
    edit(content, RU, "- where is bans", "- zubr medved kaban")
    assert library.refresh()
    best = library.current.router.decide("zubr i kaban").best
    assert (best.intent, best.section) == ("bans", "first")


def test_a_broken_edit_leaves_the_last_good_guidance_in_use(content: Path, library: Library) -> None:
    before = library.current
    edit(content, RU, "summary: Short.", "summery: Short.")
    assert not library.refresh()
    assert library.current is before
    assert any(problem.startswith(RU) for problem in library.problems)
    edit(content, RU, "summery: Short.", "summary: Longer.")
    assert library.refresh()
    assert (summary(library), library.problems) == ("Longer.", [])


def test_a_file_that_vanishes_leaves_the_last_good_guidance_in_use(content: Path, library: Library) -> None:
    (content / KY).unlink()
    assert not library.refresh()
    assert library.problems == [f"{KY}: is missing; add it"]


@pytest.mark.parametrize("folder", ["topics", "emergency", "interface", "intents"])
def test_a_folder_that_vanishes_leaves_the_last_good_guidance_in_use(
    content: Path, library: Library, folder: str
) -> None:
    shutil.rmtree(content / folder)
    assert not library.refresh()
    assert summary(library) == "Short."
    assert any(problem.startswith(folder) for problem in library.problems)


def test_edits_are_taken_up_while_the_service_runs(content: Path, library: Library) -> None:
    library.watch(0.01)
    edit(content, RU, "summary: Short.", "summary: [broken]")
    assert _in_time(lambda: bool(library.problems))
    edit(content, RU, "summary: [broken]", "summary: Longer.")
    assert _in_time(lambda: summary(library) == "Longer.")
    library.close()


def _in_time(happened: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not happened() and time.monotonic() < end:
        time.sleep(0.01)
    return happened()


def test_the_watch_outlives_an_unforeseen_failure(
    content: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = []

    def fail(*_arguments: object) -> Guidance:
        failures.append(1)
        raise RuntimeError("unforeseen")

    with monkeypatch.context() as patch:
        patch.setattr(Guidance, "load", fail)
        library.watch(0.01)
        edit(content, RU, "summary: Short.", "summary: Longer.")
        assert _in_time(lambda: bool(failures))
    edit(content, RU, "summary: Longer.", "summary: Short.")
    edit(content, KY, "summary: Short.", "summary: Longer.")
    assert _in_time(lambda: library.current.catalogue.topics["bans"]["ky"].summary == "Longer.")
    library.close()
