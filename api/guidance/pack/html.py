"""The pack as one page that needs nothing else: opened from a phone's storage, with or without JavaScript.

What is most important stands in the page as it is, up to a size that can be forwarded anywhere; the rest is packed
into the same file, and a few lines of JavaScript unpack it. Without them the page says where the rest is.
"""

import json
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import zip_longest
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from api.guidance.pack.edition import VERSION, Edition

LIMIT = 300_000  # bytes
# In it a Russian letter is one byte, not two, and every byte is a letter: so the packed part needs no longer letters
# either. Letters that it lacks become character references.
CHARSET = "windows-1251"
_ESCAPE = 0x3D  # before a byte that HTML would not keep as it is, which then follows with one bit turned
_UNSAFE = bytes([0, 0x0D, 0x3C, _ESCAPE])
_TURNED = 0x40
_PARSER = MarkdownIt("zero").enable(["emphasis", "list", "escape", "backticks", "newline"])
# 7 to 15 digits after the plus, in groups.
_PHONE = re.compile(r"(?<![\w+])\+\d(?:[ \u00a0()-]{0,2}\d){6,14}(?!\d)")
_TAG = re.compile(r"(<[^>]*>)")


class TooLarge(Exception):
    """Even with every section and guided check packed the page is larger than LIMIT."""


def page(edition: Edition, version: str) -> bytes:
    """The whole file, at most LIMIT bytes, with as much in plain sight as fits. Raises TooLarge."""
    order = list(_by_importance(edition))
    rendered = partial(_render, edition, version)
    most, best = len(order), rendered(set(order))
    if len(best) <= LIMIT:
        return best
    least, best = 0, rendered(set())
    if len(best) > LIMIT:
        raise TooLarge(f"{edition.code}: {len(best)} bytes, at most {LIMIT} may be sent")
    while most - least > 1:
        middle = (least + most) // 2
        tried = rendered(set(order[:middle]))
        if len(tried) <= LIMIT:
            least, best = middle, tried
        else:
            most = middle
    return best


def _by_importance(edition: Edition) -> Iterator[str]:
    """Places: the first section of every topic, the guided checks, the second section of every topic, and so on."""
    first, *others = zip_longest(*(topic.passages for topic in edition.topics))
    yield from (passage.place for passage in first if passage)
    yield from (check.place for check in edition.checks)
    for row in others:
        yield from (passage.place for passage in row if passage)


def _render(edition: Edition, version: str, plain: set[str]) -> bytes:
    """The page with these checks and sections in plain sight, and all others packed."""
    packed = {check.place: str(_PARTS.steps(check)) for check in edition.checks if check.place not in plain}
    for topic in edition.topics:
        hidden = [passage for passage in topic.passages if passage.place not in plain]
        if hidden:
            packed[topic.place] = str(_PARTS.passages(hidden))
    text = _PAGE.render(
        edition=edition,
        charset=CHARSET,
        words={name: text.replace(VERSION, version) for name, text in edition.words.items()},
        plain=plain,
        packed=packed,
    )
    before, mark, after = text.partition("PACKED-PART")
    return _encoded(before) + (_compressed(packed) if mark else b"") + _encoded(after)


def _encoded(text: str) -> bytes:
    return text.encode(CHARSET, "xmlcharrefreplace")


def _compressed(parts: dict[str, str]) -> bytes:
    """What the page's script unpacks: JSON of HTML by place, in zlib's format, without bytes that HTML would change."""
    compressed = zlib.compress(_encoded(json.dumps(parts, ensure_ascii=False)), 9)
    return b"".join(bytes([_ESCAPE, byte ^ _TURNED]) if byte in _UNSAFE else bytes([byte]) for byte in compressed)


@lru_cache(maxsize=10_000)  # a page is rendered several times, until it has the right size
def _html(text: str) -> Markup:
    """Markdown of paragraphs, lists, bold and code, with phone numbers that can be tapped; the rest is escaped."""
    pieces = _TAG.split(str(_PARSER.render(text)).strip())
    return Markup("".join(piece if _TAG.fullmatch(piece) else _PHONE.sub(_call, piece) for piece in pieces))  # noqa: S704 the parser escapes


def _call(phone: re.Match[str]) -> str:
    return f'<a href="tel:+{re.sub(r"[^0-9]", "", phone.group())}">{phone.group()}</a>'


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api.guidance.pack"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["markdown"] = _html
    return environment


_ENVIRONMENT = _environment()
_PAGE = _ENVIRONMENT.get_template("page.html")
_PARTS: Any = _ENVIRONMENT.get_template("parts.html").module  # its macros
