"""The language that a browser asks for."""

import re

from starlette.requests import Request

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")


def accepted_language(request: Request) -> str | None:
    """The first language of Accept-Language: browsers put the preferred one first."""
    found = _TAG.match(request.headers.get("accept-language", "").strip())
    return found.group().lower()[:35] if found else None
