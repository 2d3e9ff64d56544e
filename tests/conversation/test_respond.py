"""Dialogues: what a person says and what they hear."""

import pytest

from api.conversation.replies import CountHelpful, Reply, Wipe
from api.conversation.screens.answers import SURE
from api.conversation.state import State
from api.guidance.guidance import Guidance
from api.guidance.routing.decision import Guess
from tests.conversation.dialogue import Person, buttons, choices, deciding

BANS = Guess("entry-bans", "check", 0.9)
WAGES = Guess("unpaid-wages", "first-steps", 0.2)
NONE = Guess("none", None, 0.9)


@pytest.fixture
def aigul(guidance: Guidance) -> Person:
    return Person(guidance, phone="ky")


# The first message


@pytest.mark.parametrize(
    ("phone", "language"),
    [("ky", "ky"), ("ky-KG", "ky"), ("RU", "ru"), ("uz-Cyrl-UZ", "uz"), ("en-GB", "en"), ("kk", "ru"), ("tg", "ru"),
     ("de", "ru"), ("", "ru"), (None, "ru"), ("-", "ru")],
)  # fmt: skip
def test_the_welcome_is_in_the_language_of_the_phone(guidance: Guidance, phone: str | None, language: str) -> None:
    person = Person(guidance, phone=phone)
    person.says("/start")
    assert person.hears("welcome", language)
    assert not person.state.language_chosen


def test_the_welcome_offers_every_language_by_its_own_name(aigul: Person) -> None:
    shown = {button.choice: button.label for button in buttons(aigul.says("/start"))}
    for code, language in aigul.guidance.catalogue.languages.items():
        assert shown[f"language/{code}"] == language.name


@pytest.mark.parametrize("words", ["Салам", "саламатсызбы", "/start", "😀", "…"])
def test_a_greeting_or_nothing_to_read_is_welcomed_at_first(aigul: Person, words: str) -> None:
    aigul.says(words)
    assert aigul.hears("welcome", "ky")


def test_a_first_message_that_is_a_question_is_answered_at_once(aigul: Person) -> None:
    reply = aigul.says("как проверить есть ли у меня запрет на въезд в россию")
    assert "t/entry-bans" in choices(reply)


def test_a_later_greeting_is_answered_with_the_menu(aigul: Person) -> None:
    aigul.says("/start")
    aigul.says("салам")
    assert aigul.hears("greeting", "ky")


# Reading guidance


def test_someone_browses_from_home_to_a_section_and_its_sources(aigul: Person) -> None:
    assert "topics" in choices(aigul.says("/start"))
    assert "t/unpaid-wages" in choices(aigul.presses("topics"))
    assert "s/unpaid-wages/first-steps" in choices(aigul.presses("t/unpaid-wages"))
    section = aigul.presses("s/unpaid-wages/first-steps")
    topic = aigul.guidance.catalogue.topics["unpaid-wages"]["ky"]
    assert topic.sections["first-steps"].text in section.text
    assert topic.checked.strftime("%d.%m.%Y") in section.text
    assert "src/unpaid-wages/first-steps" in choices(section)
    assert "http" not in aigul.presses("src/unpaid-wages/first-steps").text


def test_every_topic_can_be_reached_from_the_menu(aigul: Person) -> None:
    shown = choices(aigul.presses("topics"))
    assert {f"t/{topic}" for topic in aigul.guidance.catalogue.topics} <= set(shown)


def test_a_pressed_button_replaces_its_message_and_a_command_does_not(aigul: Person) -> None:
    assert aigul.presses("topics").in_place
    assert not aigul.says("/topics").in_place


@pytest.mark.parametrize("command", ["help", "language", "country", "privacy", "wipe", "topics", "offices", "report"])
def test_commands_and_buttons_show_the_same(guidance: Guidance, command: str) -> None:
    typed, pressed = Person(guidance), Person(guidance)
    assert typed.says(f"/{command}").text == pressed.presses(command).text
    assert typed.says(f"/{command.upper()}@JardamBot now").text == pressed.presses(command).text


