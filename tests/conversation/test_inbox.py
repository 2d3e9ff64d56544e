"""A turn has one effect, whatever is repeated, comes at once or fails; and the database tells nobody anything."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select, text, update
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlmodel import col

from api.conversation import inbox as inbox_module
from api.conversation.inbox import Inbox
from api.conversation.models import AnswerCount, Conversation, Turn
from api.conversation.schemas import SentIn, TurnIn, TurnOut
from api.database import Database, now
from api.guidance.guidance import Guidance
from api.server_key import ServerKey
from tests.conversation.fake_reception import FakeReception
from tests.databases import files_of

AIGUL = "700100200"
BAKYT = "700100300"
SECRET = bytes(range(32))


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database, ServerKey(SECRET))


def turn(event: dict[str, Any], key: str = "1", address: str = AIGUL, message_id: int | None = None) -> TurnIn:
    body = {"channel": "telegram", "address": address, "key": key, "message_id": message_id, "event": event}
    return TurnIn.model_validate(body)


def says(words: str, **options: Any) -> TurnIn:
    return turn({"type": "text", "text": words}, **options)


def presses(choice: str, **options: Any) -> TurnIn:
    return turn({"type": "choice", "choice": choice}, **options)


def helped(inbox: Inbox) -> int:
    with inbox.database.transaction() as session:
        return session.scalar(select(func.sum(col(AnswerCount.count)))) or 0


def count(inbox: Inbox, table: type[Turn] | type[Conversation]) -> int:
    with inbox.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def aged(inbox: Inbox, age: timedelta) -> None:
    """Everything kept becomes older."""
    with inbox.database.transaction() as session:
        session.execute(update(Turn).values(created_at=now() - age))
        session.execute(update(Conversation).values(updated_at=now() - age))


HELPFUL = "h/entry-bans/check/y"


# Once, and only once


def test_the_same_key_twice_has_one_effect_and_the_same_answer(inbox: Inbox, guidance: Guidance) -> None:
    first = inbox.take(guidance, presses(HELPFUL))
    second = inbox.take(guidance, presses(HELPFUL))
    assert not first.repeated and second.repeated
    assert second.replies == first.replies
    assert helped(inbox) == 1


def test_another_key_is_another_message(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses(HELPFUL, key="1"))
    assert not inbox.take(guidance, presses(HELPFUL, key="2")).repeated
    assert helped(inbox) == 2


def test_keys_of_two_people_are_not_mixed_up(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, says("/help", address=AIGUL))
    assert not inbox.take(guidance, says("/help", address=BAKYT)).repeated


def test_people_of_two_channels_are_not_mixed_up(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses("language/en"))
    elsewhere = says("/help").model_copy(update={"channel": "webchat"})
    answer = inbox.take(guidance, elsewhere)
    assert not answer.repeated
    assert answer.language == "ru"


def all_at_once(inbox: Inbox, guidance: Guidance, turns: list[TurnIn]) -> list[TurnOut]:
    with ThreadPoolExecutor(len(turns)) as threads:
        return list(threads.map(lambda each: inbox.take(guidance, each), turns))


def test_the_same_key_at_once_has_one_effect(inbox: Inbox, guidance: Guidance) -> None:
    answers = all_at_once(inbox, guidance, [presses(HELPFUL)] * 6)
    assert sorted(answer.repeated for answer in answers) == [False] + [True] * 5
    assert all(answer.replies == answers[0].replies for answer in answers)
    assert helped(inbox) == 1


def test_two_first_messages_of_one_person_at_once_are_both_answered(inbox: Inbox, guidance: Guidance) -> None:
    answers = all_at_once(inbox, guidance, [says("/start", key="1"), says("/help", key="2")])
    assert not any(answer.repeated for answer in answers)
    assert count(inbox, Conversation) == 1
    assert count(inbox, Turn) == 2


def test_people_who_press_helpful_at_once_are_all_counted(inbox: Inbox, guidance: Guidance) -> None:
    all_at_once(inbox, guidance, [presses(HELPFUL, address=str(number)) for number in range(3)])
    all_at_once(inbox, guidance, [presses(HELPFUL, address=str(number), key="2") for number in range(8)])
    assert helped(inbox) == 11


def test_the_state_of_one_turn_is_there_for_the_next(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses("language/uz", key="1"))
    assert inbox.take(guidance, says("/help", key="2")).language == "uz"


# When saving fails


@contextmanager
def commit_fails(database: Database) -> Iterator[None]:
    def fail(_connection: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("the disk is full"))

    event.listen(database.engine, "commit", fail)
    yield
    event.remove(database.engine, "commit", fail)


def test_nothing_is_answered_or_kept_when_the_commit_fails(inbox: Inbox, guidance: Guidance) -> None:
    with commit_fails(inbox.database), pytest.raises(SQLAlchemyError):
        inbox.take(guidance, presses(HELPFUL))
    assert count(inbox, Turn) == count(inbox, Conversation) == helped(inbox) == 0
    assert not inbox.take(guidance, presses(HELPFUL)).repeated
    assert helped(inbox) == 1


# What the database shows to a thief


def test_nothing_of_a_person_can_be_read_in_the_database(inbox: Inbox, guidance: Guidance) -> None:
    for key, words in enumerate(["Айгүл Токтосунова, паспортум AC1234567", "zarplatany berbei jatat", "/country"]):
        inbox.take(guidance, says(words, key=str(key), message_id=55))
    inbox.take(guidance, presses("country/KZ", key="9"))
    dump = _dump(inbox.database)
    for secret in (AIGUL, "Айгүл", "AC1234567", "zarplatany", "telegram", '"country"', '"KZ"'):
        assert secret.encode() not in dump
        assert secret.encode("utf-8").hex().encode() not in dump


def _dump(database: Database) -> bytes:
    """All that a thief of the disk finds; of PostgreSQL, all rows as text."""
    if database.is_sqlite:
        files = files_of(database.url)
        assert any(file.name.endswith("-wal") for file in files)
        return b"".join(file.read_bytes() for file in files)
    with database.transaction() as session:
        rows = [session.execute(text(f'SELECT t::text FROM "{name}" t')).all() for name in ("conversation", "turn")]
    return repr(rows).encode()


def test_the_same_words_are_sealed_differently_each_time(inbox: Inbox, guidance: Guidance) -> None:
    for person in (AIGUL, BAKYT):
        inbox.take(guidance, says("/help", address=person))
    with inbox.database.transaction() as session:
        assert len(set(session.scalars(select(col(Turn.answer))))) == 2


def test_a_person_is_new_when_the_key_of_the_server_changed(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses("language/uz"))
    changed = Inbox(inbox.database, ServerKey(bytes(32)))
    answer = changed.take(guidance, presses("help"))
    assert answer.language == "ru"
    assert not answer.repeated


def test_a_state_moved_to_another_person_does_not_open(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses("language/uz", address=AIGUL))
    inbox.take(guidance, presses("language/en", address=BAKYT))
    aigul, bakyt = (inbox.key.person("telegram", person) for person in (AIGUL, BAKYT))
    with inbox.database.transaction() as session:
        stolen = session.get_one(Conversation, aigul).state
        session.get_one(Conversation, bakyt).state = stolen
    assert inbox.take(guidance, says("/help", address=BAKYT, key="2")).language == "ru"


def test_an_error_of_the_database_names_no_row(inbox: Inbox) -> None:
    with inbox.database.transaction() as session, pytest.raises(SQLAlchemyError) as caught:
        session.execute(text("SELECT * FROM nowhere WHERE address = :address"), {"address": AIGUL})
    assert AIGUL not in str(caught.value)


# Forgetting


def test_an_answer_older_than_a_day_is_forgotten_and_its_key_is_new_again(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses(HELPFUL))
    aged(inbox, timedelta(hours=25))
    inbox.database.run(inbox_module.forget_old)
    assert not inbox.take(guidance, presses(HELPFUL)).repeated
    assert helped(inbox) == 2


def test_an_answer_younger_than_a_day_is_kept(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses(HELPFUL))
    aged(inbox, timedelta(hours=23))
    inbox.database.run(inbox_module.forget_old)
    assert inbox.take(guidance, presses(HELPFUL)).repeated


def test_turns_are_gone_after_two_days_and_people_after_ninety(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses("language/uz"))
    aged(inbox, timedelta(hours=49))
    inbox.database.run(inbox_module.forget_old)
    assert (count(inbox, Turn), count(inbox, Conversation)) == (0, 1)
    aged(inbox, timedelta(days=91))
    inbox.database.run(inbox_module.forget_old)
    assert count(inbox, Conversation) == 0


def test_a_person_who_goes_on_writing_is_not_forgotten(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses("language/uz", key="1"))
    aged(inbox, timedelta(days=89))
    inbox.take(guidance, says("/help", key="2"))
    inbox.database.run(inbox_module.forget_old)
    with inbox.database.transaction() as session:
        assert now() - session.scalars(select(col(Conversation.updated_at))).one() < timedelta(minutes=1)


def test_wipe_forgets_the_person_and_lists_the_messages_to_delete(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses("language/uz", key="1", message_id=10))
    inbox.sent([SentIn(channel="telegram", address=AIGUL, key="1", message_ids=[11, 12])])
    inbox.take(guidance, says("/help", key="2", message_id=13))
    answer = inbox.take(guidance, presses("wipe/yes", key="3", message_id=14))
    assert answer.wipe == [10, 11, 12, 13]
    assert count(inbox, Conversation) == 0
    assert inbox.take(guidance, says("/help", key="4")).language == "ru"


def test_wipe_touches_nobody_else(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, presses("language/uz", address=BAKYT, message_id=77))
    answer = inbox.take(guidance, presses("wipe/yes", address=AIGUL))
    assert answer.wipe == []
    assert inbox.take(guidance, says("/help", address=BAKYT, key="2")).language == "uz"


def test_a_repeated_wipe_lists_the_same_messages(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, says("/help", key="1", message_id=10))
    first = inbox.take(guidance, presses("wipe/yes", key="2"))
    assert inbox.take(guidance, presses("wipe/yes", key="2")).wipe == first.wipe == [10]


def test_messages_older_than_two_days_are_not_listed_for_deletion(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, says("/help", key="1", message_id=10))
    aged(inbox, timedelta(hours=49))
    assert inbox.take(guidance, presses("wipe/yes", key="2")).wipe == []


def test_numbers_of_messages_are_not_kept_for_a_turn_that_was_wiped(inbox: Inbox, guidance: Guidance) -> None:
    inbox.take(guidance, says("/help", key="1"))
    inbox.take(guidance, presses("wipe/yes", key="2"))
    inbox.sent([SentIn(channel="telegram", address=AIGUL, key="1", message_ids=[11])])
    assert inbox.take(guidance, presses("wipe/yes", key="3")).wipe == []


# Reports


@pytest.fixture
def reception() -> FakeReception:
    return FakeReception()


@pytest.fixture
def desk(database: Database, reception: FakeReception) -> Inbox:
    """An inbox that takes reports."""
    return Inbox(database, ServerKey(SECRET), reception)


STORY = "Начальник Асан не платит"


def takes(inbox: Inbox, guidance: Guidance, *steps: str) -> list[TurnOut]:
    """Words, and buttons whose names begin with `r/`, as messages with the keys 0, 1, 2…"""
    return [
        inbox.take(guidance, (presses if step.startswith("r/") else says)(step, key=str(number)))
        for number, step in enumerate(steps)
    ]


def at_summary(inbox: Inbox, guidance: Guidance) -> str:
    """Tells a report up to the summary; its receipt."""
    skipped = ["kind", "danger", "country", "time", "sector", "whom", "gender", "age", "wish"]
    way = ["r/yes", STORY, "r/done/story", *(f"r/skip/{name}" for name in skipped), "r/done/shares", "r/done/files"]
    shown = takes(inbox, guidance, *way, "r/skip/chat")[-1]
    assert isinstance(inbox.reception, FakeReception)
    receipt = next(iter(inbox.reception.drafts.values())).receipt
    assert receipt in shown.replies[-1].text
    return receipt


def send_button(inbox: Inbox) -> str:
    assert isinstance(inbox.reception, FakeReception)
    return f"r/send/{next(iter(inbox.reception.drafts.values())).report[:8]}"


def kept_answers(inbox: Inbox) -> str:
    person = inbox.key.person("telegram", AIGUL)
    with inbox.database.transaction() as session:
        rows = session.execute(select(col(Turn.key), col(Turn.answer))).all()
    return "".join(inbox.key.open(answer, "answer", person, key).decode() for key, answer in rows if answer)


def test_a_report_goes_through_the_inbox_once(desk: Inbox, guidance: Guidance, reception: FakeReception) -> None:
    receipt = at_summary(desk, guidance)
    send = presses(send_button(desk), key="send")
    first, second = desk.take(guidance, send), desk.take(guidance, send)
    assert receipt in first.replies[0].text
    assert second.repeated and receipt not in second.model_dump_json()
    assert [draft.told for draft in reception.reports.values()] == [(STORY,)]


def test_once_a_report_is_sent_no_kept_answer_shows_it(desk: Inbox, guidance: Guidance) -> None:
    receipt = at_summary(desk, guidance)
    assert STORY in kept_answers(desk)
    desk.take(guidance, presses(send_button(desk), key="send"))
    assert STORY not in kept_answers(desk) and receipt not in kept_answers(desk)
    again = desk.take(guidance, says(STORY, key="1"))
    assert again.repeated and again.replies == []


def test_a_deleted_draft_is_in_no_kept_answer(desk: Inbox, guidance: Guidance) -> None:
    at_summary(desk, guidance)
    desk.take(guidance, presses(send_button(desk).replace("send", "drop"), key="drop"))
    assert STORY not in kept_answers(desk)


def test_a_thread_is_in_no_kept_answer(desk: Inbox, guidance: Guidance, reception: FakeReception) -> None:
    receipt = at_summary(desk, guidance)
    desk.take(guidance, presses(send_button(desk), key="send"))
    reception.answers(next(iter(reception.reports)), "Приходите завтра")
    opening = says(receipt, key="open")
    assert "Приходите завтра" in desk.take(guidance, opening).replies[0].text
    again = desk.take(guidance, opening)
    assert again.repeated and len(again.replies) == 1
    assert "Приходите завтра" not in kept_answers(desk) and receipt not in kept_answers(desk)


def test_a_file_is_awaited_under_the_key_of_its_message(
    desk: Inbox, guidance: Guidance, reception: FakeReception
) -> None:
    photo = {"type": "file", "what": "photo", "name": "", "size": 5}
    assert not desk.take(guidance, turn(photo, key="0")).upload
    desk.take(guidance, presses("r/yes", key="1"))
    answer = desk.take(guidance, turn(photo, key="2"))
    assert answer.upload and answer.replies == []
    assert [address.turn for address in reception.awaited] == ["2"]


def test_wiping_forgets_the_draft_too(desk: Inbox, guidance: Guidance, reception: FakeReception) -> None:
    at_summary(desk, guidance)
    desk.take(guidance, presses("wipe/yes", key="wipe"))
    assert reception.drafts == {}


def test_the_same_report_sent_from_two_devices_at_once_is_one(
    desk: Inbox, guidance: Guidance, reception: FakeReception
) -> None:
    at_summary(desk, guidance)
    button = send_button(desk)
    all_at_once(desk, guidance, [presses(button, key=f"send{number}") for number in range(4)])
    assert len(reception.reports) == 1
