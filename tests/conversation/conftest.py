"""Aigul, on her way through a report."""

import pytest

from api.guidance.guidance import Guidance
from tests.conversation.dialogue import Reporter
from tests.conversation.telling import STORY, goes_to


@pytest.fixture
def aigul(guidance: Guidance) -> Reporter:
    return Reporter(guidance, phone="ru")


@pytest.fixture
def telling(aigul: Reporter) -> Reporter:
    """Agreed, and told what happened."""
    aigul.presses("r/yes")
    aigul.says(STORY)
    return aigul


@pytest.fixture
def ready(telling: Reporter) -> Reporter:
    """At the summary, with only what happened."""
    goes_to(telling, "summary")
    return telling
