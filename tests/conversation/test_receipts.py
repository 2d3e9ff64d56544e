"""Coming back with a receipt: opening, reading, writing, withdrawing; and every way to get it wrong."""

from dataclasses import replace

import pytest

from api.conversation.context import World
from api.conversation.drafts import CloseThread, OpenThread, SendMessage, Thread, ThreadMessage, WithdrawReport
from api.conversation.schemas import TurnOut, kept_of, reply_out
from api.conversation.screens import thread as screens
from api.conversation.typed_receipt import mistyped, receipt_in
from api.guidance.guidance import Guidance
from api.guidance.routing.decision import Guess
from api.reports.receipts import read_receipt
from tests.conversation.dialogue import Reporter, choices, deciding
from tests.conversation.fake_reception import TODAY, receipt
from tests.conversation.telling import STORY, choice_beginning, goes_to, sends_it

NONE = Guess("none", None, 0.9)
UNKNOWN = receipt(987_654_321_123_456_789)


@pytest.fixture
def aigul(guidance: Guidance) -> Reporter:
    """She has sent a report."""
    person = Reporter(guidance, phone="ru")
    person.presses("r/yes")
    person.says(STORY)
    goes_to(person, "summary")
    sends_it(person)
    person.effects.clear()
    return person


def code_of(person: Reporter) -> str:
    return next(iter(person.reception.reports.values())).receipt


def report_of(person: Reporter) -> str:
    return next(iter(person.reception.reports))


# Opening


@pytest.mark.parametrize("typing", [str, str.lower, lambda code: code.replace("-", " "), "мой код: {}".format])
def test_a_receipt_opens_its_report_at_any_time(aigul: Reporter, typing: object) -> None:
    assert callable(typing)
    aigul.says(typing(code_of(aigul)))
    assert aigul.hears("thread-status-new", "ru")
    assert aigul.effects == [OpenThread(report_of(aigul))]


def test_a_receipt_opens_its_report_from_another_chat_and_language(aigul: Reporter) -> None:
    other = Reporter(aigul.guidance, phone="ky", reception=aigul.reception, channel="webchat", name=b"other")
    other.presses("receipt")
    other.says(code_of(aigul))
    assert other.hears("thread-status-new", "ky")


def test_messages_are_shown_in_order_and_whole(aigul: Reporter) -> None:
    long = "\n".join(f"шаг {number}: *сделайте* это" for number in range(300))
    aigul.reception.answers(report_of(aigul), "Здравствуйте")
    aigul.reception.answers(report_of(aigul), long)
    aigul.says(code_of(aigul))
    shown = "\n".join(reply.text.replace("\\", "") for reply in aigul.replies)
    lines = ["Здравствуйте", *long.split("\n")]
    places = [shown.find(line) for line in lines]
    assert -1 not in places and places == sorted(places)
    assert all(len(reply.text) < 4_000 for reply in aigul.replies)


def test_a_closed_report_tells_its_last_day(guidance: Guidance) -> None:
    person = Reporter(guidance, phone="ru")
    person.says("/start")
    ctx = World(guidance, "telegram").context(person.state)
    message = ThreadMessage("staff", "Готово", TODAY, files=2)
    shown = screens.opened(ctx, Thread("1", "closed", TODAY, (message,), expires_on=TODAY.replace(year=2027)))
    assert "22.11.2027" in shown[-1].text and "📎 Файлов: 2" in shown[-1].text


@pytest.mark.parametrize("status", screens.STATUSES)
def test_every_status_has_plain_words(guidance: Guidance, status: str) -> None:
    ctx = World(guidance, "telegram").context(Reporter(guidance).state)
    text = screens.opened(ctx, Thread("1", status, TODAY, ()))[-1].text
    assert ctx.say(f"thread-status-{status.replace('_', '-')}") in text


def test_words_of_a_thread_are_not_saved(aigul: Reporter) -> None:
    aigul.reception.answers(report_of(aigul), "тайна " * 2_000)
    aigul.says(code_of(aigul))
    replies = aigul.replies
    assert len(replies) > 1
    answer = TurnOut(replies=[reply_out(reply) for reply in replies], language="ru")
    kept = kept_of(answer, replies)
    assert len(kept.replies) == 1
    assert "тайна" not in kept.model_dump_json() and "22.11.2026" not in kept.model_dump_json()


