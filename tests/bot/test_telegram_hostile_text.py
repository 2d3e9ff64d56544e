import pytest

from tests.bot.service_process import ServiceProcess
from tests.botapi.users import User

RIGHT_TO_LEFT = "\u202eавксоМ\u202c \u200f\u061c"
ZERO_WIDTH = "\u200b\u200d\ufeff\u2060"
ZALGO = "п" + "\u0301\u0489" * 200

HOSTILE = [
    '<b>&"',
    "</b></a><script>alert(1)</script>",
    "&lt;b&gt; &amp;amp; &#0; &nosuch;",
    "**a* _b_ `c` [d](tg://user?id=1) ```",
    "<a href='https://example.org'>",
    RIGHT_TO_LEFT,
    ZERO_WIDTH,
    "x" + ZERO_WIDTH + "y",
    ZALGO,
    "😀😀😀",
    "👨‍👩‍👧‍👦🏳️‍🌈",
    "а" * 4000,
    "<&>" * 1300,
    "слово " * 660,
    "\x00\x07\x1b[31m",
    "\n\n\n/start",
    "/",
    "/ start",
    "@jardam_bot",
    "https://example.org/?a=b&c=<d>",
    "{0} %s ${HOME} {{ phone }}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_answered(service: ServiceProcess, john: User, text: str) -> None:
    john.sends(text)
    john.waits_for(lambda message: bool(message.text.strip()))
    john.sends("/help")
    john.waits_for("112")
    assert "Telegram refused" not in service.log


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_may_stand_where_a_city_was_asked_for(service: ServiceProcess, john: User, text: str) -> None:
    john.sends("/offices")
    john.waits_for("Write your city")
    john.sends(text)
    john.waits_for(lambda message: bool(message.text.strip()))
    assert "Telegram refused" not in service.log


@pytest.mark.parametrize("typed", ['qz<b>&"xv', "qz&lt;xv", "qz**xv**", "qz_xv_zq", "qz`xv`", "qz[xv](tg://user?id=1)"])
def test_what_a_person_typed_is_shown_as_typed(john: User, typed: str) -> None:
    john.sends("/offices")
    john.waits_for("Write your city")
    john.sends(typed)
    shown = john.waits_for("I did not find the city")
    assert f"“{typed}”" in shown.text
    assert not [entity for entity in shown.entities if entity["type"] in {"bold", "italic", "code", "text_link"}]


@pytest.mark.parametrize(
    "payload", ["<b>", "_", "____", "unpaid-wages_<b>_ky", "a" * 64, "unpaid-wages_first-steps_xx"]
)
def test_any_deep_link_opens_something(john: User, payload: str) -> None:
    john.sends(f"/start {payload}")
    assert john.waits_for(lambda message: bool(message.buttons))