@pytest.mark.parametrize("command", ["/", "//", "/zarplata", "/start@", "/ help", "/помощь"])
def test_an_unknown_command_is_answered(aigul: Person, command: str) -> None:
    assert "home" in choices(aigul.says(command)) or aigul.hears("welcome", "ky")


# Questions


def test_a_sure_answer_is_shown_at_once(guidance: Guidance) -> None:
    person = Person(deciding(guidance, Guess("entry-bans", "check", SURE), WAGES))
    reply = person.says("как проверить запрет")
    assert guidance.catalogue.topics["entry-bans"]["ru"].sections["check"].text in reply.text


def test_a_single_word_opens_the_topic(guidance: Guidance) -> None:
    person = Person(deciding(guidance, Guess("entry-bans", "check", SURE), WAGES))
    assert "s/entry-bans/check" in choices(person.says("запрет"))


def test_an_unsure_answer_asks_which_was_meant(guidance: Guidance) -> None:
    person = Person(deciding(guidance, Guess("entry-bans", "check", SURE - 0.01), WAGES, Guess("report", None, 0.1)))
    reply = person.says("бумаги")
    assert person.hears("did-you-mean", "ru")
    assert choices(reply) == ["s/entry-bans/check", "s/unpaid-wages/first-steps", "report", "none/entry-bans", "home"]


def test_none_of_these_leads_to_a_human(guidance: Guidance) -> None:
    person = Person(guidance)
    assert guidance.catalogue.value("phone-consular-department", "ru") in person.presses("none").text


def test_a_question_out_of_scope_is_not_answered_with_guidance(guidance: Guidance) -> None:
    person = Person(deciding(guidance, NONE, Guess("entry-bans", "check", 0.05)))
    reply = person.says("какая завтра погода")
    assert person.hears("out-of-scope", "ru")
    assert choices(reply) == ["s/entry-bans/check", "topics", "q/yes", "home"]


def test_someone_who_wants_to_report_sees_where_to_turn(guidance: Guidance) -> None:
    person = Person(deciding(guidance, Guess("report", None, 0.9)))
    person.says("хочу пожаловаться")
    assert person.hears("report-closed", "ru")


def test_danger_comes_first(guidance: Guidance) -> None:
    person = Person(deciding(guidance, BANS, danger="violence"))
    person.says("меня бьют и не пускают")
    emergency, answer = person.replies
    assert emergency.kind == "emergency"
    assert guidance.catalogue.card("violence", "RU", "ru")[1].text in emergency.text
    assert answer.kind == "message"


@pytest.mark.parametrize("intent", ["none", "greeting", "report"])
def test_danger_without_a_topic_is_answered_by_the_card_alone(guidance: Guidance, intent: str) -> None:
    person = Person(deciding(guidance, Guess(intent, None, 0.9), danger="suicide"))
    person.says("не хочу жить")
    assert [reply.kind for reply in person.replies] == ["emergency"]


def test_the_emergency_card_is_that_of_the_country_named_in_the_words(guidance: Guidance) -> None:
    person = Person(deciding(guidance, NONE, danger="held", country="TR"), state=State("ru", True, "KZ"))
    assert guidance.catalogue.card("held", "TR", "ru")[1].text in person.says("держат в Стамбуле").text
    assert person.state.country == "KZ"


def test_danger_is_heard_where_a_city_was_asked_for(guidance: Guidance) -> None:
    person = Person(deciding(guidance, NONE, danger="violence"))
    person.presses("offices")
    person.says("бьют помогите")
    assert person.replies[0].kind == "emergency"


@pytest.mark.parametrize("what", ["voice", "photo", "document", "contact", "sticker", "🤷", ""])
def test_what_cannot_be_read_is_answered_kindly(aigul: Person, what: str) -> None:
    assert "topics" in choices(aigul.sends(what))


