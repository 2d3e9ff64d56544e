"""Reads a posted file as it comes: the fields before it at once, then its bytes a piece at a time, never on disk."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from bot.webchat.forms import FormTooLarge, FormUnreadable

_FIELD_BYTES = 1_000
_FIELDS = 10
NAME_LENGTH = 200


class UploadBroken(Exception):
    """The body ended before the file did."""


@dataclass
class _Part:
    name: str = ""
    file_name: str | None = None
    value: bytes = b""


@dataclass
class _Events:
    """What the parser has found so far. Values of fields are kept whole, bytes of the file wait to be taken."""

    part: _Part = field(default_factory=_Part)
    header_name: bytes = b""
    header_value: bytes = b""
    fields: dict[str, str] = field(default_factory=dict)
    pieces: deque[bytes] = field(default_factory=deque)
    file_name: str | None = None
    ended: bool = False

    def begin_part(self) -> None:
        self.part = _Part()

    def take_header_name(self, data: bytes, start: int, end: int) -> None:
        self.header_name += data[start:end]

    def take_header_value(self, data: bytes, start: int, end: int) -> None:
        self.header_value += data[start:end]

    def end_header(self) -> None:
        if self.header_name.lower() == b"content-disposition":
            _, options = parse_options_header(self.header_value)
            self.part.name = options.get(b"name", b"").decode(errors="replace")
            if b"filename" in options:
                self.part.file_name = options[b"filename"].decode(errors="replace")
        self.header_name = self.header_value = b""

    def end_headers(self) -> None:
        if self.part.file_name is not None and self.file_name is None:
            self.file_name = self.part.file_name

    def take_data(self, data: bytes, start: int, end: int) -> None:
        if self.part.file_name is not None:
            self.pieces.append(data[start:end])
        elif len(self.part.value) + end - start <= _FIELD_BYTES:
            self.part.value += data[start:end]

    def end_part(self) -> None:
        if self.part.file_name is not None:
            self.ended = True
        elif len(self.fields) < _FIELDS:
            self.fields[self.part.name] = self.part.value.decode(errors="replace")


@dataclass(frozen=True)
class Upload:
    """The fields that stand before the file, its name without folders, and its bytes, to be read once."""

    fields: dict[str, str]
    file_name: str
    pieces: AsyncIterator[bytes]


async def read_upload(request: Request) -> Upload:
    """Raises FormUnreadable for a body that is no form with a file, FormTooLarge for one that is not let through."""
    events = _Events()
    body = request.stream()
    try:
        parser = _parser(request, events)
        while events.file_name is None:
            parser.write(await anext(body))
    except (StopAsyncIteration, FormParserError, ClientDisconnect) as error:
        raise FormUnreadable(400) from error
    except HTTPException as error:  # a guard of the service in front of us
        raise FormTooLarge from error
    return Upload(events.fields, _plain_name(events.file_name), _pieces(events, parser, body))


def _parser(request: Request, events: _Events) -> MultipartParser:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or b"boundary" not in options:
        raise FormUnreadable(415)
    return MultipartParser(
        options[b"boundary"],
        {
            "on_part_begin": events.begin_part,
            "on_header_field": events.take_header_name,
            "on_header_value": events.take_header_value,
            "on_header_end": events.end_header,
            "on_headers_finished": events.end_headers,
            "on_part_data": events.take_data,
            "on_part_end": events.end_part,
        },
    )


async def _pieces(events: _Events, parser: MultipartParser, body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Raises UploadBroken, so that half a file is never taken for a whole one."""
    while True:
        while events.pieces:
            yield events.pieces.popleft()
        if events.ended:
            return
        try:
            parser.write(await anext(body))
        except (StopAsyncIteration, FormParserError, ClientDisconnect, HTTPException) as error:
            raise UploadBroken from error


def _plain_name(name: str) -> str:
    """Some browsers send a path."""
    return unquote(name).replace("\\", "/").rsplit("/", 1)[-1][:NAME_LENGTH]
