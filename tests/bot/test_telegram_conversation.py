import pytest

from tests.bot.service_process import ServiceProcess
from tests.bot.telegram_stand_ins import forges_a_press, from_bot, texts_from_bot
from tests.botapi.users import User

CHECKED = {
    "ky": "Текшерилген күнү",
    "ru": "Проверено",
    "uz": "Tekshirilgan sana",
    "uz-Cyrl": "Текширилган сана",
    "en": "Checked on",
}
HOME = {"ky": "Кандай жардам керек?", "ru": "Чем помочь?", "uz": "Qanday yordam kerak?", "en": "How can I help?"}


def a_section_in(language: str) -> str:
    return CHECKED[language]


def test_the_welcome_is_in_the_language_of_the_phone_and_offers_every_language(aigul: User) -> None:
    aigul.sends("/start")
    welcome = aigul.waits_for("Салам! Бул «Жардам»")
    offered = [data for row in welcome.buttons for _, data in row if data.startswith("language/")]
    assert offered == ["language/ru", "language/ky", "language/uz", "language/uz-Cyrl", "language/en"]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("ky", "zarplatany berbei jatat emne kylam"),
        ("ky", "айлыгымды бербей жатат эмне кылам"),
        ("ru", "мне не платят зарплату что делать"),
        ("uz", "oyligimni bermayapti nima qilishim kerak"),
        ("uz-Cyrl", "ойлигимни бермаяпти нима қилишим керак"),
        ("en", "my boss does not pay my salary what can I do"),
    ],
)
def test_a_question_is_answered_in_its_own_language(bakyt: User, john: User, language: str, question: str) -> None:
    asker = bakyt if language == "en" else john  # whose phone speaks another language
    asker.sends(question)
    answer = asker.waits_for(a_section_in(language))
    assert ("🏠", "home") in [(label[0], data) for row in answer.buttons for label, data in row]
    assert any(data.startswith("t/unpaid-wages") for row in answer.buttons for _, data in row)


@pytest.mark.parametrize(
    "cry",
    ["меня избивают хозяева стройки помогите", "азыр мени уруп жатышат жардам бергиле", "he is beating me now help"],
)
def test_the_emergency_card_comes_before_all_else(aigul: User, cry: str) -> None:
    aigul.sends(cry)
    aigul.waits_for("112")
    assert "112" in texts_from_bot(aigul)[0]


def test_browsing_stays_in_one_message(aigul: User) -> None:
    aigul.sends("/topics")
    menu = aigul.waits_for("Бардык темалар")
    for button in ("t/unpaid-wages", "s/unpaid-wages/first-steps", "src/unpaid-wages/first-steps", "home"):
        aigul.taps(button)
        aigul.waits_for(lambda message: message is menu)
    assert from_bot(aigul) == [menu]
    assert menu.text.startswith(HOME["ky"])
    assert menu.edits == 4


def test_every_press_is_acknowledged(aigul: User) -> None:
    aigul.sends("/start")
    aigul.waits_for("Жардам")
    aigul.taps("topics")
    aigul.waits_for("Бардык темалар")
    aigul.taps("home")
    aigul.waits_for(HOME["ky"])
    assert aigul.answers == ["", ""]


def test_a_double_tap_changes_nothing_and_breaks_nothing(aigul: User) -> None:
    aigul.sends("/start")
    menu = aigul.waits_for("Жардам")
    for _ in range(3):
        forges_a_press(aigul, "topics", menu)
    aigul.sends("/help")
    aigul.waits_for("Кантип колдонуш керек")
    assert len(from_bot(aigul)) == 2
    assert menu.edits == 1


