"""The way back over HTTP."""

import httpx
import pytest

from api.errors import Problem
from api.people.slow_hash import SlowHash
from api.reports.models import Report
from api.reports.receipts import new_receipt
from tests.api.problems import fields_at_fault, problem
from tests.databases import on_sqlite
from tests.people.staff import Office
from tests.reports.reporters import Reporter, rows, said

pytestmark = on_sqlite
REPORT, MESSAGES = "/v1/receipts/report", "/v1/receipts/messages"


def with_receipt(receipt: str) -> dict[str, str]:
    return {"X-Receipt": receipt}


async def test_who_reported_in_a_chat_comes_back_over_http(
    client: httpx.AsyncClient, office: Office, aigul: Reporter
) -> None:
    told = aigul.reports()
    aigul.writes(told.report, "mana qogʻoz")
    headers = with_receipt(told.receipt)
    written = await client.post(MESSAGES, json={"text": "yana bir gap"}, headers=headers)
    assert (written.status_code, written.json()) == (201, {"number": 2})
    opened = await client.get(REPORT, headers=headers)
    assert [message["text"] for message in opened.json()["messages"]] == ["mana qogʻoz", "yana bir gap"]
    assert opened.headers["cache-control"] == "no-store"
    assert said(office.desk.database, told.report, office.keyring()) == ["mana qogʻoz", "yana bir gap"]


async def test_a_withdrawn_report_is_gone(client: httpx.AsyncClient, office: Office, aigul: Reporter) -> None:
    told = aigul.reports()
    headers = with_receipt(told.receipt)
    assert (await client.delete(REPORT, headers=headers)).status_code == 204
    assert rows(office.desk.database, Report) == []
    for answer in (
        await client.get(REPORT, headers=headers),
        await client.delete(REPORT, headers=headers),
        await client.post(MESSAGES, json={"text": "?"}, headers=headers),
    ):
        problem(answer, 404)


async def test_an_unknown_receipt_is_answered_like_one_whose_report_is_gone(
    client: httpx.AsyncClient, aigul: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, here = aigul.reports(), aigul.reports()
    await client.delete(REPORT, headers=with_receipt(gone.receipt))
    hashes = 0
    begin = SlowHash.begin

    def counted(self: SlowHash, *arguments: object) -> object:
        nonlocal hashes
        hashes += 1
        return begin(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(SlowHash, "begin", counted)
    answers = [await client.get(REPORT, headers=with_receipt(receipt)) for receipt in (gone.receipt, new_receipt())]
    assert hashes == 2
    assert len({(answer.status_code, answer.text, str(sorted(answer.headers.items()))) for answer in answers}) == 1
    assert problem(answers[0], 404)
    assert answers[0].headers["cache-control"] == "no-store"
    await client.get(REPORT, headers=with_receipt(here.receipt))
    assert hashes == 3


@pytest.mark.parametrize("letter", [str.lower, lambda text: text.replace("-", " "), lambda text: f"  {text} "])
async def test_it_may_be_typed_as_people_type(client: httpx.AsyncClient, aigul: Reporter, letter: object) -> None:
    assert callable(letter)
    told = aigul.reports()
    assert (await client.get(REPORT, headers=with_receipt(letter(told.receipt)))).status_code == 200


async def test_cyrillic_lookalikes_are_read_too(client: httpx.AsyncClient, aigul: Reporter) -> None:
    told = aigul.reports()
    typed = told.receipt.translate(str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ"))
    headers = {b"X-Receipt": typed.encode()}
    response = await client.get(REPORT, headers=headers)
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("7KQ2MX-D9RTHA-W4CEJ0", "0, 1, I, L or O"),
        ("7KQ2MX-D9RTHA", "18 symbols"),
        ("7KQ2MX-D9RTHA-W4CEJJ", "mistyped"),
        ("", "18 symbols"),
    ],
)
async def test_a_mistyped_receipt_is_told_what_to_look_at(
    client: httpx.AsyncClient, office: Office, typed: str, hint: str
) -> None:
    response = await client.get(REPORT, headers=with_receipt(typed))
    assert fields_at_fault(response) == ["X-Receipt"]
    assert hint in response.json()["detail"]


async def test_without_a_receipt_it_is_asked_for(client: httpx.AsyncClient, office: Office) -> None:
    assert fields_at_fault(await client.get(REPORT)) == ["X-Receipt"]


@pytest.mark.parametrize("text", ["", " ", "…", "x" * 20_001, "a\x00b"])
async def test_an_empty_or_endless_message_is_refused(client: httpx.AsyncClient, aigul: Reporter, text: str) -> None:
    told = aigul.reports()
    response = await client.post(MESSAGES, json={"text": text}, headers=with_receipt(told.receipt))
    assert fields_at_fault(response) == ["text"]


async def test_when_too_many_hashes_wait_it_says_when_to_try_again(
    client: httpx.AsyncClient, aigul: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = aigul.reports()

    def full(*_arguments: object) -> None:
        raise Problem(503, "Too many at once; try again.", headers={"Retry-After": "5"})

    monkeypatch.setattr(SlowHash, "begin", full)
    busy = await client.get(REPORT, headers=with_receipt(told.receipt))
    problem(busy, 503)
    assert (busy.headers["retry-after"], busy.headers["cache-control"]) == ("5", "no-store")
