import httpx
import pytest
from fastapi import FastAPI

from tests.people.staff import Office
from tests.reports.casework.cases import Cases, Worker


@pytest.fixture
def cases(office: Office, app: FastAPI, client: httpx.AsyncClient) -> Cases:
    return Cases(office, app.state.service.intake, client)


@pytest.fixture
def cholpon(cases: Cases) -> Worker:
    """A caseworker of the group osh."""
    return cases.worker(cases.office.cholpon)
