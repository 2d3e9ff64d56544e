"""The api client of the channels: one call for one message."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol
from urllib.parse import quote

import httpx

TIMEOUT = httpx.Timeout(20.0, connect=5.0)
FILE_TIMEOUT = httpx.Timeout(120.0, connect=5.0)  # between two pieces: they come through the messenger
_REFUSALS = {400, 413, 415, 422}  # the message is at fault; other statuses say that the api or the way to it is


class BackendDown(Exception):
    """The api did not take the message: nothing was saved; the same key may be sent again."""


class BackendBroke(BackendDown):
    """The api broke at this message (500): worth a few tries, not endless ones."""


class BackendRefused(Exception):
    """The api will never take this message as it is."""


@dataclass(frozen=True)
class Button:
    label: str
    choice: str


@dataclass(frozen=True)
class Place:
    lat: float
    lon: float
    title: str
    address: str


@dataclass(frozen=True)
class Document:
    """A file that the api gives at a path; `instead` is said where it cannot be brought."""

    path: str
    name: str
    caption: str
    instead: str


@dataclass(frozen=True)
class Reply:
    """One message to show; `text` is Markdown of paragraphs, lists, bold and code."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    place: Place | None = None
    ask_location: str | None = None
    ask_file: str | None = None
    in_place: bool = False
    kind: Literal["message", "emergency"] = "message"
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The replies to one message. `wipe` lists messages of the chat to delete first, or is None.

    `upload`: the api waits for the bytes of this message's file, and will answer when they are there.
    """

    replies: tuple[Reply, ...]
    language: str
    wipe: tuple[int, ...] | None = None
    repeated: bool = False
    upload: bool = False


@dataclass(frozen=True)
class Message:
    """What a person did, with the key that makes a repetition harmless. `event` is as `POST /v1/turns` takes it."""

    address: str
    key: str
    event: Mapping[str, Any]
    message_id: int | None = None
    language_hint: str | None = None


@dataclass(frozen=True)
class Sent:
    """Numbers that the messenger gave to the replies of one message."""

    address: str
    key: str
    message_ids: tuple[int, ...]


@dataclass(frozen=True)
class Notice:
    """Something to tell a person who did not just write. `claimed_until` names our claim: it goes back as it came."""

    id: str
    claimed_until: str
    address: str
    reply: Reply


@dataclass(frozen=True)
class Outcome:
    """What became of a notice. `retry_after` is how many seconds the messenger asked to wait."""

    result: Literal["sent", "gone", "later"]
    message_ids: tuple[int, ...] = ()
    retry_after: float = 0


Texts = Mapping[str, Mapping[str, str]]  # by language, then by text id


class Backend(Protocol):
    async def take(self, message: Message) -> Answer:
        """Raises BackendDown or BackendRefused."""

    async def bring(self, message: Message, pieces: AsyncIterator[bytes]) -> Answer:
        """The bytes of a message's file, whose answer had `upload`. Raises BackendDown or BackendRefused."""

    async def missed(self, message: Message) -> Answer:
        """The file of a message cannot be had. Raises BackendDown or BackendRefused."""

    async def sent(self, reports: list[Sent]) -> None:
        """Raises BackendDown or BackendRefused."""

    async def texts(self) -> Texts:
        """Raises BackendDown or BackendRefused."""


class PushingBackend(Backend, Protocol):
    """For channels that can write first, and send files."""

    async def file(self, path: str) -> bytes:
        """What a document of a reply holds. Raises BackendDown or BackendRefused."""

    async def claim(self, limit: int) -> list[Notice]:
        """Notices to send now: ours for a minute. Raises BackendDown or BackendRefused."""

    async def settle(self, notice: Notice, outcome: Outcome) -> None:
        """Raises BackendDown or BackendRefused."""


