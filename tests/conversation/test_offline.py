"""Taking the guidance along for days without internet, and knowing the real service."""

import datetime

import pytest

from api.conversation.events import Choice, Event, Hints, Text
from api.conversation.replies import Button, MakePack
from api.conversation.respond import respond
from api.conversation.state import State
from api.conversation.step import Step
from api.guidance.guidance import Guidance
from api.guidance.pack.identity import Identity, Pack, PackFile, Published
from api.guidance.pack.sms import sms_parts

LANGUAGES = ("ru", "ky", "uz", "uz-Cyrl", "en")
KEY = "RWQ" + "a" * 53
IDENTITY = Identity("JardamBot", ("https://jardam.example/chat/", "http://mirror.onion/chat/"), KEY)
PACK = Pack(
    "2026-11-22-1a2b3c4d",
    datetime.date(2026, 11, 22),
    {
        code: {"html": PackFile(f"jardam-{code}.html", 299_100), "pdf": PackFile(f"jardam-{code}.pdf", 527_060)}
        for code in LANGUAGES
    },
)
READY = Published(IDENTITY, PACK)


def after(guidance: Guidance, event: Event, published: Published = READY, language: str = "ky") -> Step:
    state = State(language=language, language_chosen=True)
    return respond(guidance, state, event, Hints("ky", "telegram", published))


def buttons(step: Step) -> dict[str, Button]:
    return {button.choice: button for reply in step.replies for row in reply.buttons for button in row}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_page_a_print_and_cards(guidance: Guidance, language: str) -> None:
    step = after(guidance, Text("/offline"), language=language)
    text = step.replies[0].text
    assert "2026-11-22-1a2b3c4d" in text
    assert "22.11.2026" in text
    assert "300 " in text
    assert {f"offline/{language}/html", f"offline/{language}/pdf", "sms", "verify"} <= buttons(step).keys()
    assert step.effects == ()


def test_home_and_help_lead_to_it(guidance: Guidance) -> None:
    for way in ("/help", "/home"):
        assert {"offline", "verify"} <= buttons(after(guidance, Text(way))).keys()


def test_the_pack_can_be_taken_in_another_language(guidance: Guidance) -> None:
    step = after(guidance, Text("/offline"))
    assert {f"offline/{code}" for code in LANGUAGES if code != "ky"} <= buttons(step).keys()
    assert "offline/uz-Cyrl/pdf" in buttons(after(guidance, Choice("offline/uz-Cyrl")))


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_a_file_comes_with_version_date_and_key(guidance: Guidance, kind: str) -> None:
    (reply,) = after(guidance, Choice(f"offline/ky/{kind}")).replies
    (document,) = reply.documents
    assert (document.path, document.name) == (f"/v1/pack/ky.{kind}", f"jardam-ky.{kind}")
    assert all(shown in document.caption for shown in ("2026-11-22-1a2b3c4d", "22.11.2026", KEY))
    assert document.name in document.instead
    assert not reply.in_place


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_fit(guidance: Guidance, language: str) -> None:
    for what in ("html", "minisig"):
        for reply in after(guidance, Choice(f"offline/{language}/{what}"), language=language).replies:
            assert all(0 < len(document.caption) <= 1024 for document in reply.documents)


def test_signatures_of_both_files(guidance: Guidance) -> None:
    (reply,) = after(guidance, Choice("offline/ky/minisig")).replies
    assert [document.path for document in reply.documents] == [
        "/v1/pack/ky.html.minisig",
        "/v1/pack/ky.pdf.minisig",
    ]


@pytest.mark.parametrize("event", [Text("/offline"), Choice("offline/ky"), Choice("offline/ky/pdf")])
def test_while_it_is_being_made_that_is_said_and_it_is_asked_for(guidance: Guidance, event: Event) -> None:
    step = after(guidance, event, Published(IDENTITY))
    assert guidance.catalogue.interface.say("ky", "offline-being-made") in step.replies[0].text
    assert step.effects == (MakePack(),)
    assert {"offline/ky", "sms"} <= buttons(step).keys()
    assert step.replies[0].documents == ()


@pytest.mark.parametrize(
    "data", ["offline/tg", "offline/ky/exe", "offline/ky/pdf/x", "offline//", "sms/none", "sms/a/b"]
)
def test_a_button_that_leads_nowhere_leads_home(guidance: Guidance, data: str) -> None:
    step = after(guidance, Choice(data))
    assert "home" not in data
    assert guidance.catalogue.interface.say("ky", "button-is-old") == step.replies[0].text
    assert step.replies[0].documents == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_is_one_message_to_copy_of_two_sms_at_most(guidance: Guidance, language: str) -> None:
    choices = [each for each in buttons(after(guidance, Choice("sms"), language=language)) if each.startswith("sms/")]
    assert len(choices) == len(guidance.catalogue.sms_cards)
    assert choices
    for choice in choices:
        (reply,) = after(guidance, Choice(choice), language=language).replies
        card = reply.text.strip("`")
        assert reply.text == f"`{card}`"
        assert "\n" not in card
        assert 1 <= sms_parts(card) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_verify_says_name_addresses_and_key(guidance: Guidance, language: str) -> None:
    text = after(guidance, Text("/verify"), language=language).replies[0].text
    for shown in ("`@JardamBot`", "`https://jardam.example/chat/`", "`http://mirror.onion/chat/`", f"`{KEY}`"):
        assert shown in text


def test_verify_names_only_what_there_is(guidance: Guidance) -> None:
    text = after(guidance, Text("/verify"), Published()).replies[0].text
    assert "`" not in text
    assert "акча" in text
