"""Formatted text: Telegram's HTML becomes plain text with entities beside it, offsets counted in UTF-16 units."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.refusals import Refusal, bad_request

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
CHARACTER = re.compile(r"&(?:#(\d{1,8})|#x([0-9a-fA-F]{1,8})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
TAG_NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)\s*(=?)\s*(?:"([^"]*)"?|'([^']*)'?|([\w.-]+(?=[\s>])))?""")
LINK = re.compile(r"(?:(?:https?|tg|ton)://\S+|(?!\w+:)[\w-]+(?:\.[\w-]+)+\S*)", re.IGNORECASE)
COMMAND = re.compile(r"(?<![\w/<>])/([a-zA-Z0-9_]{1,64})(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])")

Entity = dict[str, Any]


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def bot_commands(text: str) -> list[Entity]:
    return [
        {"type": "bot_command", "offset": utf16_length(text[: found.start()]), "length": utf16_length(found[0])}
        for found in COMMAND.finditer(text)
    ]


def formatted(source: str, parse_mode: str) -> tuple[str, list[Entity]]:
    """Plain text and entities, trimmed as Telegram trims a message."""
    mode = parse_mode.lower()
    if mode not in {"", "none", "html"}:
        raise bad_request("unsupported parse_mode")
    return trimmed(*parse_html(source)) if mode == "html" else (source.strip(), [])


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    start = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    kept = (_clipped(entity, start, start + utf16_length(text)) for entity in entities)
    return text, [entity for entity in kept if entity["length"] > 0]


def _clipped(entity: Entity, start: int, end: int) -> Entity:
    begin = max(entity["offset"], start)
    stop = min(entity["offset"] + entity["length"], end)
    return entity | {"offset": begin - start, "length": stop - begin}


def parse_html(source: str) -> tuple[str, list[Entity]]:
    parser = _Parser(source)
    parser.run()
    parser.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(parser.text), parser.entities


def as_html(text: str) -> str:
    return html.escape(text, quote=False)


@dataclass
class _Open:
    tag: str
    offset: int
    piece: int
    attributes: dict[str, str]


@dataclass
class _Parser:
    source: str
    position: int = 0
    length: int = 0
    text: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def run(self) -> None:
        while self.position < len(self.source):
            self._step()
        if self.open:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def _step(self) -> None:
        if self.source.startswith("</", self.position):
            self._end_tag()
        elif self.source[self.position] == "<":
            self._start_tag()
        elif found := CHARACTER.match(self.source, self.position):
            self._add(_character(found))
            self.position = found.end()
        else:
            self._add(self.source[self.position])
            self.position += 1

    def _add(self, piece: str) -> None:
        self.text.append(piece)
        self.length += utf16_length(piece)

    def _name(self, begin: int) -> str:
        found = TAG_NAME.match(self.source, begin)
        assert found is not None
        self.position = found.end()
        return found[0].lower()

    def _start_tag(self) -> None:
        begin = self.position
        name = self._name(begin + 1)
        if self.position == len(self.source):
            raise _broken(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in TAGS:
            raise _broken(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        self.open.append(_Open(name, self.length, len(self.text), self._attributes(name, begin)))

    def _attributes(self, name: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while found := ATTRIBUTE.match(self.source, self.position):
            value = next(filter(None, found.groups()[2:]), "")
            if not found[2] and (name, found[1].lower()) != ("blockquote", "expandable"):
                raise _broken(
                    f'Expected equal sign in declaration of an attribute of the tag "{name}" '
                    f"at byte offset {self._byte(begin)}"
                )
            attributes[found[1].lower()] = CHARACTER.sub(_character, value)
            self.position = found.end()
        closing = re.compile(r"\s*>").match(self.source, self.position)
        if closing is None:
            raise _broken(f"Unclosed start tag at byte offset {self._byte(begin)}")
        self.position = closing.end()
        return attributes

    def _end_tag(self) -> None:
        begin = self.position
        if not self.open:
            raise _broken(f"Unexpected end tag at byte offset {self._byte(begin)}")
        name = self._name(begin + 2)
        closing = re.compile(r"\s*>").match(self.source, self.position)
        if closing is None:
            raise _broken(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.position = closing.end()
        opened = self.open.pop()
        if name not in {"", opened.tag}:
            raise _broken(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.offset
        if length == 0:
            return
        entity: Entity = {"type": TAGS[opened.tag], "offset": opened.offset, "length": length}
        if opened.tag == "a":
            entity["url"] = opened.attributes.get("href") or "".join(self.text[opened.piece :])
            # A link that Telegram does not know, such as tel:, is shown as plain text.
            if not LINK.fullmatch(entity["url"]):
                return
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        language = opened.attributes.get("class", "")
        if opened.tag == "code" and language.startswith("language-") and self.open and self.open[-1].tag == "pre":
            self.open[-1].attributes["language"] = language.removeprefix("language-")
            return
        if opened.tag == "pre" and "language" in opened.attributes:
            entity["language"] = opened.attributes["language"]
        self.entities.append(entity)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, _name = found.groups()
    if not decimal and not hexadecimal:
        return html.unescape(found[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x10FFFF else found[0]


def _broken(description: str) -> Refusal:
    return bad_request(f"can't parse entities: {description}")
