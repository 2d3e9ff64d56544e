"""Dialogues: what a person says and what they hear."""

import pytest

from api.conversation.replies import CountHelpful, Reply, Wipe
from api.conversation.screens.answers import SURE
from api.conversation.state import State
from api.guidance.decision import Guess
from api.guidance.guidance import Guidance
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
    reply = person.says("запрет")
    assert guidance.catalogue.topics["entry-bans"]["ru"].sections["check"].text in reply.text


def test_an_unsure_answer_asks_which_was_meant(guidance: Guidance) -> None:
    person = Person(deciding(guidance, Guess("entry-bans", "check", SURE - 0.01), WAGES, Guess("report", None, 0.1)))
    reply = person.says("бумаги")
    assert person.hears("did-you-mean", "ru")
    assert choices(reply) == ["s/entry-bans/check", "s/unpaid-wages/first-steps", "report", "none", "home"]


def test_none_of_these_leads_to_a_human(guidance: Guidance) -> None:
    person = Person(guidance)
    assert guidance.catalogue.value("phone-consular-department", "ru") in person.presses("none").text


def test_a_question_out_of_scope_is_not_answered_with_guidance(guidance: Guidance) -> None:
    person = Person(deciding(guidance, NONE, Guess("entry-bans", "check", 0.05)))
    reply = person.says("какая завтра погода")
    assert person.hears("out-of-scope", "ru")
    assert choices(reply) == ["s/entry-bans/check", "topics", "home"]


def test_someone_who_wants_to_report_sees_where_to_turn(guidance: Guidance) -> None:
    person = Person(deciding(guidance, Guess("report", None, 0.9)))
    person.says("хочу пожаловаться")
    assert person.hears("report", "ru")


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


# Language


def test_people_are_answered_in_the_language_in_which_they_write(guidance: Guidance) -> None:
    person = Person(guidance, phone="ru")
    person.says("/start")
    person.says("Мага эмгек акымды эки айдан бери бербей жатышат")
    assert person.state.language == "ky"


def test_a_chosen_language_is_not_changed_by_words(guidance: Guidance) -> None:
    person = Person(guidance)
    person.presses("language/uz")
    person.says("My boss has not paid me for two months")
    assert person.state.language == "uz"


def test_two_words_do_not_change_the_language(guidance: Guidance) -> None:
    person = Person(deciding(guidance, BANS, language="en", language_confidence=1.0), state=State("ky"))
    person.says("entry ban")
    assert person.state.language == "ky"
    person.says("my entry ban")
    assert person.state.language == "en"


def test_an_unclear_guess_does_not_change_the_language(guidance: Guidance) -> None:
    person = Person(deciding(guidance, BANS, language="uz", language_confidence=0.7), state=State("ky"))
    person.says("bir eki uch tort")
    assert person.state.language == "ky"


def test_a_language_that_is_gone_is_guessed_again(guidance: Guidance) -> None:
    person = Person(guidance, phone="ky", state=State("xx", True))
    person.says("/help")
    assert person.state.language == "ky"


def test_choosing_a_language_shows_home_in_it(aigul: Person) -> None:
    aigul.presses("language/en")
    assert aigul.hears("home", "en")
    assert aigul.state == State("en", True)


# Country


def test_the_country_chooses_the_emergency_card(guidance: Guidance) -> None:
    person = Person(deciding(guidance, NONE, danger="held"))
    for country in ("KZ", "TR", "other"):
        person.presses(f"country/{country}")
        assert guidance.catalogue.card("held", country, "ru")[1].text in person.says("меня держат").text


def test_sections_for_the_country_come_first(guidance: Guidance) -> None:
    person = Person(guidance)
    for country in ("RU", "KZ", "TR"):
        person.presses(f"country/{country}")
        reply = person.presses("t/entry-bans")
        sections = guidance.catalogue.topics["entry-bans"]["ru"].sections
        shown = [choice.split("/")[2] for choice in choices(reply) if choice.startswith("s/")]
        applies = [bool({country, "any"} & set(sections[section].countries)) for section in shown]
        assert len(shown) == len(sections)
        assert applies == sorted(applies, reverse=True)


def test_guidance_for_another_country_says_so(guidance: Guidance) -> None:
    section = next(s for s in guidance.catalogue.topics["entry-bans"]["ru"].sections.values() if s.countries == ("RU",))
    person = Person(guidance)
    person.presses("country/TR")
    person.presses(f"s/entry-bans/{section.id}")
    assert person.hears("for-other-country", "ru", countries="Россия")
    person.presses("country/RU")
    person.presses(f"s/entry-bans/{section.id}")
    assert not person.hears("for-other-country", "ru", countries="Россия")


@pytest.mark.parametrize("choice", ["country/XX", "country/", "country/RU/KZ", "language/xx", "language/ky/ru"])
def test_a_forged_language_or_country_changes_nothing(aigul: Person, choice: str) -> None:
    aigul.says("/start")
    before = aigul.state
    aigul.presses(choice)
    assert aigul.hears("button-is-old", "ky")
    assert aigul.state == before


# Offices


def test_a_city_leads_to_its_consulate(aigul: Person) -> None:
    assert aigul.presses("offices").ask_location
    assert "**" in aigul.says("казанда").text
    assert aigul.state.awaiting == ""


def test_an_unknown_city_is_asked_again_and_may_be_mended(aigul: Person) -> None:
    aigul.presses("offices")
    aigul.says("Зурбаганополис")
    assert aigul.hears("city-not-found", "ky", city="Зурбаганополис")
    assert "Kazan" not in aigul.says("Казань").text
    assert aigul.state.awaiting == ""


def test_an_unknown_city_cannot_bring_its_own_markup(aigul: Person) -> None:
    aigul.presses("offices")
    assert r"\*\*\<b\>\[x\]" in aigul.says("**<b>[x](y)zzzzqqq").text


def test_a_question_is_understood_where_a_city_was_asked_for(aigul: Person) -> None:
    aigul.presses("offices")
    assert "t/entry-bans" in choices(aigul.says("как проверить есть ли у меня запрет на въезд в россию"))


def test_a_location_leads_to_the_nearest_office_with_distance_and_pin(guidance: Guidance) -> None:
    person = Person(guidance)
    reply = person.is_at(55.75, 37.62)
    assert reply.place
    assert person.hears("office-distance", "ru", km=2)


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (0.0, float("inf"))])
def test_a_place_off_the_globe_leads_to_the_choice_of_a_city(aigul: Person, place: tuple[float, float]) -> None:
    aigul.is_at(*place)
    assert aigul.hears("offices", "ky")
    assert aigul.state.awaiting == "city"


def test_an_office_with_risk_comes_with_its_warning_and_without_link_or_pin(guidance: Guidance) -> None:
    person = Person(guidance)
    risky = [o for o in guidance.directory.listed() if o.risk in ("foreign-agent", "unchecked")]
    assert risky
    for office in risky:
        reply = person.presses(f"o/{office.id}")
        assert person.hears(f"risk-{office.risk}", "ru")
        assert reply.place is None
        assert "http" not in reply.text


def test_a_hidden_office_cannot_be_opened(guidance: Guidance) -> None:
    person = Person(guidance)
    for office in guidance.catalogue.offices:
        person.presses(f"o/{office.id}")
        assert person.hears("button-is-old", "ru") == (office.display == "hide")


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
