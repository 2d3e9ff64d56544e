import httpx
import pytest
from fastapi import FastAPI

from tests.people.staff import Office
from tests.reports.casework.cases import Cases, Worker


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Most rules do not depend on the database; what does is tested on both."""
    return sqlite_url


@pytest.fixture
def cases(office: Office, app: FastAPI, client: httpx.AsyncClient) -> Cases:
    return Cases(office, app.state.service.intake, client)


@pytest.fixture
def cholpon(cases: Cases) -> Worker:
    """A caseworker of the group osh."""
    return cases.worker(cases.office.cholpon)


@pytest.fixture
def bermet(cases: Cases) -> Worker:
    """The supervisor."""
    return cases.worker(cases.office.bermet)
