"""The whole service is killed or stopped while an answer and a notice are on their way: both come once."""

import signal

from tests.bot.notice_office import SECONDS, NoticeOffice, is_a_notice, until_so
from tests.bot.service_process import ServiceProcess
from tests.bot.telegram_stand_ins import texts_from_bot, waits_until_the_bot_sends_to
from tests.botapi.users import User

LONG = 300.0  # seconds: a send that does not end before the process does


def test_what_a_crash_held_back_comes_after_the_restart(
    service: ServiceProcess, office: NoticeOffice, aigul: User, bakyt: User
) -> None:
    service.telegram.delay("sendMessage", LONG)
    office.tells(bakyt)
    waits_until_the_bot_sends_to(service.telegram, bakyt)
    aigul.sends("/start unpaid-wages_uz")
    waits_until_the_bot_sends_to(service.telegram, aigul)
    service.kill()
    service.telegram.delay("sendMessage", 0)
    assert texts_from_bot(aigul) == texts_from_bot(bakyt) == []
    office.all_leases_run_out()

    service.start()
    aigul.waits_for("Ish haqi")
    aigul.sends("мне не платят зарплату что делать")
    aigul.waits_for("Tekshirilgan sana")
    assert len(texts_from_bot(aigul)) == 2
    bakyt.waits_for(lambda message: is_a_notice(message.text), timeout=SECONDS)
    until_so(lambda: office.waiting == 0)
    assert len(texts_from_bot(bakyt)) == 1


def test_a_stop_finishes_what_was_begun_and_nothing_is_said_twice(
    service: ServiceProcess, office: NoticeOffice, aigul: User, bakyt: User, john: User
) -> None:
    john.sends("/start")
    john.waits_for("Jardam")
    john.taps("Кыргызча")
    john.waits_for("Кандай жардам керек?")
    service.telegram.delay("sendMessage", 2)
    office.tells(bakyt)
    waits_until_the_bot_sends_to(service.telegram, bakyt)
    aigul.sends("/help")
    waits_until_the_bot_sends_to(service.telegram, aigul)
    assert service.stop() in {0, -signal.SIGTERM}
    service.telegram.delay("sendMessage", 0)
    assert len(texts_from_bot(aigul)) == len(texts_from_bot(bakyt)) == 1
    assert office.waiting == 0
    assert service.telegram.waiting_updates == []

    aigul.sends("/privacy")
    service.start()
    aigul.waits_for("Биз эмнени сактайбыз")
    john.sends("мне не платят зарплату что делать")
    john.waits_for("Текшерилген күнү")
    assert [text[:6] for text in texts_from_bot(aigul)] == ["Кантип", "Биз эм"]
    assert len(texts_from_bot(bakyt)) == 1