class HttpBackend:
    """The api over HTTP, or in the same process when `client` uses httpx.ASGITransport."""

    def __init__(self, client: httpx.AsyncClient, channel: str, token: str) -> None:
        self._client = client
        self._channel = channel
        self._headers = {"Authorization": f"Bearer {token}"}

    async def take(self, message: Message) -> Answer:
        body = {
            "channel": self._channel,
            "address": message.address,
            "key": message.key,
            "message_id": message.message_id,
            "language_hint": message.language_hint,
            "event": dict(message.event),
        }
        return _read(await self._call("POST", "/v1/turns", json=body))

    async def bring(self, message: Message, pieces: AsyncIterator[bytes]) -> Answer:
        name = {"File-Name": quote(str(message.event.get("name", "")), safe="")}
        return _read(await self._call_about_file("PUT", message, name, content=pieces))

    async def missed(self, message: Message) -> Answer:
        return _read(await self._call_about_file("DELETE", message, {}))

    async def _call_about_file(
        self, method: str, message: Message, more: Mapping[str, str], **body: Any
    ) -> httpx.Response:
        """Whose file it is stands in headers: addresses in paths would come into the logs of proxies."""
        whose = {"Channel": self._channel, "Address": quote(message.address, safe="")}
        path = f"/v1/turns/files/{quote(message.key, safe='')}"
        return await self._call(method, path, headers=whose | dict(more), timeout=FILE_TIMEOUT, **body)

    async def sent(self, reports: list[Sent]) -> None:
        body = [
            {"channel": self._channel, "address": r.address, "key": r.key, "message_ids": list(r.message_ids)}
            for r in reports
        ]
        await self._call("POST", "/v1/turns/sent", json=body)

    async def claim(self, limit: int) -> list[Notice]:
        body = {"channel": self._channel, "limit": limit}
        response = await self._call("POST", "/v1/outgoing/claim", json=body)
        try:
            return list(map(_notice, response.json()))
        except (ValueError, KeyError, TypeError) as error:
            raise BackendDown("an answer that is not the api's") from error

    async def settle(self, notice: Notice, outcome: Outcome) -> None:
        body = {
            "outcome": outcome.result,
            "claimed_until": notice.claimed_until,
            "message_ids": list(outcome.message_ids),
            "retry_after": outcome.retry_after,
        }
        await self._call("POST", f"/v1/outgoing/{notice.id}", json=body)

    async def texts(self) -> Texts:
        found: dict[str, dict[str, str]] = (await self._call("GET", "/v1/channel-texts")).json()
        return found

    async def file(self, path: str) -> bytes:
        return (await self._call("GET", path, timeout=FILE_TIMEOUT)).content

    async def _call(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, **request: Any
    ) -> httpx.Response:
        options: dict[str, Any] = {"timeout": TIMEOUT} | request
        try:
            response = await self._client.request(method, path, headers=self._headers | dict(headers or {}), **options)
        except httpx.HTTPError as error:
            raise BackendDown(type(error).__name__) from error
        if response.status_code in _REFUSALS:
            raise BackendRefused(f"status {response.status_code}")
        if response.status_code == 500:
            raise BackendBroke("status 500")
        if not response.is_success:
            raise BackendDown(f"status {response.status_code}")
        return response


def _read(response: httpx.Response) -> Answer:
    try:
        return _answer(response.json())
    except (ValueError, KeyError, TypeError) as error:
        raise BackendDown("an answer that is not the api's") from error


def _answer(body: Mapping[str, Any]) -> Answer:
    return Answer(
        replies=tuple(map(_reply, body["replies"])),
        language=body["language"],
        wipe=None if body["wipe"] is None else tuple(body["wipe"]),
        repeated=body["repeated"],
        upload=body["upload"],
    )


def _notice(body: Mapping[str, Any]) -> Notice:
    reply = Reply(body["text"], _buttons(body["buttons"]))
    return Notice(body["id"], body["claimed_until"], body["address"], reply)


def _buttons(rows: list[list[dict[str, str]]]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(Button(**button) for button in row) for row in rows)


def _reply(body: Mapping[str, Any]) -> Reply:
    return Reply(
        text=body["text"],
        buttons=_buttons(body["buttons"]),
        place=Place(**body["place"]) if body["place"] else None,
        ask_location=body["ask_location"],
        ask_file=body["ask_file"],
        in_place=body["in_place"],
        kind=body["kind"],
        documents=tuple(Document(**document) for document in body["documents"]),
    )
