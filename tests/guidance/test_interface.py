from pathlib import Path

import pytest

from api.guidance.guidance import Guidance
from api.guidance.reading.interface import Interface, read_interface


@pytest.fixture
def interface(tmp_path: Path) -> Interface:
    (tmp_path / "ru.ftl").write_text(
        "days = { $n ->\n    [one] { $n } день\n    [few] { $n } дня\n   *[other] { $n } дней\n }\n"
        "hello = Привет, { $name }\n",
        encoding="utf-8",
    )
    (tmp_path / "en.ftl").write_text(
        "days = { $n ->\n    [one] one day\n   *[other] { $n } days\n }\nhello = Hello, { $name }\n", encoding="utf-8"
    )
    return read_interface(tmp_path, ["ru", "en"], "ru")


def test_plurals_are_those_of_the_language(interface: Interface) -> None:
    assert [interface.say("ru", "days", n=n) for n in (1, 3, 11, 21)] == ["1 день", "3 дня", "11 дней", "21 день"]
    assert [interface.say("en", "days", n=n) for n in (1, 3)] == ["one day", "3 days"]


def test_names_are_put_in_as_they_are(interface: Interface) -> None:
    assert interface.say("en", "hello", name="Айгүл { $x } <b>") == "Hello, Айгүл { $x } <b>"


def test_an_unknown_language_is_answered_in_the_source_language(interface: Interface) -> None:
    assert interface.say("fr", "hello", name="Бакыт") == "Привет, Бакыт"


def test_an_unknown_text_is_a_fault_of_the_program(interface: Interface) -> None:
    assert not interface.has("good-bye")
    with pytest.raises(KeyError):
        interface.say("ru", "good-bye")


def test_a_missing_variable_does_not_crash(interface: Interface) -> None:
    assert "name" in interface.say("ru", "hello")


def test_every_text_of_ours_can_be_said_in_every_language(guidance: Guidance) -> None:
    texts = guidance.catalogue.interface
    for language in guidance.catalogue.languages:
        for name in texts.names:
            assert texts.say(language, name, n=3, km=3, date="1", phone="112", limit=5, city="x", country="x").strip()


def test_no_text_was_left_untranslated(guidance: Guidance) -> None:
    texts = guidance.catalogue.interface
    same = [
        name
        for name in texts.names
        for language in ("ky", "uz", "en")
        if texts.say(language, name) == texts.say("ru", name) and len(texts.say("ru", name).split()) > 3
    ]
    assert set(same) <= {"choose-language"}
