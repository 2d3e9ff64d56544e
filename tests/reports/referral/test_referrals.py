"""Cases go to partners with the person's consent, in a package that only the partner opens."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlmodel import Session

from api.guidance.guidance import Guidance
from api.people.models import AuditEntry
from api.reports.documents import Contact
from api.reports.models import AttachmentChunk, Referral, Report
from api.reports.referral.rules import NAMELESS, Field
from tests.databases import files_of
from tests.people.staff import bearer
from tests.reports.casework.cases import STORY, Cases, Worker
from tests.reports.referral.partners import (
    CLEAN,
    PHOTO,
    Lawyers,
    attach,
    jardam,
    joins,
    opened,
    package_of,
    read,
    refers,
)

EVERY = [field.value for field in Field if field is not Field.ATTACHMENTS]
AGREED: dict[str, Any] = {"shares": ("lawyer",)}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Rows are looked at on both databases in one test: the others are about what is in the packages."""
    return sqlite_url


@pytest.fixture
def lawyers(tmp_path: Path) -> Lawyers:
    return Lawyers.at(tmp_path)


class TestOnBoth:
    @pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
    def database_url(self, request: pytest.FixtureRequest) -> str:
        return str(request.getfixturevalue(f"{request.param}_url"))

    async def test_from_partner_to_opened_package(
        self, cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers
    ) -> None:
        partner = await joins(bermet, lawyers)
        report = cases.comes_in(
            region="Moscow", month="2026-10", sector="trade", place="Люблино", when="в октябре", wish="answer", **AGREED
        )
        answer = await refers(cholpon, report, partner, *EVERY, note="Срок жалобы 5 декабря", status_referred=True)
        folder = lawyers.opens(package_of(answer))
        told = read(folder / "case.json")
        assert told["case"] == report[:8]
        assert told["note"] == "Срок жалобы 5 декабря"
        assert told["fields"]["story"] == [STORY]
        assert told["fields"]["violation"] == {
            "code": "WAG-01",
            "label": "Невыплата, задержка или занижение заработной платы",
        }
        assert told["fields"]["place"]["as_told"] == "Люблино"
        assert told["fields"]["gender"] is None
        assert told["fields"].keys() == set(EVERY)
        assert (folder / "cover.md").read_text() == answer.json()["cover"]
        case = await cholpon.reads(report)
        assert case["status"] == "referred"
        assert [(one["partner"], one["fields"]) for one in case["referrals"]] == [(partner, EVERY)]
        assert ("cholpon", "report:referred") in cases.told(report)

    async def test_a_partner_comes_and_goes_and_comes_back(self, bermet: Worker, lawyers: Lawyers) -> None:
        partner = await joins(bermet, lawyers)
        again = {"name": "Lawyers of Osh", "kind": "lawyer", "public_key": lawyers.public_key}
        assert (await bermet.post("/partners", again)).status_code == 409
        listed = (await bermet.get("/partners")).json()
        assert [(one["name"], one["kind"], one["public_key"]) for one in listed] == [
            ("Lawyers of Osh", "lawyer", lawyers.public_key)
        ]
        gone = await bermet.client.delete(f"/v1/partners/{partner}", headers=bearer(bermet.token))
        assert gone.status_code == 204
        assert (await bermet.get("/partners")).json() == []
        assert await joins(bermet, lawyers) == partner


# What is in it


async def test_only_the_chosen_fields_are_in_the_package(
    cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers
) -> None:
    partner = await joins(bermet, lawyers)
    contact = Contact(channel="telegram", address="5310442917", language="ky")
    report = cases.comes_in(contact=contact, place="Люблино", **AGREED)
    await cholpon.post(f"/reports/{report}/notes", {"text": "She is afraid of her brother"})
    folder = lawyers.opens(package_of(await refers(cholpon, report, partner, "violation", "messages")))
    content = (folder / "case.json").read_text() + (folder / "cover.md").read_text()
    for secret in (STORY, "5310442917", "Люблино", "brother"):
        assert secret not in content


async def test_messages_go_without_notes_and_names_of_accounts(
    cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers
) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(**AGREED)
    await cholpon.post(f"/reports/{report}/notes", {"text": "a note"})
    written = await cholpon.post(f"/reports/{report}/messages", {"text": "Кандай жардам керек?"})
    assert written.status_code == 201, written.text
    told = read(lawyers.opens(package_of(await refers(cholpon, report, partner, "messages"))) / "case.json")
    (message,) = told["fields"]["messages"]
    assert (message["direction"], message["text"]) == ("staff", "Кандай жардам керек?")
    assert cholpon.id not in str(told)