def test_a_photo_is_answered_with_advice_about_photos(aigul: Person) -> None:
    aigul.sends("photo")
    assert aigul.hears("cannot-read-photo", "ky")


# Feedback, wiping, links, old buttons


def test_helpful_is_counted_by_section_and_language(aigul: Person) -> None:
    aigul.presses("h/entry-bans/check/y")
    aigul.presses("h/entry-bans/check/n")
    assert aigul.effects == [
        CountHelpful("entry-bans", "check", "ky", True),
        CountHelpful("entry-bans", "check", "ky", False),
    ]


@pytest.mark.parametrize("choice", ["h/entry-bans/nothing/y", "h/nothing/check/y", "h/entry-bans/check/maybe", "h"])
def test_a_forged_helpful_counts_nothing(aigul: Person, choice: str) -> None:
    aigul.presses(choice)
    assert aigul.effects == []


def test_wiping_is_asked_first_and_then_forgets(aigul: Person) -> None:
    aigul.presses("language/uz")
    assert "wipe/yes" in choices(aigul.says("/wipe"))
    assert aigul.effects == []
    aigul.presses("wipe/yes")
    assert aigul.hears("wipe-done", "uz")
    assert aigul.effects == [Wipe()]
    assert aigul.state == State()


@pytest.mark.parametrize(
    ("payload", "shown", "language"),
    [
        ("unpaid-wages", "t/unpaid-wages", "ky"),
        ("unpaid-wages_uz", "t/unpaid-wages", "uz"),
        ("unpaid-wages_first-steps", "s/unpaid-wages/first-steps", "ky"),
        ("unpaid-wages_first-steps_en", "s/unpaid-wages/first-steps", "en"),
        ("unpaid-wages_no-such-section_en", "t/unpaid-wages", "en"),
    ],
)
def test_a_deep_link_opens_its_place(guidance: Guidance, payload: str, shown: str, language: str) -> None:
    follower, presser = Person(guidance, phone="ky"), Person(guidance, phone="ky", state=State(language))
    assert follower.says(f"/start {payload}").text == presser.presses(shown).text


@pytest.mark.parametrize("payload", ["en", "nothing", "a_b_c_d", "_", "____ky", "😀", "x" * 500])
def test_a_link_to_nowhere_is_welcomed(aigul: Person, payload: str) -> None:
    reply = aigul.says(f"/start {payload}")
    assert "topics" in choices(reply)


def test_every_section_has_a_deep_link_that_fits_64_characters(guidance: Guidance) -> None:
    for topic in guidance.catalogue.topics.values():
        for section in topic["ru"].sections:
            assert len(f"{topic['ru'].id}_{section}_ky") <= 64


@pytest.mark.parametrize(
    "data",
    ["", "/", "////", "t", "t/", "t/nothing", "t/entry-bans/check", "s/entry-bans", "s/entry-bans/nothing", "src/x/y",
     "o/nothing", "in/ZZ", "offices/less", "wipe/no", "home/again", "x" * 200, "😀/😀", "a\x00b", "t/../../etc"],
)  # fmt: skip
def test_an_old_or_forged_button_leads_home(aigul: Person, data: str) -> None:
    reply = aigul.presses(data)
    assert aigul.hears("button-is-old", "ky")
    assert "topics" in choices(reply)
    assert aigul.effects == []


# What we remember


def test_a_state_survives_being_kept() -> None:
    state = State("ky", True, "KZ", "city")
    assert State.from_bytes(state.to_bytes()) == state


def test_a_state_of_another_version_is_read() -> None:
    assert State.from_bytes(b'{"language": "ky", "mood": "good"}') == State("ky")
    assert State.from_bytes(b"{}") == State()


def test_a_reply_that_replaces_keeps_everything_else() -> None:
    assert Reply("x").replacing() == Reply("x", in_place=True)
