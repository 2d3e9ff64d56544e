"""Every route by every role and by a stranger. A new route without a line in the table fails here."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.people import log_in
from tests.conftest import TOKEN
from tests.people.staff import Office, bearer

ROLES = {"administrator", "caseworker", "editor", "supervisor"}
ANYBODY = {"stranger", "channel", "half", *ROLES}
CHANNEL = {"channel"}
HALF_TOO = {"half", *ROLES}  # after the password, before the second factor
LOGGED_IN = ROLES
CASEWORK = {"caseworker", "supervisor"}

WHO_MAY: dict[str, set[str]] = {
    "DELETE /v1/missed-questions/{question_id}": {"editor"},
    "DELETE /v1/partners/{partner_id}": {"supervisor"},
    "DELETE /v1/people/{person_id}": {"administrator"},
    "DELETE /v1/receipts/report": ANYBODY,
    "DELETE /v1/session": HALF_TOO,
    "DELETE /v1/tokens/{number}": LOGGED_IN,
    "DELETE /v1/turns/files/{key}": CHANNEL,
    "GET /healthz": ANYBODY,
    "GET /metrics": ANYBODY,
    "GET /readyz": ANYBODY,
    "GET /v1/audit": {"administrator", "supervisor"},
    "GET /v1/channel-texts": CHANNEL,
    "GET /v1/checks": ANYBODY,
    "GET /v1/checks/{check_id}": ANYBODY,
    "GET /v1/message-templates": CASEWORK,
    "GET /v1/missed-questions": {"editor"},
    "GET /v1/offices": ANYBODY,
    "GET /v1/pack": ANYBODY,
    "GET /v1/pack/{name}": ANYBODY,
    "GET /v1/partners": CASEWORK,
    "GET /v1/people": {"administrator", "supervisor"},
    "GET /v1/receipts/report": ANYBODY,
    "GET /v1/reports": CASEWORK,
    "GET /v1/reports/assignees": CASEWORK,
    "GET /v1/reports/{report_id}": CASEWORK,
    "GET /v1/reports/{report_id}/attachments": CASEWORK,
    "GET /v1/reports/{report_id}/attachments/{attachment_id}": CASEWORK,
    "GET /v1/reports/{report_id}/duplicates": CASEWORK,
    "GET /v1/reports/{report_id}/referrals/{referral_id}/package": CASEWORK,
    "GET /v1/reports/{report_id}/same-employer": CASEWORK,
    "GET /v1/session": HALF_TOO,
    "GET /v1/statistics": CASEWORK,
    "GET /v1/tokens": LOGGED_IN,
    "GET /v1/topics": ANYBODY,
    "GET /v1/topics/{topic_id}": ANYBODY,
    "PATCH /v1/reports/{report_id}": CASEWORK,
    "POST /v1/ask": ANYBODY,
    "POST /v1/exports": {"supervisor"},
    "POST /v1/organisation-key": {"supervisor"},
    "POST /v1/outgoing/claim": CHANNEL,
    "POST /v1/outgoing/{notice_id}": CHANNEL,
    "POST /v1/partners": {"supervisor"},
    "POST /v1/people": {"administrator"},
    "POST /v1/people/{person_id}/key": {"supervisor"},
    "POST /v1/people/{person_id}/reset": {"administrator"},
    "POST /v1/receipts/attachments": ANYBODY,
    "POST /v1/receipts/messages": ANYBODY,
    "POST /v1/reports": ANYBODY,
    "POST /v1/reports/search": CASEWORK,
    "POST /v1/reports/{report_id}/assignee": CASEWORK,
    "POST /v1/reports/{report_id}/consents": CASEWORK,
    "POST /v1/reports/{report_id}/messages": CASEWORK,
    "POST /v1/reports/{report_id}/notes": CASEWORK,
    "POST /v1/reports/{report_id}/referrals": CASEWORK,
    "POST /v1/reports/{report_id}/status": CASEWORK,
    "POST /v1/session": ANYBODY,
    "POST /v1/session/password": LOGGED_IN,
    "POST /v1/session/second-factor": HALF_TOO,
    "POST /v1/tokens": LOGGED_IN,
    "POST /v1/turns": CHANNEL,
    "POST /v1/turns/sent": CHANNEL,
    "PUT /v1/turns/files/{key}": CHANNEL,
}
"""Beside a role, some routes need more (a key that was given, a case of one's own): that is tested with them."""

DOCUMENTATION = {"/openapi.json", "/docs", "/docs/oauth2-redirect"}
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is allowed does not depend on the database: one will do."""
    return sqlite_url


def described(app: FastAPI) -> set[str]:
    paths: dict[str, Any] = app.openapi()["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in METHODS & methods.keys()}


def routes(node: Any) -> Iterator[Any]:
    for route in node.routes:
        inner = getattr(route, "original_router", route)
        if hasattr(inner, "routes"):
            yield from routes(inner)
        else:
            yield route


def test_every_route_has_a_line_in_the_table(app: FastAPI) -> None:
    assert described(app) == WHO_MAY.keys()


def test_no_route_hides_from_the_description(app: FastAPI) -> None:
    hidden = {route.path for route in routes(app) if not getattr(route, "include_in_schema", False)}
    assert hidden <= DOCUMENTATION


@pytest.fixture
def tokens(office: Office) -> dict[str, str]:
    by_role = {
        "administrator": office.aizada,
        "caseworker": office.cholpon,
        "editor": office.daniyar,
        "supervisor": office.bermet,
    }
    return {"stranger": "", "channel": TOKEN} | {
        role: staff.session(office.desk).text for role, staff in by_role.items()
    }


def half_way(office: Office) -> str:
    staff = office.bermet
    return log_in.log_in(office.desk, staff.login, staff.password).token.text


async def answers(client: httpx.AsyncClient, route: str, token: str) -> httpx.Response:
    """A call that changes nothing when it is let in: nobody has this id, and the body is wrong."""
    method, path = route.split()
    path = re.sub(r"\{\w+\}", "0" * 32, path)
    body: dict[str, Any] = {"json": {}} if method in ("POST", "PUT", "PATCH") else {}
    return await client.request(method, path, headers=bearer(token) if token else {}, **body)


@pytest.mark.parametrize("route", sorted(WHO_MAY))
async def test_who_may(client: httpx.AsyncClient, office: Office, tokens: dict[str, str], route: str) -> None:
    for who, token in (tokens | {"half": half_way(office)}).items():
        status = (await answers(client, route, token)).status_code
        assert status < 500, who
        if who in WHO_MAY[route]:
            assert status not in (401, 403), who
        elif who in ("stranger", "channel", "half") or WHO_MAY[route] == CHANNEL:
            assert status == 401, who
        else:
            assert status == 403, who


@pytest.mark.parametrize("route", sorted(route for route, who in WHO_MAY.items() if who != ANYBODY))
async def test_who_was_removed_may_nothing(client: httpx.AsyncClient, office: Office, route: str) -> None:
    token = office.bermet.session(office.desk).text
    office.removes(office.bermet)
    assert (await answers(client, route, token)).status_code == 401
