import pytest

from bot.backend import Button, Reply
from bot.telegram.rendering import LIMIT, keyboard, length, parts
from tests.botapi.entities import formatted, utf16_length
from tests.botapi.methods import TEXT_LENGTH


def plain(messages: list[str]) -> str:
    return "\n".join(formatted(html, "HTML")[0] for html in messages)


def test_a_short_text_is_one_message() -> None:
    assert parts("**Call** 112.\n\n1. Wait.\n2. Go.") == ["<b>Call</b> 112.\n\n1. Wait.\n2. Go."]


def test_what_looks_like_html_is_shown_as_text() -> None:
    assert parts('<b>&"') == ['&lt;b&gt;&amp;"']


def test_an_empty_text_is_still_a_message() -> None:
    assert parts("") == ["…"]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(["**Абзац** из слов. " * 20] * 30),
        "слово " * 3000,
        "а" * 9000,
        "😀" * 5000,
        '<&>"' * 4000,
        "**" + "жирный " * 2000 + "**",
        "\n".join(f"- пункт {number} &amp; <b>" for number in range(900)),
    ],
    ids=["paragraphs", "words", "one word", "surrogate pairs", "entities", "bold", "list"],
)
def test_a_long_text_comes_in_messages_that_telegram_takes(text: str) -> None:
    messages = parts(text)
    assert len(messages) > 1
    for html in messages:
        shown, _ = formatted(html, "HTML")
        assert 0 < utf16_length(shown) <= TEXT_LENGTH


@pytest.mark.parametrize("word", ["а" * 9000, "😀" * 5000, "<&>" * 4000])
def test_nothing_of_a_long_word_is_lost(word: str) -> None:
    assert plain(parts(word)).replace("\n", "") == word


def test_no_word_of_a_long_text_is_lost() -> None:
    text = " ".join(f"слово{number}" for number in range(3000))
    assert plain(parts(text)).split() == text.split()


def test_length_is_what_telegram_counts() -> None:
    assert length("<b>😀&amp;</b>") == 3
    assert LIMIT < TEXT_LENGTH


def test_buttons_stand_in_their_rows() -> None:
    rows = ((Button("One", "1"), Button("Two", "2")), (Button("Three", "3"),))
    markup = keyboard(Reply("x", rows))
    assert markup
    assert [[button.callback_data for button in row] for row in markup.inline_keyboard] == [["1", "2"], ["3"]]
    assert keyboard(Reply("x")) is None
