"""Two people who send files, what they are told, and a caseworker who reads."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from api.guidance.guidance import Guidance
from tests.people.staff import Office
from tests.reports.attachments.senders import Reader, Sender
from tests.reports.reporters import Reporter

Told = Callable[..., str]


@pytest.fixture
def sender(aigul: Reporter, app: FastAPI) -> Sender:
    return Sender(aigul, app)


@pytest.fixture
def other(bakyt: Reporter, app: FastAPI) -> Sender:
    return Sender(bakyt, app)


@pytest.fixture
def told(guidance: Guidance) -> Told:
    """What people who have not chosen a language are told."""
    return lambda name, **arguments: guidance.catalogue.interface.say("ru", name, **arguments)


@pytest.fixture
def reader(app: FastAPI, office: Office) -> Reader:
    return Reader.bermet(app, office)
