"""Renders the page, or the part of it that is new."""

import re
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.backend import Reply
from bot.markup import to_web
from bot.webchat import static_files
from bot.webchat.texts import PageTexts

# 7 to 15 digits after the plus, in groups.
_PHONE = re.compile(r"(?<![\w+])\+\d(?:[ \u00a0()-]{0,2}\d){6,14}(?!\d)")
_PARAGRAPH = re.compile(r"(<p>.*?</p>)", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class Page:
    """One exchange. `said`: what the person wrote; `draft`: what stays in the box; `wiped`: the transcript goes."""

    texts: PageTexts
    key: str
    replies: tuple[Reply, ...]
    said: str = ""
    draft: str = ""
    wiped: bool = False

    @property
    def ask_file(self) -> str | None:
        """The label of the field for a file, when one is welcome now."""
        return next((reply.ask_file for reply in reversed(self.replies) if reply.ask_file), None)


def render(page: Page, *, fragment: bool = False) -> str:
    """The whole page, or for the script only what is to be added to it."""
    template = _TEMPLATES.get_template("fragment.html" if fragment else "page.html")
    return template.render(page=page, texts=page.texts, replies=_emergencies_first(page.replies))


def _emergencies_first(replies: tuple[Reply, ...]) -> list[Reply]:
    return sorted(replies, key=lambda reply: reply.kind != "emergency")


def reply_html(text: str) -> Markup:
    """A reply's Markdown as HTML, with its line breaks and with phone numbers that can be tapped."""
    pieces = _TAG.split(_with_line_breaks(to_web(text)))
    return Markup("".join(piece if _TAG.fullmatch(piece) else _PHONE.sub(_link, piece) for piece in pieces))  # noqa: S704 to_web escapes


def _with_line_breaks(html: str) -> str:
    """A line break in a paragraph is meant: addresses and phones stand on lines of their own."""
    pieces = _PARAGRAPH.split(html)
    return "".join(piece.replace("\n", "<br>\n") if piece.startswith("<p>") else piece for piece in pieces)


def _link(phone: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", phone.group())
    return f'<a href="tel:+{digits}">{phone.group()}</a>'


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.webchat"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["reply_html"] = reply_html
    environment.globals["static"] = static_files.url
    return environment


_TEMPLATES = _environment()
