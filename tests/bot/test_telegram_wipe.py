import sqlite3

from tests.bot.service_process import ServiceProcess
from tests.bot.telegram_stand_ins import from_bot, texts_from_bot
from tests.botapi.users import User

DONE = "what we kept is deleted"


def talks(person: User) -> None:
    """A visit with something of every kind in the chat."""
    person.sends("/start unpaid-wages_en")
    person.waits_for(lambda message: bool(message.buttons))
    person.taps("s/unpaid-wages/first-steps")
    person.waits_for("Checked on")
    person.sends_photo(b"jpeg")
    person.waits_for("photos")
    person.sends("/offices")
    person.waits_for("📍")
    person.sends("Moscow")
    person.waits_for(lambda message: "location" in message.content)


def wipes(person: User) -> None:
    person.sends("/wipe")
    person.waits_for("Delete this chat?")
    person.taps("Yes, delete")
    person.waits_for(DONE)


def test_wipe_leaves_nothing_but_the_word_that_it_is_done(john: User) -> None:
    talks(john)
    wipes(john)
    assert [DONE in message.text for message in john.messages] == [True]


def test_nothing_is_deleted_before_the_person_says_yes(john: User) -> None:
    john.sends("/wipe")
    john.waits_for("Delete this chat?")
    john.taps("home")
    john.waits_for("How can I help?")
    assert len(john.messages) == 2


def test_after_a_wipe_the_person_is_a_stranger(service: ServiceProcess, aigul: User) -> None:
    talks(aigul)
    before = conversations(service)
    wipes(aigul)
    assert conversations(service) == before - 1
    aigul.sends("/start")
    aigul.waits_for("Салам! Бул «Жардам»")


def conversations(service: ServiceProcess) -> int:
    with sqlite3.connect(service.data / "jardam.db") as database:
        (count,) = database.execute("SELECT count(*) FROM conversation").fetchone()
    database.close()
    return int(count)


def test_what_is_older_than_48_hours_stays_and_all_newer_goes(service: ServiceProcess, john: User) -> None:
    talks(john)
    old = john.messages
    service.telegram.pass_time(hours=49)
    talks(john)
    wipes(john)
    left = john.messages
    assert left[:-1] == old
    assert DONE in left[-1].text


def test_other_chats_keep_their_messages(john: User, aigul: User) -> None:
    talks(aigul)
    talks(john)
    before = aigul.messages
    wipes(john)
    assert aigul.messages == before


def test_a_wipe_that_telegram_gives_twice_deletes_nothing_that_came_later(service: ServiceProcess, john: User) -> None:
    john.sends("/wipe")
    john.waits_for("Delete this chat?")
    pressed = john.taps("Yes, delete")
    john.waits_for(DONE)
    john.sends("/privacy")
    john.waits_for("What we keep")
    kept = john.messages
    service.telegram.redeliver(pressed)
    john.waits_for(lambda message: message not in kept)
    assert set(kept) <= set(john.messages)
    assert len(texts_from_bot(john)) == len(from_bot(john)) == 3
