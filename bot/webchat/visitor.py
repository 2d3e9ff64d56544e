"""Who is speaking: a random address in a cookie, and nothing else."""

import re
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

_NAME = "jardam_chat"
_ADDRESS = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 random bytes


@dataclass(frozen=True)
class Visitor:
    address: str
    is_new: bool


class VisitorCookie:
    """A session cookie: it goes when the browser is closed. Over https only this host can set or read it."""

    def __init__(self, *, secure: bool) -> None:
        self.name = f"__Host-{_NAME}" if secure else _NAME
        self._secure = secure

    def visitor(self, request: Request) -> Visitor:
        address = request.cookies.get(self.name, "")
        if _ADDRESS.fullmatch(address):
            return Visitor(address, is_new=False)
        return Visitor(secrets.token_urlsafe(32), is_new=True)

    def set(self, response: Response, visitor: Visitor) -> None:
        response.set_cookie(self.name, visitor.address, path="/", httponly=True, samesite="lax", secure=self._secure)

    def delete(self, response: Response) -> None:
        response.delete_cookie(self.name, path="/", httponly=True, samesite="lax", secure=self._secure)


def is_cross_site(request: Request, *, known: bool) -> bool:
    """Whether another site's page sent this post. `known`: it came with a visitor's cookie.

    Browsers without Sec-Fetch-Site (old ones, and all over plain http) send `Origin: null` from our own form, because
    our pages send no referrer. There the cookie tells: being SameSite, it does not come along from another site.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return False
    if origin == "null":
        return not known
    try:
        return urlsplit(origin).netloc != request.headers.get("host")
    except ValueError:
        return True
