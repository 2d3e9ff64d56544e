"""A running service takes up edits without a pause, and keeps the last good guidance when they are broken."""

import datetime
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.guidance.catalogue import Catalogue
from api.guidance.library import Library
from api.guidance.routing.lessons import Lessons
from api.guidance.routing.teaching import Teacher
from api.guidance.routing.trained import Trained
from tests.guidance.small_content import change

RU = "topics/bans/ru.md"
KY = "topics/bans/ky.md"


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

    def fail(*_arguments: object) -> Catalogue:
        failures.append(1)
        raise RuntimeError("unforeseen")

    with monkeypatch.context() as patch:
        patch.setattr("api.guidance.library.load_catalogue", fail)
        library.watch(0.01)
        edit(content, RU, "summary: Short.", "summary: Longer.")
        assert _in_time(lambda: bool(failures))
    edit(content, RU, "summary: Longer.", "summary: Short.")
    edit(content, KY, "summary: Short.", "summary: Longer.")
    assert _in_time(lambda: library.current.catalogue.topics["bans"]["ky"].summary == "Longer.")
    library.close()


@contextmanager
def slow_learning(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Until what it gives is called, no training ends."""
    over, teach = threading.Event(), Teacher.teach

    def late(teacher: Teacher, learned: Lessons) -> Trained:
        assert over.wait(10)
        return teach(teacher, learned)

    with monkeypatch.context() as patch:
        patch.setattr(Teacher, "teach", late)
        yield over.set
        over.set()


def test_texts_are_in_use_before_the_router_has_learned_from_them(
    content: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.current.router.decide("zubr i kaban")
    with slow_learning(monkeypatch) as let_it_end:
        library.watch(0.01)
        edit(content, RU, "- where is bans", "- zubr medved kaban")
        edit(content, RU, "summary: Short.", "summary: Longer.")
        assert _in_time(lambda: summary(library) == "Longer.")
        assert library.current.router.decide("zubr i kaban") == before
        edit(content, RU, "summary: Longer.", "summary: Longest.")
        assert _in_time(lambda: summary(library) == "Longest.")
        let_it_end()
        assert _in_time(lambda: library.current.router.decide("zubr i kaban") != before)
    assert summary(library) == "Longest."
    library.close()


def test_what_was_removed_is_no_answer_even_before_the_router_has_learned(
    content: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "how do I do bans"
    assert library.current.router.decide(question).best.section == "first"
    with slow_learning(monkeypatch):
        library.watch(0.01)
        for file in (RU, KY):
            text = (content / file).read_text(encoding="utf-8")
            change(content, file, "  first:", "  second:")
            edit(content, file, text[text.index("## First") : text.index("## Second")], "")
        assert _in_time(lambda: list(library.current.catalogue.topics["bans"]["ru"].sections) == ["second"])
        assert library.current.router.decide(question).best.section == "second"
        change(content, "topics/menu.yaml", "- bans\n", "")
        for language in ("ru", "ky"):
            edit(content, f"topics/wages/{language}.md", "related: [bans]", "related: []")
        shutil.rmtree(content / "topics/bans")
        assert _in_time(lambda: "bans" not in library.current.catalogue.topics)
        decision = library.current.router.decide(question)
        assert "bans" not in {guess.intent for guess in (decision.best, *decision.alternatives)}
    library.close()


def test_a_new_day_brings_the_values_of_that_day(content: Path, cache: Path) -> None:
    value = "value: '112', kind: phone,"
    change(content, "values/shared.yaml", value, f"{value} then: [{{since: 2027-01-01, value: '113'}}],")
    days = [datetime.date(2026, 12, 31)]
    library = Library(content, cache, lambda: days[-1])
    assert not library.refresh()
    days.append(datetime.date(2027, 1, 1))
    assert library.refresh()
    texts = [topic.sections["first"].text for topic in library.current.catalogue.topics["bans"].values()]
    assert all(text.startswith("Call 113") for text in texts)


def test_what_was_not_edited_is_not_read_again(content: Path, library: Library) -> None:
    before = library.current.catalogue.topics["wages"]["ru"]
    edit(content, RU, "summary: Short.", "summary: Longer.")
    assert library.refresh()
    assert library.current.catalogue.topics["wages"]["ru"] is before
