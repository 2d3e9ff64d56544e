"""How the channels show a reply, for an editor who looks at it before anybody else does."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal

from starlette.routing import Route

from bot.backend import Button, Reply
from bot.telegram.rendering import parts
from bot.webchat import static_files
from bot.webchat.pages import Page, render
from bot.webchat.texts import PageTexts

Kind = Literal["message", "emergency"]
Screen = tuple[str, Sequence[Sequence[str]], Kind]  # Markdown, rows of labels of buttons, kind

routes = (Route("/static/{name}", static_files.send),)  # the style sheet of the web chat


def in_telegram(screens: Sequence[Screen]) -> str:
    """HTML: each message in the `div` of a bubble, with its line ends, and the rows of buttons below."""
    return "\n".join(_bubbles(text, buttons) for text, buttons, _ in screens)


def _bubbles(text: str, buttons: Sequence[Sequence[str]]) -> str:
    messages = "".join(f'<div class="message">{message}</div>' for message in parts(text))
    rows = ("".join(f"<span>{escape(label)}</span>" for label in row) for row in buttons)
    return messages + "".join(f'<div class="row">{row}</div>' for row in rows)


def in_webchat(screens: Sequence[Screen], language: str, texts: Mapping[str, str]) -> str:
    """The whole page; `texts` are those around the conversation, by id."""
    replies = tuple(Reply(text, _rows(buttons), kind=kind) for text, buttons, kind in screens)
    return render(Page(PageTexts(language, texts), "preview", replies))


def _rows(buttons: Sequence[Sequence[str]]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(Button(label, "") for label in row) for row in buttons)
