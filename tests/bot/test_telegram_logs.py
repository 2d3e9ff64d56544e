from tests.bot.service_process import ServiceProcess
from tests.botapi.users import User

SAID = "мне не платят зарплату в Сургуте, прораб Ташматов, телефон +79261234567"
UNDER_A_PHOTO = "Паспорт AN9876543 забрали"
CITY = "Хмурозаводск"


def test_logs_hold_no_words_no_people_and_no_token(service: ServiceProcess, bakyt: User, john: User) -> None:
    bakyt.sends(SAID)
    bakyt.waits_for("Проверено")
    bakyt.sends_photo(b"jpeg", caption=UNDER_A_PHOTO)
    bakyt.waits_for(lambda message: bool(message.buttons))
    bakyt.sends("/offices")
    bakyt.waits_for("📍")
    bakyt.sends(CITY)
    bakyt.waits_for(CITY)
    bakyt.sends_location(61.2541, 73.3962)
    bakyt.waits_for("Расстояние")
    service.telegram.fail("sendMessage", 400, "Bad Request: can't parse entities")
    john.sends("/wipe")
    john.sends("/help")
    john.waits_for("How to use this")

    log = service.log
    assert "Telegram refused a message" in log
    secrets = [service.telegram.token, service.telegram.token.partition(":")[2], str(bakyt.id), str(john.id)]
    said = [*SAID.split()[2:], *UNDER_A_PHOTO.split(), CITY, "61.25", "73.39", "Бакыт", "John"]
    assert [word for word in [*secrets, *said] if word in log] == []


def test_logs_name_nobody_who_wrote_in_this_session(service: ServiceProcess) -> None:
    log = service.log
    people = service.telegram.state.chats.people.values()
    assert [person.id for person in people if str(person.id) in log] == []
    messages = service.telegram.messages.values()
    assert [m.text for m in messages if not m.from_bot and len(m.text) > 12 and m.text in log] == []
    assert service.telegram.token not in log
    assert "Traceback" not in log