async def test_files_are_streamed_as_copies(cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(**AGREED)
    attach(cases, report)
    attach(cases, report, copy_state="none", name="voice.ogg")
    attach(cases, report, copy_state="failed")
    answer = (await refers(cholpon, report, partner, "story", "attachments", note="with a photo")).json()
    assert answer["package"] is None
    streamed = await cholpon.get(answer["package_url"].removeprefix("/v1"), language="ky")
    assert streamed.headers["Content-Disposition"] == f'attachment; filename="case-{report[:8]}.jardam"'
    folder = lawyers.opens(streamed.content)
    told = read(folder / "case.json")
    assert told["note"] == "with a photo"
    files = told["fields"]["attachments"]
    contents = {one["kind"]: one["file"] and (folder / one["file"]).read_bytes() for one in files if one["file"]}
    assert contents == {"photo": CLEAN, "voice": PHOTO}
    assert sum(one["file"] is None for one in files) == 1  # no copy could be made
    assert {path.suffix for path in (folder / "files").iterdir()} == {".jpg", ".ogg"}
    assert (folder / "cover.md").read_text().startswith("# Кайрылууну")
    assert cases.told(report).count(("cholpon", "report:packed")) == 1


async def test_a_damaged_file_is_told_and_not_half_sent(
    cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers
) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(**AGREED)
    attach(cases, report)
    cases.desk.run(lambda session: session.execute(delete(AttachmentChunk)))
    answer = (await refers(cholpon, report, partner, "attachments")).json()
    assert (await cholpon.get(answer["package_url"].removeprefix("/v1"))).status_code == 409


async def test_the_letter_says_what_it_must_and_nothing_of_the_story(
    cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers, guidance: Guidance
) -> None:
    partner, report = await joins(bermet, lawyers, name="Lawyers *of* Osh"), cases.comes_in(**AGREED)
    words = guidance.catalogue.referral
    for language, says in (("ru", "конфиденциально"), ("ky", "купуя"), ("uz", "maxfiy"), ("en", "confidential")):
        answer = await refers(
            cholpon, report, partner, "story", "contact", language=language, answer_to="help@osh.example", note="quick"
        )
        cover = answer.json()["cover"]
        for told in (says, r"Lawyers \*of\* Osh", report[:8], "help@osh.example", words.fields["contact"][language]):
            assert told in cover
        for secret in (STORY, "quick", words.fields["messages"][language]):
            assert secret not in cover


# Consent


async def test_without_consent_nothing_is_referred(
    cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers
) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(shares=("consulate",))
    refused = await refers(cholpon, report, partner)
    assert refused.status_code == 409
    assert "has not agreed" in refused.json()["detail"]
    assert (await cholpon.reads(report))["referrals"] == []


async def test_a_consent_that_was_given_later_counts(
    cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers
) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in()
    version = (await cholpon.reads(report))["version"]
    given = await cholpon.post(f"/reports/{report}/consents", {"share": "lawyer", "given_how": "in the thread, 3 Nov"})
    assert given.status_code == 201
    assert given.json()["shares_later"] == {"lawyer": "in the thread, 3 Nov"}
    case = await cholpon.reads(report)
    assert case["shares_later"] == {"lawyer": "in the thread, 3 Nov"}
    assert case["version"] > version
    assert ("cholpon", "report:consented") in cases.told(report)
    assert "later" in (await refers(cholpon, report, partner, language="en")).json()["cover"]


async def test_a_consent_that_was_taken_back_stops_the_package(
    cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers
) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(shares=("lawyer",))
    answer = (await refers(cholpon, report, partner)).json()
    taken_back = {"share": "lawyer", "given": False, "given_how": "by voice"}
    assert (await cholpon.post(f"/reports/{report}/consents", taken_back)).status_code == 201
    assert (await refers(cholpon, report, partner)).status_code == 409
    assert (await cholpon.get(answer["package_url"].removeprefix("/v1"))).status_code == 409


async def test_what_names_a_person_does_not_go_where_they_agreed_to_be_nameless(
    cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers, guidance: Guidance
) -> None:
    assert guidance.catalogue.intake.shares.keys() >= NAMELESS
    partner, report = await joins(bermet, lawyers, kind="un"), cases.comes_in(shares=("un",))
    refused = await refers(cholpon, report, partner, "story", "contact", "attachments")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "fields"
    assert (await refers(cholpon, report, partner, "story")).status_code == 201


# Who may, and what is wrong


async def test_a_stranger_refers_and_records_nothing(
    cases: Cases, bermet: Worker, cholpon: Worker, lawyers: Lawyers
) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(group="moscow", **AGREED)
    answer = (await refers(bermet, report, partner)).json()
    assert (await refers(cholpon, report, partner)).status_code == 404
    assert (await cholpon.get(answer["package_url"].removeprefix("/v1"))).status_code == 404
    body = {"share": "lawyer", "given_how": "x"}
    assert (await cholpon.post(f"/reports/{report}/consents", body)).status_code == 404


async def test_a_package_belongs_to_its_report(cases: Cases, bermet: Worker, lawyers: Lawyers) -> None:
    partner = await joins(bermet, lawyers)
    one, other = cases.comes_in(**AGREED), cases.comes_in(**AGREED)
    referral = (await refers(bermet, one, partner)).json()["id"]
    assert (await bermet.get(f"/reports/{other}/referrals/{referral}/package")).status_code == 404


async def test_a_removed_partner_gets_nothing(cases: Cases, bermet: Worker, lawyers: Lawyers) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(**AGREED)
    answer = (await refers(bermet, report, partner)).json()
    await bermet.client.delete(f"/v1/partners/{partner}", headers=bearer(bermet.token))
    assert (await refers(bermet, report, partner)).status_code == 404
    assert (await bermet.get(answer["package_url"].removeprefix("/v1"))).status_code == 404


async def test_a_note_that_was_moved_to_another_referral_does_not_open(
    cases: Cases, bermet: Worker, lawyers: Lawyers
) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(**AGREED)
    first = (await refers(bermet, report, partner, note="the first")).json()
    second = (await refers(bermet, report, partner, note="the second")).json()

    def swap(session: Session) -> None:
        one, other = session.get_one(Referral, first["id"]), session.get_one(Referral, second["id"])
        one.note, other.note = other.note, one.note

    cases.desk.run(swap)
    assert (await bermet.get(first["package_url"].removeprefix("/v1"))).status_code == 409


async def test_a_withdrawn_report_takes_its_referrals_along(cases: Cases, bermet: Worker, lawyers: Lawyers) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(**AGREED)
    await refers(bermet, report, partner, note="quick")
    cases.desk.run(lambda session: session.execute(delete(Report)))
    assert cases.desk.run(lambda session: session.scalars(select(Referral)).all()) == []


async def test_a_partner_that_cannot_be(bermet: Worker, lawyers: Lawyers) -> None:
    whole = {"name": "Lawyers", "kind": "lawyer", "public_key": lawyers.public_key}
    for field, wrong in (
        ("public_key", "hello"),
        ("public_key", "A" * 43 + "="),
        ("kind", "police"),
        ("name", ""),
        ("name", "a\x00b"),
    ):
        response = await bermet.post("/partners", whole | {field: wrong})
        assert response.status_code == 422
        assert response.json()["errors"][0]["field"] == field
    typed = lawyers.public_key.lower()
    mistyped = typed[:6] + ("2" if typed[6] != "2" else "3") + typed[7:]
    response = await bermet.post("/partners", whole | {"public_key": mistyped})
    assert "Group 2 of the key" in response.json()["errors"][0]["message"]


async def test_a_referral_or_consent_that_cannot_be(cases: Cases, bermet: Worker, lawyers: Lawyers) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(**AGREED)
    wrongs: list[dict[str, object]] = [{"fields": []}, {"fields": ["notes"]}, {"language": "de"}, {"partner": "x"}]
    for wrong in wrongs:
        body = {"partner": partner, "fields": ["story"], "note": ""} | wrong
        assert (await bermet.post(f"/reports/{report}/referrals", body)).status_code == 422
    for consent in ({"share": "police", "given_how": "x"}, {"share": "lawyer", "given_how": " "}):
        assert (await bermet.post(f"/reports/{report}/consents", consent)).status_code == 422


async def test_the_database_and_the_audit_hold_nothing_of_what_was_referred(
    cases: Cases, bermet: Worker, lawyers: Lawyers
) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(**AGREED)
    await bermet.post(f"/reports/{report}/consents", {"share": "consulate", "given_how": "told Gulnara by voice"})
    await refers(bermet, report, partner, note="deadline of Gulnara")
    assert b"Gulnara" not in b"".join(file.read_bytes() for file in files_of(cases.desk.database.url))
    entries = cases.desk.run(lambda session: session.scalars(select(AuditEntry)).all())
    assert {one.action for one in entries} >= {"partner:added", "report:referred", "report:consented"}


def test_words_are_complete(guidance: Guidance) -> None:
    words = guidance.catalogue.referral
    assert words.fields.keys() == set(Field)
    for texts in (words.cover, *words.consents.values(), *words.fields.values()):
        assert texts.keys() == guidance.catalogue.languages.keys()
    for text in words.cover.values():
        for name in ("partner", "case", "date", "consent", "fields", "answer_to"):
            assert f"{{{name}}}" in text


# On the partner's computer


def test_the_private_key_is_for_its_owner_only_and_is_never_written_over(tmp_path: Path) -> None:
    lawyers = Lawyers.at(tmp_path)
    assert lawyers.key.stat().st_mode & 0o777 == 0o600
    refused = jardam("partner", "keys", str(lawyers.key))
    assert refused.exit_code == 1
    assert "is there already" in refused.output


async def test_another_partner_opens_nothing(cases: Cases, bermet: Worker, lawyers: Lawyers, tmp_path: Path) -> None:
    partner, report = await joins(bermet, lawyers), cases.comes_in(**AGREED)
    package = package_of(await refers(bermet, report, partner))
    other = Lawyers.at(tmp_path, "other.key")
    with pytest.raises(AssertionError, match="made for another one"):
        other.opens(package)
    with pytest.raises(AssertionError, match="name it with --key"):
        opened(tmp_path, package)
    (tmp_path / "rubbish").write_bytes(b"\xff\x00")
    with pytest.raises(AssertionError, match="not a private key"):
        opened(tmp_path, package, "--key", str(tmp_path / "rubbish"))
