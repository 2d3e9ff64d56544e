"""A conversation of a few fixed answers, for while the service itself is not there."""

from pathlib import Path
import re

from bot.backend import Answer, Button, Message, Place, Reply, Sent, Texts

INTERFACE = Path(__file__).parent.parent.parent / "content/interface"
T = {
    l: dict(re.findall(r"^([\w-]+) = (.*)$", (INTERFACE / f"{l}.ftl").read_text(), re.M)) for l in ("ru", "ky", "uz", "en")
}
for t in T.values():
    for k in t:
        t[k] = t[k].replace("{ $phone }", "+996 312 66-66-66").replace("{ $limit }", "{limit}")

MENU = (
    (Button("Не платят зарплату", "s/unpaid-wages/first-steps"),),
    (Button("Запрет на въезд", "t/entry-bans"), Button("Реестр контролируемых лиц", "t/controlled-register")),
    (Button("ВИЧ и медосмотр", "t/hiv"), Button("Вернуть ребёнка домой", "t/child")),
    (Button("Консульства", "offices"), Button("Пожаловаться", "report")),
    (Button("Тил / Язык", "language"), Button("Помощь", "help")),
)
WELCOME = """**Салам! Это «Жардам» – помощь мигрантам из Кыргызстана.**

Напишите вопрос своими словами: по-кыргызски, по-русски, по-узбекски или по-английски, любыми буквами. Или выберите тему.

Бесплатно. Имя и документы не спрашиваем."""
WAGES = """**Не платят зарплату: с чего начать**

1. Сегодня соберите доказательства: переписку, фото с работы, переводы на карту, имена тех, кто работал рядом.
2. Напишите требование об оплате и отдайте под подпись.
3. Пожалуйтесь в трудовую инспекцию. Это бесплатно.

Срок для суда – **один год** со дня, когда должны были заплатить.

Горячая линия посольства в Москве: +7 499 237 44 81
Консульский департамент: +996 312 66 66 66

Проверено: 22.11.2026"""
EMERGENCY = """**Звоните 112.** Скажите, где вы и что происходит.

- Уйдите к людям и свету или запритесь.
- Не можете говорить – напишите адрес близкому, пусть звонит он.
- Консульский департамент: +996 312 66 66 66."""


class FakeBackend:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Answer] = {}

    async def sent(self, reports: list[Sent]) -> None: ...

    async def texts(self) -> Texts:
        return T

    async def take(self, message: Message) -> Answer:
        if (message.address, message.key) not in self.kept:
            self.kept[message.address, message.key] = self.answer(message)
        return self.kept[message.address, message.key]

    def answer(self, message: Message) -> Answer:
        e = message.event
        hint = (message.language_hint or "ru")[:2]
        lang = hint if hint in T else "ru"
        back = (Button("Вся тема: Не платят зарплату", "t/unpaid-wages"),), (Button("👍 Помогло", "h/y"), Button("👎 Не помогло", "h/n")), (Button("🏠 Меню", "home"),)
        if e["type"] == "location":
            return Answer((Reply("Ближе всего:", place=Place(55.73, 37.62, "Посольство в Москве", "ул. Большая Ордынка, 64")),), lang)
        what = e.get("text") or e["choice"]
        match what.split("/start")[0]:
            case "/wipe":
                return Answer((Reply("Удалить?", ((Button("Да, удалить", "wipe/yes"),),)),), lang)
            case "wipe/yes":
                return Answer((Reply("Готово."),), lang, wipe=())
            case "/offices" | "offices":
                return Answer((Reply("**Консульства рядом**\n\nНапишите город.", ask_location="📍 Отправить, где я"),), lang)
            case "language/ky":
                return Answer((Reply("Эмне жардам керек?", MENU),), "ky")
            case "" | "home":
                return Answer((Reply(WELCOME, MENU),), lang)
        if "бьют" in what:
            return Answer((Reply(EMERGENCY, back, kind="emergency"), Reply("**Полиция: ваши права**\n\nСпокойно.", back)), lang)
        return Answer((Reply(WAGES, back),), lang)
