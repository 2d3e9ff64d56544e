"""Reports as they come in, and those who work on them over HTTP."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from api.people.desk import Desk
from api.people.models import Account, AuditEntry
from api.people.permissions import Role
from api.reports.casework.queries import group_desk
from api.reports.documents import Contact
from api.reports.intake import Intake, NewReport
from api.reports.models import Report, ReportLabel, new_id
from api.reports.receipt_keys import ReceiptKeys
from tests.people.staff import Office, Staff, bearer, join

STORY = "Айлыгымды үч айдан бери бербей жатат, паспортумду алып койгон"
FIRST = datetime(2026, 11, 2, 8, tzinfo=UTC)
GROUP = "osh"


@dataclass
class Worker:
    """Somebody who is logged in."""

    staff: Staff
    client: httpx.AsyncClient
    token: str

    @property
    def id(self) -> str:
        return self.staff.id

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.client.get(f"/v1{path}", params=query, headers=bearer(self.token))

    async def post(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return await self.client.post(f"/v1{path}", json=body, headers=self._with(headers))

    async def patch(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return await self.client.patch(f"/v1{path}", json=body, headers=self._with(headers))

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return bearer(self.token) | {name.replace("_", "-"): value for name, value in headers.items()}

    async def reads(self, report: str) -> dict[str, Any]:
        response = await self.get(f"/reports/{report}")
        assert response.status_code == 200, response.text
        case: dict[str, Any] = response.json()
        return case

    async def etag(self, report: str) -> str:
        return (await self.get(f"/reports/{report}")).headers["ETag"]

    async def corrects(self, report: str, **fields: Any) -> httpx.Response:
        return await self.patch(f"/reports/{report}", fields, If_Match=await self.etag(report))

    async def moves(self, report: str, status: str, outcome: str = "") -> httpx.Response:
        body = {"status": status, "outcome": outcome}
        return await self.post(f"/reports/{report}/status", body, If_Match=await self.etag(report))

    async def assigns(self, report: str, account: str | None, **more: Any) -> httpx.Response:
        body = {"account": account, **more}
        return await self.post(f"/reports/{report}/assignee", body, If_Match=await self.etag(report))

    async def lists(self, **query: Any) -> list[str]:
        """Ids on the first page."""
        response = await self.get("/reports", **query)
        assert response.status_code == 200, response.text
        return [report["id"] for report in response.json()["reports"]]

    async def pages(self, **query: Any) -> list[list[str]]:
        """Ids of every page until the last."""
        pages, cursor = [], ""
        while True:
            answer = (await self.get("/reports", cursor=cursor, **query)).json()
            pages.append([report["id"] for report in answer["reports"]])
            if answer["next"] is None:
                return pages
            cursor = answer["next"]


@dataclass
class Cases:
    office: Office
    intake: Intake
    client: httpx.AsyncClient
    coming: int = field(default=0)

    @property
    def desk(self) -> Desk:
        return self.office.desk

    def worker(self, staff: Staff) -> Worker:
        return Worker(staff, self.client, staff.session(self.desk).text)

    def joins(self, login: str, role: Role = Role.CASEWORKER, group: str = GROUP, *, with_key: bool = True) -> Worker:
        staff = join(self.desk, login, role, self.office.recovery if with_key else "")
        self.desk.run(lambda s: s.execute(update(Account).where(col(Account.id) == staff.id).values(group=group)))
        return self.worker(staff)

    def comes_in(
        self,
        *told: str,
        group: str = GROUP,
        assignee: str | None = None,
        tags: tuple[str, ...] = (),
        contact: Contact | None = None,
        **fields: Any,
    ) -> str:
        """A report, an hour after the one before; `fields` are of NewReport, or columns. Gives its id."""
        self.coming += 1
        told_of: dict[str, Any] = {name: fields.pop(name) for name in NewReport.__dataclass_fields__ if name in fields}
        usual: dict[str, Any] = {"violation": "WAG-01", "country": "RU", "urgency": "routine", "language": "ky"}
        new = NewReport(id=new_id(), told=told or (STORY,), contact=contact, **(usual | told_of))
        sealed = self.intake.seal(new, ReceiptKeys(secrets.token_bytes(32), secrets.token_bytes(32)))
        desk = assignee or group_desk(group)
        received_at = fields.pop("received_at", FIRST + timedelta(hours=self.coming))
        columns = {"group": group, "assignee": assignee, "desk": desk, "received_at": received_at, **fields}

        def take(session: Session) -> None:
            self.intake.take_in(session.connection(), sealed)
            session.execute(update(Report).where(col(Report.id) == new.id).values(**columns))
            mine = update(ReportLabel).where(col(ReportLabel.report) == new.id)
            session.execute(mine.values(desk=desk, received_at=received_at))
            for tag in tags:
                label = {"report": new.id, "kind": "tag", "code": tag, "received_at": received_at, "desk": desk}
                session.execute(insert(ReportLabel).values(**label))

        self.desk.run(take)
        return new.id

    def row(self, report: str) -> Report:
        return self.desk.run(lambda session: session.get_one(Report, report))

    def told(self, report: str) -> list[tuple[str, str]]:
        """What the audit says of a report: the actor's login and the action, in order."""
        query = (
            select(col(Account.login), col(AuditEntry.action))
            .join(Account, col(Account.id) == col(AuditEntry.actor))
            .where(col(AuditEntry.subject_kind) == "report", col(AuditEntry.subject) == report)
            .order_by(col(AuditEntry.number))
        )
        return self.desk.run(lambda session: [(login, action) for login, action in session.execute(query)])
