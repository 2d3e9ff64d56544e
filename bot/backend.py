"""The api client of the channels: one call for one message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import httpx

TIMEOUT = httpx.Timeout(20.0, connect=5.0)
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
class Reply:
    """One message to show; `text` is Markdown of paragraphs, lists, bold and code."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    place: Place | None = None
    ask_location: str | None = None
    in_place: bool = False
    kind: Literal["message", "emergency"] = "message"


@dataclass(frozen=True)
class Answer:
    """The replies to one message. `wipe` lists messages of the chat to delete first, or is None."""

    replies: tuple[Reply, ...]
    language: str
    wipe: tuple[int, ...] | None = None
    repeated: bool = False


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


Texts = Mapping[str, Mapping[str, str]]  # by language, then by text id


class Backend(Protocol):
    async def take(self, message: Message) -> Answer:
        """Raises BackendDown or BackendRefused."""

    async def sent(self, reports: list[Sent]) -> None:
        """Raises BackendDown or BackendRefused."""

    async def texts(self) -> Texts:
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
        response = await self._call("POST", "/v1/turns", body)
        try:
            return _answer(response.json())
        except (ValueError, KeyError, TypeError) as error:
            raise BackendDown("an answer that is not the api's") from error

    async def sent(self, reports: list[Sent]) -> None:
        body = [
            {"channel": self._channel, "address": r.address, "key": r.key, "message_ids": list(r.message_ids)}
            for r in reports
        ]
        await self._call("POST", "/v1/turns/sent", body)

    async def texts(self) -> Texts:
        found: dict[str, dict[str, str]] = (await self._call("GET", "/v1/channel-texts")).json()
        return found

    async def _call(self, method: str, path: str, body: Any = None) -> httpx.Response:
        try:
            response = await self._client.request(method, path, json=body, headers=self._headers, timeout=TIMEOUT)
        except httpx.HTTPError as error:
            raise BackendDown(type(error).__name__) from error
        if response.status_code in _REFUSALS:
            raise BackendRefused(f"status {response.status_code}")
        if response.status_code == 500:
            raise BackendBroke("status 500")
        if not response.is_success:
            raise BackendDown(f"status {response.status_code}")
        return response


def _answer(body: Mapping[str, Any]) -> Answer:
    return Answer(
        replies=tuple(map(_reply, body["replies"])),
        language=body["language"],
        wipe=None if body["wipe"] is None else tuple(body["wipe"]),
        repeated=body["repeated"],
    )


def _reply(body: Mapping[str, Any]) -> Reply:
    return Reply(
        text=body["text"],
        buttons=tuple(tuple(Button(**button) for button in row) for row in body["buttons"]),
        place=Place(**body["place"]) if body["place"] else None,
        ask_location=body["ask_location"],
        in_place=body["in_place"],
        kind=body["kind"],
    )