@pytest.mark.parametrize(
    "data",
    ["t/no-such-topic", "s/unpaid-wages", "h/a/b/c/d", "../../etc/passwd", "o/", "в/ы", "'; drop table turn", "/"],
)
def test_an_old_or_forged_button_leads_to_the_menu(aigul: User, data: str) -> None:
    aigul.sends("/start")
    menu = aigul.waits_for("Жардам")
    forges_a_press(aigul, data, menu)
    shown = aigul.waits_for("баскыч эскирип калган")
    assert "topics" in [data for row in shown.buttons for _, data in row]
    assert from_bot(aigul) == [menu]


def test_a_button_of_a_message_that_is_gone_is_answered_anew(aigul: User) -> None:
    forges_a_press(aigul, "topics")
    aigul.waits_for("Бардык темалар")
    aigul.sends("/help")
    help_ = aigul.waits_for("Кантип колдонуш керек")
    with aigul.state.lock:
        aigul.state.chats.delete(help_)
    forges_a_press(aigul, "home", help_)
    aigul.waits_for(HOME["ky"])


def test_a_chosen_language_holds_against_questions_in_another(aigul: User) -> None:
    aigul.sends("/language")
    choice = aigul.waits_for("Тилди тандаңыз")
    aigul.taps("Oʻzbekcha", choice)
    aigul.waits_for(HOME["uz"])
    aigul.sends("мне не платят зарплату что делать")
    aigul.waits_for(a_section_in("uz"))


def test_a_deep_link_opens_its_topic_in_its_language(john: User) -> None:
    john.sends("/start unpaid-wages_ky")
    shown = john.waits_for("Айлык акы төлөнбөй жатса")
    assert any(data == "s/unpaid-wages/first-steps" for row in shown.buttons for _, data in row)


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("/help", "Как пользоваться"),
        ("/language", "Выберите язык"),
        ("/privacy", "Что мы храним"),
        ("/PRIVACY@jardam_bot", "Что мы храним"),
        ("/topics", "Все темы"),
        ("/country", "стране"),
        ("/no_such_command", "Как пользоваться"),
    ],
)
def test_commands_show_their_screens(bakyt: User, command: str, shown: str) -> None:
    bakyt.sends(command)
    bakyt.waits_for(shown)


def test_what_cannot_be_read_gets_a_kind_answer(john: User) -> None:
    john.sends_sticker()
    john.waits_for("I understand only text")
    john.sends_voice()
    john.waits_for("I cannot listen to voice messages")
    john.sends_photo(b"jpeg")
    john.waits_for("I cannot look at photos")
    john.sends_document(b"%PDF", "contract.pdf", "application/pdf")
    john.waits_for("I cannot open files")
    john.sends_contact("+79990000000")
    john.waits_for("We do not collect phone numbers")


def test_words_under_a_photo_are_answered(john: User) -> None:
    john.sends_photo(b"jpeg", caption="my boss does not pay my salary what can I do")
    john.waits_for(a_section_in("en"))


def test_groups_are_left_alone(service: ServiceProcess, john: User) -> None:
    group = {"id": -1001234567890, "type": "supergroup", "title": "Work in Moscow"}
    john.sends("/start", chat=group)
    john.sends("my boss does not pay my salary", chat=group)
    john.sends("/help")
    john.waits_for("How to use this")
    assert len(from_bot(john)) == 1
    assert group["id"] not in {call.get("chat_id") for _, call in service.telegram.calls}


def test_an_edited_message_is_not_answered_again(john: User) -> None:
    john.sends("/privacy")
    john.waits_for("What we keep")
    john.edits(john.messages[0], "/topics")
    john.sends("/help")
    john.waits_for("How to use this")
    assert len(from_bot(john)) == 2


def test_commands_and_descriptions_are_shown_in_each_language(service: ServiceProcess, john: User) -> None:
    john.sends("/start")
    john.waits_for("Jardam")
    languages = {call.get("language_code") for call in service.telegram.calls_of("setMyCommands")}
    assert languages == {None, "ru", "ky", "uz", "en"}
    assert len(service.telegram.calls_of("setMyDescription")) >= 5
