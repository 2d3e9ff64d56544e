"""People who send files, through a channel or with their receipt; and the caseworker who looks at them."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx
from fastapi import FastAPI

from api.conversation.drafts import DropDraft, ExpectFile, ReportDraft, SaveDraft
from api.conversation.events import Text
from api.conversation.reception import Address, Prepared
from api.people.keys import Token
from api.reports.models import Attachment, AttachmentChunk
from tests.conftest import TOKEN
from tests.people.staff import Office, bearer
from tests.reports.reporters import Reporter, draft, rows

_KEYS = itertools.count(1)


@dataclass
class Sender:
    """Writes a report and sends files for it, as a channel brings them."""

    reporter: Reporter
    app: FastAPI
    told: ReportDraft = field(default_factory=draft)

    def writes(self) -> "Sender":
        self.reporter.saves(self.told)
        return self

    def announces(self, kind: str = "photo", name: str = "IMG_1.jpg", key: str = "") -> str:
        """The message that says that a file comes; gives its key."""
        key = key or f"update-{next(_KEYS)}"
        effect = ExpectFile(self.told.report, kind, name)
        whose = Address("telegram", self.reporter.address, "uz", key)
        reception = self.reporter.reception
        reception.database.run_plain(
            lambda connection: reception.run(connection, self.reporter.person, whose, effect, Prepared())
        )
        return key

    async def brings(self, key: str, content: Any, name: str = "", **headers: str) -> httpx.Response:
        named = {"File-Name": quote(name, safe="")} if name else {}
        return await self._calls("PUT", key, content=content, headers=self._whose() | named | headers)

    async def sends(self, content: Any, kind: str = "photo", name: str = "IMG_1.jpg") -> str:
        """Announces it and brings it; gives what the person is told."""
        response = await self.brings(self.announces(kind, name), content)
        assert response.status_code == 200, response.text
        return said(response)

    async def cannot_fetch(self, key: str) -> httpx.Response:
        return await self._calls("DELETE", key, headers=self._whose())

    def _whose(self) -> dict[str, str]:
        return bearer(TOKEN) | {"Channel": "telegram", "Address": quote(self.reporter.address, safe="")}

    async def _calls(self, method: str, key: str, **options: Any) -> httpx.Response:
        async with client_of(self.app) as client:
            return await client.request(method, f"/v1/turns/files/{quote(key, safe='')}", **options)

    async def adds(self, content: Any, name: str = "", receipt: str = "") -> httpx.Response:
        """With the receipt, without a messenger."""
        headers = {"X-Receipt": receipt or self.told.receipt, "File-Name": quote(name, safe="")}
        async with client_of(self.app) as client:
            return await client.post("/v1/receipts/attachments", content=content, headers=headers)

    def reports(self) -> None:
        """Sends the report, with the files that the draft lists by now."""
        kept = self.kept()
        assert kept is not None
        assert self.reporter.presses_send(kept).receipt == "ready"

    def kept(self) -> ReportDraft | None:
        """The draft, as the next turn finds it."""
        return self.reporter.turn(Text("…")).draft

    def changes(self) -> None:
        kept = self.kept()
        assert kept is not None
        self.reporter.turn(Text("…"), SaveDraft(kept))

    def gives_up(self) -> None:
        self.reporter.turn(Text("…"), DropDraft())

    def files(self) -> list[Attachment]:
        """Rows of this report, complete or not."""
        every = rows(self.reporter.reception.database, Attachment)
        return [row for row in every if row.report == self.told.report]

    def pieces(self) -> int:
        """Sealed pieces in the database, of anybody's."""
        return len(rows(self.reporter.reception.database, AttachmentChunk))


@dataclass
class Reader:
    """A caseworker with a session."""

    app: FastAPI
    token: Token

    @classmethod
    def bermet(cls, app: FastAPI, office: Office) -> "Reader":
        return cls(app, office.bermet.session(office.desk))

    async def lists(self, report: str) -> list[dict[str, Any]]:
        response = await self.asks(f"/v1/reports/{report}/attachments")
        assert response.status_code == 200, response.text
        listed: list[dict[str, Any]] = response.json()
        return listed

    async def opens(self, report: str, attachment: str, *, original: bool = False) -> httpx.Response:
        return await self.asks(f"/v1/reports/{report}/attachments/{attachment}{'?original=true' if original else ''}")

    async def asks(self, path: str) -> httpx.Response:
        async with client_of(self.app) as client:
            return await client.get(path, headers=bearer(self.token.text))


def client_of(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://api")


def said(response: httpx.Response) -> str:
    return "\n".join(reply["text"] for reply in response.json()["replies"])


async def in_parts(content: bytes, size: int = 64 * 1024) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]