# Getting it wrong


def test_a_wrong_and_an_unknown_receipt_are_answered_alike(aigul: Reporter) -> None:
    aigul.says(UNKNOWN)
    assert aigul.hears("receipt-unknown", "ru")
    assert aigul.state.awaiting == "receipt" and aigul.effects == []


@pytest.mark.parametrize("fate", ["busy", "wait"])
def test_who_cannot_be_served_now_is_told_to_try_again(aigul: Reporter, fate: str) -> None:
    aigul.reception.fate = fate
    aigul.says(code_of(aigul))
    assert aigul.hears(f"receipt-{fate}", "ru")


@pytest.mark.parametrize(
    ("change", "text_id"),
    [
        (lambda code: code[:-1], "receipt-length"),
        (lambda code: "2" + code if code[0] != "2" else "3" + code, "receipt-length"),
        (lambda code: code[1] + code[0] + code[2:], "receipt-check"),
        (lambda code: "0" + code[1:], "receipt-symbol"),
        (lambda code: "Ж" + code[1:], "receipt-symbol"),
    ],
)
def test_a_mistake_in_copying_is_named(aigul: Reporter, change: object, text_id: str) -> None:
    assert callable(change)
    wrong = change("7KQ2MX-D9RTHA-W4CEJ" + check_of("7KQ2MXD9RTHAW4CEJ"))
    aigul.presses("receipt")
    aigul.says(wrong)
    assert aigul.hears(text_id, "ru", symbol=wrong[0])


def check_of(symbols: str) -> str:
    return next(each for each in "23456789ABCDEFGHJKMNPQRSTUVWXYZ" if receipt_in(symbols + each))


def test_a_mistyped_receipt_is_known_without_being_asked_for(aigul: Reporter) -> None:
    aigul.says("7KQ2MX-D9RTHA-W4CE2N")
    assert "receipt" in choices(aigul.replies[-1])
    assert aigul.state.awaiting == "receipt"


@pytest.mark.parametrize(
    "words",
    ["зарплата 50000 рублей", "salom", "I have not been paid for 3 months", "AC1234567", "2+2", "привет всем вам"],
)
def test_ordinary_words_are_no_receipt(words: str) -> None:
    assert receipt_in(words) is None
    assert mistyped(words, asked=False) is None


def test_a_question_is_understood_where_a_receipt_was_asked_for(aigul: Reporter) -> None:
    aigul.presses("receipt")
    assert "t/entry-bans" in choices(aigul.says("как проверить есть ли у меня запрет на въезд в россию"))


def test_danger_is_heard_where_a_receipt_was_asked_for(guidance: Guidance) -> None:
    person = Reporter(deciding(guidance, NONE, danger="violence"))
    person.presses("receipt")
    person.says("бьют помогите")
    assert person.replies[0].kind == "emergency"


def test_who_lost_the_receipt_is_told_the_truth(aigul: Reporter) -> None:
    assert "rc/lost" in choices(aigul.presses("receipt"))
    aigul.presses("rc/lost")
    assert aigul.hears("receipt-lost", "ru")


# Writing


def test_words_after_opening_go_to_the_caseworkers(aigul: Reporter) -> None:
    aigul.says(code_of(aigul))
    aigul.says("когда вы позвоните?")
    assert aigul.hears("thread-written", "ru")
    assert SendMessage(report_of(aigul), "когда вы позвоните?") in aigul.effects


def test_a_question_to_the_bot_after_going_home_is_no_message(aigul: Reporter) -> None:
    aigul.says(code_of(aigul))
    aigul.presses("home")
    aigul.says("как проверить есть ли у меня запрет на въезд в россию")
    assert "t/entry-bans" in choices(aigul.replies[-1])
    aigul.presses("rc/write")
    aigul.says("это для вас")
    assert [effect for effect in aigul.effects if isinstance(effect, SendMessage)] == [
        SendMessage(report_of(aigul), "это для вас")
    ]


