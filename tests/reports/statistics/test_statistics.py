"""What statistics tell over HTTP."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from api.guidance.guidance import Guidance
from api.reports.models import Report, ReportCount
from api.reports.retention import clean_up
from api.reports.statistics.dimensions import AXES, Dimension, axis_of
from tests.reports.casework.cases import Cases, Worker

SUMMER = datetime(2026, 7, 1, 8, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Where rows matter both databases are asked: `on_both`."""
    return sqlite_url


async def counts(worker: Worker, by: str, **query: Any) -> dict[str, int | None]:
    return {row["code"]: row["count"] for row in (await table(worker, by, **query))["rows"]}


async def table(worker: Worker, by: str, **query: Any) -> dict[str, Any]:
    response = await worker.get("/statistics", by=by, **query)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def many(cases: Cases, times: int, **fields: Any) -> list[str]:
    return [cases.comes_in(**fields) for _ in range(times)]


class TestOnBoth:
    @pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
    def database_url(self, request: pytest.FixtureRequest) -> str:
        return str(request.getfixturevalue(f"{request.param}_url"))

    async def test_every_dimension_and_every_pair_is_counted(self, cases: Cases, cholpon: Worker) -> None:
        many(cases, 6, region="Moscow", month="2026-10", sector="trade", gender="woman", age_band="adult")
        many(cases, 7, country="KZ", urgency="urgent", received_at=SUMMER, first_reply_at=SUMMER + timedelta(hours=30))
        remains = ReportCount(
            **dict.fromkeys(("violation", "country", "region", "month", "sector", "gender", "age_band"), ""),
            received="2025-01",
            urgency="routine",
            outcome="resolved",
            first_reply="none",
            count=8,
        )
        cases.desk.run(lambda session: session.add(remains))
        assert await counts(cholpon, "country") == {"RU": 6, "KZ": 7, "": 8}
        assert await counts(cholpon, "region") == {"RU/Moscow": 6, "KZ/": 7, "": 8}
        assert await counts(cholpon, "month") == {"2026-10": 6, "": 15}
        assert await counts(cholpon, "received") == {"2025-01": 8, "2026-07": 7, "2026-11": 6}
        assert await counts(cholpon, "urgency") == {"urgent": 7, "routine": 14}
        assert await counts(cholpon, "status") == {"new": 13, "closed": 8}
        assert await counts(cholpon, "outcome") == {"resolved": 8, "not-closed": 13}
        assert sum(filter(None, (await counts(cholpon, "first_reply")).values())) == 21
        for by in Dimension:
            for other in Dimension:
                query = {} if by == other else {"and": other}
                response = await cholpon.get("/statistics", by=by, **query)
                assert response.status_code == (422 if by != other and axis_of(by) == axis_of(other) else 200)

    async def test_deleted_reports_go_on_being_counted(self, cases: Cases, cholpon: Worker) -> None:
        gone = many(cases, 5, status="closed", outcome="resolved", first_reply_at=SUMMER, received_at=SUMMER)
        many(cases, 5, country="KZ", received_at=SUMMER)
        before = {by: await counts(cholpon, by) for by in Dimension}

        def expire(session: Session) -> None:
            session.execute(update(Report).where(col(Report.id).in_(gone)).values(expires_on=SUMMER.date()))

        cases.desk.run(expire)
        clean_up(cases.desk.database)
        assert {by: await counts(cholpon, by) for by in Dimension} == before


async def test_caseworkers_see_counts_of_all_groups(cases: Cases, cholpon: Worker) -> None:
    many(cases, 9, group="moscow")
    assert (await table(cholpon, "country"))["total"] == 9


async def test_small_counts_are_hidden_with_what_tells_them(cases: Cases, cholpon: Worker) -> None:
    many(cases, 3, country="KZ")
    many(cases, 6, country="TR")
    many(cases, 9)
    assert await table(cholpon, "country", language="en") | {"rows": []} == {
        "by": "country",
        "across": None,
        "language": "en",
        "total": 18,
        "rows": [],
        "columns": None,
        "replies": None,
    }
    assert await counts(cholpon, "country") == {"RU": 9, "KZ": None, "TR": None}


async def test_of_fewer_than_five_reports_nothing_is_told(cases: Cases, cholpon: Worker) -> None:
    many(cases, 4)
    told = await table(cholpon, "country", **{"and": "gender"})
    assert (told["total"], told["rows"], told["columns"]) == (None, [], [])
    assert (await table(cholpon, "violation"))["rows"] == []


async def test_without_reports_the_total_is_zero(cholpon: Worker) -> None:
    assert (await table(cholpon, "article", **{"and": "region"}))["total"] == 0


async def test_a_cross_table_has_the_margins_of_the_single_tables(cases: Cases, cholpon: Worker) -> None:
    many(cases, 6, gender="woman")
    many(cases, 8, gender="man")
    many(cases, 2, gender="woman", country="KZ")
    many(cases, 9, gender="man", country="KZ")
    told = await table(cholpon, "country", language="en", **{"and": "gender"})
    assert [(row["code"], row["count"]) for row in told["rows"]] == list((await counts(cholpon, "country")).items())
    columns = {column["code"]: column["count"] for column in told["columns"]}
    assert columns == await counts(cholpon, "gender") == {"woman": 8, "man": 17}
    assert [row["cells"] for row in told["rows"]] == [[None, None], [None, None]]


