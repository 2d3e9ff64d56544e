import httpx
import pytest

from api.guidance.guidance import Guidance
from tests.api.problems import fields_at_fault, problem

CORE = ["entry-bans", "hiv-testing", "consular-offices", "unpaid-wages", "child-repatriation"]


async def test_topics_are_listed_in_the_order_of_the_menu(anybody: httpx.AsyncClient, guidance: Guidance) -> None:
    topics = (await anybody.get("/v1/topics")).json()
    assert [topic["id"] for topic in topics] == list(guidance.catalogue.topics)
    assert set(CORE) <= {topic["id"] for topic in topics}


@pytest.mark.parametrize("language", ["ky", "ru", "uz", "en"])
async def test_every_topic_can_be_read_in_every_language(
    anybody: httpx.AsyncClient, guidance: Guidance, language: str
) -> None:
    for summary in (await anybody.get("/v1/topics", params={"language": language})).json():
        topic = (await anybody.get(f"/v1/topics/{summary['id']}", params={"language": language})).json()
        assert topic["language"] == language
        assert topic["title"] == summary["title"]
        assert [section["id"] for section in topic["sections"]] == summary["sections"]
        assert all(section["text"] and "{{" not in section["text"] for section in topic["sections"])
        assert topic["checked"] == guidance.catalogue.topics[topic["id"]][language].checked.isoformat()


async def test_topics_are_in_russian_when_no_language_is_named(anybody: httpx.AsyncClient) -> None:
    assert (await anybody.get("/v1/topics/entry-bans")).json()["language"] == "ru"


@pytest.mark.parametrize("name", ["nothing", "ENTRY-BANS", "..", "%2e%2e%2fsources", "😀", "entry-bans%00"])
async def test_an_unknown_topic_is_not_found(anybody: httpx.AsyncClient, name: str) -> None:
    problem(await anybody.get(f"/v1/topics/{name}"), 404)


@pytest.mark.parametrize("path", ["/v1/topics", "/v1/topics/entry-bans", "/v1/offices"])
@pytest.mark.parametrize("language", ["fr", "RU", "rus", "", "😀"])
async def test_an_unknown_language_is_named(anybody: httpx.AsyncClient, path: str, language: str) -> None:
    assert fields_at_fault(await anybody.get(path, params={"language": language})) == ["language"]