def test_a_file_after_opening_goes_into_the_thread(aigul: Reporter) -> None:
    aigul.says(code_of(aigul))
    aigul.brings("photo", caption="вот расписка")
    assert aigul.hears("file-kept", "ru", count=1, limit=10)
    assert SendMessage(report_of(aigul), "вот расписка") in aigul.effects
    aigul.presses("r/go")
    assert aigul.hears("thread-write", "ru")


def test_danger_in_a_message_shows_the_card_and_still_sends_it(aigul: Reporter) -> None:
    aigul.says(code_of(aigul))
    aigul.guidance = deciding(aigul.guidance, NONE, danger="violence")
    aigul.says("он меня бьёт")
    assert [reply.kind for reply in aigul.replies] == ["emergency", "message"]
    assert aigul.reception.messages[report_of(aigul)]


def test_a_message_that_is_too_long_is_not_sent(aigul: Reporter) -> None:
    aigul.says(code_of(aigul))
    aigul.says("а" * 4_001)
    assert aigul.hears("thread-too-long", "ru", limit=4_000)
    assert aigul.reception.messages[report_of(aigul)] == []


def late(person: Reporter) -> None:
    person.says(code_of(person))
    person.reception.open_threads.clear()


@pytest.mark.parametrize("choice", ["rc/write", "rc/withdraw", "rc/withdraw/00000000"])
def test_after_half_an_hour_a_button_asks_for_the_receipt_again(aigul: Reporter, choice: str) -> None:
    late(aigul)
    aigul.presses(choice)
    assert aigul.hears("thread-lapsed", "ru")
    assert not aigul.state.thread


def test_after_half_an_hour_words_and_files_are_not_sent_and_it_is_said(aigul: Reporter) -> None:
    late(aigul)
    aigul.says("когда вы позвоните?")
    assert aigul.hears("thread-lapsed", "ru")
    late(aigul)
    aigul.brings("photo", caption="расписка")
    assert aigul.hears("thread-lapsed", "ru")
    assert aigul.reception.messages[report_of(aigul)] == []


# Withdrawing and closing


def test_withdrawing_is_asked_first_and_then_deletes(aigul: Reporter) -> None:
    aigul.says(code_of(aigul))
    report = report_of(aigul)
    question = aigul.presses("rc/withdraw")
    assert aigul.reception.reports
    yes = choice_beginning(question, "rc/withdraw/")
    aigul.presses(yes)
    assert aigul.hears("thread-withdrawn", "ru")
    assert aigul.reception.reports == {} and WithdrawReport(report) in aigul.effects
    aigul.presses(yes)
    assert aigul.hears("thread-lapsed", "ru")


def test_closing_forgets_what_was_open(aigul: Reporter) -> None:
    aigul.says(code_of(aigul))
    aigul.presses("rc/close")
    assert CloseThread() in aigul.effects
    assert not aigul.state.thread and aigul.state.awaiting == ""


def test_a_draft_and_a_thread_do_not_mix(aigul: Reporter) -> None:
    aigul.presses("r/yes")
    aigul.says("Вторая история")
    aigul.says(code_of(aigul))
    aigul.says("это сотрудникам")
    assert aigul.told() == ("Вторая история",)
    aigul.presses("r/go")
    aigul.says("а это в рассказ")
    assert aigul.told() == ("Вторая история", "а это в рассказ")
    assert [message.text for message in aigul.reception.messages[report_of(aigul)]] == ["это сотрудникам"]


def test_nobody_opens_another_ones_thread_without_the_receipt(aigul: Reporter) -> None:
    aigul.says(code_of(aigul))
    bakyt = Reporter(aigul.guidance, phone="ru", reception=aigul.reception, name=b"bakyt")
    bakyt.state = replace(aigul.state)
    for choice in ("rc/write", "rc/withdraw", f"rc/withdraw/{report_of(aigul)[:8]}"):
        bakyt.presses(choice)
        assert bakyt.hears("thread-lapsed", "ru")
    assert aigul.reception.reports


def test_a_receipt_reads_back_as_it_was_shown() -> None:
    assert receipt_in(UNKNOWN) == read_receipt(UNKNOWN)