async def test_a_report_counts_once_for_each_article_of_its_violation(cases: Cases, cholpon: Worker) -> None:
    many(cases, 6, violation="WAG-01")
    many(cases, 7, violation="WAG-02")
    told = await counts(cholpon, "article")
    assert told["ICRMW 25"] == 6  # 25(1) and 25(3) of WAG-01
    assert told["ICRMW 33"] == 7
    icrmw = [article for article in told if article.startswith("ICRMW")]
    assert icrmw == ["ICRMW 15", "ICRMW 22", "ICRMW 25", "ICRMW 33", "ICRMW 37", "ICRMW 47", "ICRMW 54", *icrmw[7:]]
    assert (await table(cholpon, "article"))["total"] == 13


async def test_the_order_of_rows_does_not_depend_on_counts(cases: Cases, cholpon: Worker) -> None:
    many(cases, 5, urgency="routine")
    many(cases, 9, urgency="emergency")
    assert list(await counts(cholpon, "urgency")) == ["emergency", "routine"]


async def test_time_to_the_first_reply(cases: Cases, cholpon: Worker) -> None:
    for hours in (1, 2, 30, 40, 50, 60):
        cases.comes_in(urgency="urgent", received_at=SUMMER, first_reply_at=SUMMER + timedelta(hours=hours))
    many(cases, 6, urgency="urgent")
    many(cases, 3, urgency="routine")
    many(cases, 6, urgency="emergency")
    told = {each["urgency"]: each for each in (await table(cholpon, "first_reply"))["replies"]}
    assert told["urgent"]["shares"]["none"] == 0.5
    assert told["urgent"]["median_hours"] is None  # some counts of its line are hidden
    assert told["routine"]["median_hours"] is None
    assert set(told) == {"emergency", "urgent", "routine"}
    assert (await table(cholpon, "urgency"))["replies"] is None


async def test_the_median_is_told_when_nothing_of_its_line_is_hidden(cases: Cases, cholpon: Worker) -> None:
    for hours in (3, 4, 5, 20, 21):
        cases.comes_in(received_at=SUMMER, first_reply_at=SUMMER + timedelta(hours=hours))
    same = SUMMER + timedelta(hours=1)
    many(cases, 5, urgency="urgent", received_at=SUMMER, first_reply_at=same)
    told = {each["urgency"]: each for each in (await table(cholpon, "first_reply"))["replies"]}
    assert told["urgent"]["median_hours"] == 1
    assert told["routine"]["median_hours"] == 5
    assert told["routine"]["shares"]["day"] == 1.0


# Words and files


async def test_csv_opens_in_a_spreadsheet(cases: Cases, cholpon: Worker) -> None:
    many(cases, 6)
    many(cases, 2, country="KZ")
    many(cases, 7, country="TR")
    many(cases, 8, country="")
    for language, title, sign in (("en", "Country", ","), ("ru", "Страна", ";"), ("ky", "Өлкө", ";")):
        response = await cholpon.get("/statistics", by="country", language=language, format="csv")
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert response.headers["Content-Disposition"] == 'attachment; filename="country.csv"'
        assert response.content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=sign))
        assert rows[0][0] == title
        assert [row[1].isdecimal() for row in rows[1:]] == [False, False, True, True, True]
        assert rows[-1][1] == "23"


async def test_csv_by_what_the_program_accepts(cases: Cases, cholpon: Worker) -> None:
    many(cases, 6)
    headers = {"Authorization": f"Bearer {cholpon.token}", "Accept": "text/csv"}
    response = await cholpon.client.get("/v1/statistics?by=country&and=gender", headers=headers)
    assert response.headers["Content-Type"].startswith("text/csv")
    json = await cholpon.client.get("/v1/statistics?by=country&format=json", headers=headers)
    assert json.headers["Content-Type"] == "application/json"


async def test_no_cell_is_a_formula(cases: Cases, cholpon: Worker) -> None:
    evil = {'=HYPERLINK("http://evil")', "+1", "-1", "@SUM(A1)", "\t=1", " =1"}
    for sector in evil:
        many(cases, 5, sector=sector)
    response = await cholpon.get("/statistics", by="sector", format="csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))[1:-1]
    assert {cell for cell, _ in rows} == {f"'{sector}" for sector in evil}


async def test_every_label_is_in_every_language(cases: Cases, cholpon: Worker) -> None:
    many(cases, 6, sector="trade", gender="woman", age_band="adult", region="Moscow")
    for by in Dimension:
        labels = {
            language: (await table(cholpon, by, language=language))["rows"][0]["label"]
            for language in ("ru", "ky", "uz", "en")
        }
        if by not in ("article", "received"):
            assert len(set(labels.values())) > 1, by


def test_words_are_complete(guidance: Guidance) -> None:
    words = guidance.catalogue.statistics
    assert set(words.dimensions) == set(Dimension)
    lists = (words.dimensions, words.urgencies, words.statuses, words.first_replies, words.words)
    for texts in (texts for each in lists for texts in each.values()):
        assert texts.keys() == guidance.catalogue.languages.keys()
        assert all(texts.values())


def test_every_dimension_is_of_one_axis() -> None:
    assert sorted(one for axis in AXES for one in axis) == sorted(Dimension)


async def test_what_cannot_be_asked(cholpon: Worker) -> None:
    country = {"by": "country"}
    for query, field in (
        ({}, "by"),
        ({"by": "name"}, "by"),
        (country | {"and": "region"}, "and"),
        (country | {"and": "country"}, "and"),
        (country | {"language": "de"}, "language"),
        (country | {"format": "xml"}, "format"),
    ):
        response = await cholpon.get("/statistics", **query)
        assert response.status_code == 422
        assert response.json()["errors"][0]["field"] == field
