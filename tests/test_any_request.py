"""Whatever a client sends, by the description of the api or against it: no request breaks the service."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from pydantic import SecretStr
from schemathesis import GenerationMode
from sqlmodel import Session

from api.guidance.library import Library
from api.main import create_app
from api.people import queries, sessions
from api.people.sessions import Person
from api.settings import Settings
from tests.conftest import TOKEN
from tests.databases import quick
from tests.people.staff import Office
from tests.people.test_who_may import WHO_MAY

EXAMPLES = 3  # of each route and caller


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[FastAPI]:
    data: Path = tmp_path_factory.mktemp("any-request")
    given = Settings(_env_file=None, data=data, reload_seconds=0, service_token=SecretStr(TOKEN))
    app = create_app(quick(given).model_copy(update={"requests_per_minute": 1_000_000}), library)
    yield app
    app.state.service.database.close()


@pytest.fixture(scope="module")
def staff(app: FastAPI) -> list[Person]:
    """A supervisor and an administrator."""
    office = Office.opened(app.state.desk)
    return [who.person(office.desk) for who in (office.bermet, office.aizada)]


@pytest.fixture
def callers(app: FastAPI, staff: list[Person]) -> list[str]:
    """Tokens of the staff, in new sessions since a request may log out; that of a channel; and none."""

    def open_anew(session: Session, person: Person) -> str:
        token, row = sessions.open_session(session, queries.account(session, person.id), person.private)
        sessions.complete(row)
        return token.text

    opened = [app.state.desk.run(lambda session, who=who: open_anew(session, who)) for who in staff]
    return [*opened, TOKEN, ""]


@pytest.fixture(scope="module")
def description(app: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.mark.parametrize("route", sorted(WHO_MAY))
def test_no_request_breaks_the_service(description: Any, callers: list[str], route: str) -> None:
    method, path = route.split()
    operation = description[path][method]

    @given(case=operation.as_strategy(GenerationMode.POSITIVE) | operation.as_strategy(GenerationMode.NEGATIVE))
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    def holds(case: Any) -> None:
        for token in callers:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            status = case.call(headers=headers).status_code
            assert status < 500 or status == 503, status

    holds()
