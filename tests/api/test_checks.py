"""Guided checks, for other channels and pages."""

import httpx
import pytest

from api.guidance.guidance import Guidance
from tests.api.problems import problem


async def test_checks_are_listed(anybody: httpx.AsyncClient, guidance: Guidance) -> None:
    listed = (await anybody.get("/v1/checks", params={"language": "uz-Cyrl"})).json()
    assert [check["id"] for check in listed] == list(guidance.catalogue.checks)
    assert all(check["title"] and check["topics"] for check in listed)


@pytest.mark.parametrize("language", ["ky", "ru", "uz", "uz-Cyrl", "en"])
async def test_every_way_through_a_check_ends(anybody: httpx.AsyncClient, guidance: Guidance, language: str) -> None:
    for check_id in guidance.catalogue.checks:
        check = (await anybody.get(f"/v1/checks/{check_id}", params={"language": language})).json()
        steps = [check["start"]]
        while steps:
            step = steps.pop()
            if step in check["questions"]:
                steps += [option["to"] for option in check["questions"][step]["options"]]
            else:
                assert check["endings"][step]["text"]


async def test_an_unknown_check_is_not_found(anybody: httpx.AsyncClient) -> None:
    problem(await anybody.get("/v1/checks/nothing"), 404)
