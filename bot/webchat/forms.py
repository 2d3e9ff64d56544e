"""Reads what the page posts, strictly, once."""

import hashlib
import json
import math
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

MAX_BODY_BYTES = 64_000
_MAX_FIELDS = 20
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what Telegram allows in a deep link
_HOME = {"type": "choice", "choice": "home"}


class FormTooLarge(Exception):
    pass


class FormUnreadable(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class Form:
    """What a person did on the page whose key is `key`. `text` and `choice` are empty where they did something else."""

    key: str
    event: Mapping[str, Any]
    text: str = ""
    choice: str = ""
    language: str | None = None

    @property
    def message_key(self) -> str:
        """The same page and the same act give the same key: a double tap has no second effect.

        The act is part of it because one page, brought back by the browser, may be used for two different things.
        """
        act = json.dumps([self.key, self.event], sort_keys=True)
        return hashlib.sha256(act.encode()).hexdigest()


def new_key() -> str:
    return secrets.token_urlsafe(16)


def opening_form(*, is_new: bool, payload: str) -> Form:
    """What opening the page means: a start for a newcomer or with a deep link, else the home screen."""
    if _PAYLOAD.fullmatch(payload):
        return Form(new_key(), {"type": "text", "text": f"/start {payload}"})
    return Form(new_key(), {"type": "text", "text": "/start"} if is_new else _HOME)


async def read_form(request: Request) -> Form:
    """Raises FormTooLarge or FormUnreadable; broken UTF-8 and garbled keys are put right instead."""
    if not request.headers.get("content-type", "").lower().startswith("application/x-www-form-urlencoded"):
        raise FormUnreadable(415)
    fields = _fields(await _body(request))
    event = _event(fields)
    return replace(
        _form(fields, event),
        text=event.get("text", ""),
        choice=event["choice"] if "choice" in event and event != _HOME else "",
    )


def upload_form(fields: Mapping[str, str], name: str, size: int) -> Form:
    """A file chosen on the page. Without one, the person is where they were."""
    event = {"type": "file", "what": "document", "name": name, "size": size} if name else _HOME
    return _form(fields, event)


def _form(fields: Mapping[str, str], event: Mapping[str, Any]) -> Form:
    key, language = fields.get("key", ""), fields.get("language", "")
    return Form(
        key=key if _KEY.fullmatch(key) else new_key(),
        event=event,
        language=language if _LANGUAGE.fullmatch(language) else None,
    )


async def _body(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > MAX_BODY_BYTES:
        raise FormTooLarge
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                break
    except Exception as error:  # the person has left, or a guard of the service in front of us stops the body
        raise FormTooLarge from error
    if len(body) > MAX_BODY_BYTES:
        raise FormTooLarge
    return bytes(body)


def _fields(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode(errors="replace"), errors="replace", max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise FormUnreadable(400) from error
    return dict(pairs)


def _event(fields: Mapping[str, str]) -> dict[str, Any]:
    """A pressed button counts before a location, and a location before typed text."""
    if "choice" in fields:
        return {"type": "choice", "choice": fields["choice"]}
    if "lat" in fields or "lon" in fields:
        lat, lon = _degrees(fields.get("lat"), 90), _degrees(fields.get("lon"), 180)
        return {"type": "location", "lat": lat, "lon": lon}
    text = fields.get("text", "").replace("\r\n", "\n").strip()
    return {"type": "text", "text": text} if text else _HOME


def _degrees(text: str | None, limit: int) -> float:
    try:
        degrees = float(text or "")
    except ValueError as error:
        raise FormUnreadable(400) from error
    if not math.isfinite(degrees) or abs(degrees) > limit:
        raise FormUnreadable(400)
    return degrees
