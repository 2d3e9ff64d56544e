"""Files on their way out, to caseworkers who may read the report."""

from io import BytesIO

from fastapi import FastAPI
from PIL import Image

from api.people.models import AuditEntry
from tests.people.staff import Office
from tests.reports.attachments.samples import CAMERA, TEXT, photo
from tests.reports.attachments.senders import Reader, Sender
from tests.reports.reporters import rows


async def test_the_copy_opens_by_default_and_the_original_on_request(sender: Sender, reader: Reader) -> None:
    sender.writes()
    await sender.sends(photo())
    sender.reports()
    (file,) = await reader.lists(sender.told.report)
    copy = await reader.opens(sender.told.report, file["id"])
    original = await reader.opens(sender.told.report, file["id"], original=True)
    assert original.content == photo()
    assert CAMERA.encode() not in copy.content
    with Image.open(BytesIO(copy.content)) as image:
        assert (image.format, image.size) == ("JPEG", (60, 40))
    short = sender.told.report[:8]
    for response in (copy, original):
        assert response.headers["content-type"] == "image/jpeg"
        assert response.headers["content-disposition"] == f'attachment; filename="{short}-1.jpg"'
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["content-security-policy"] == "sandbox; default-src 'none'"


async def test_every_reading_is_in_the_audit(sender: Sender, reader: Reader, office: Office) -> None:
    sender.writes()
    await sender.sends(photo())
    sender.reports()
    (file,) = await reader.lists(sender.told.report)
    await reader.opens(sender.told.report, file["id"])
    await reader.opens(sender.told.report, file["id"], original=True)
    entries = [(entry.actor, entry.action, entry.subject) for entry in rows(office.desk.database, AuditEntry)[-3:]]
    assert entries == [
        (office.bermet.id, "report:read", sender.told.report),
        (office.bermet.id, "attachment:read", file["id"]),
        (office.bermet.id, "attachment:original-read", file["id"]),
    ]


async def test_what_is_in_a_draft_or_does_not_exist_is_not_found(sender: Sender, other: Sender, reader: Reader) -> None:
    sender.writes()
    await sender.sends(TEXT)
    other.writes()
    await other.sends(TEXT)
    other.reports()
    (theirs,) = await reader.lists(other.told.report)
    draft = sender.told.report
    assert (await reader.asks(f"/v1/reports/{draft}/attachments")).status_code == 404
    sender.reports()
    assert (await reader.opens(draft, theirs["id"])).status_code == 404, "of another report"
    assert (await reader.opens(draft, "0" * 32)).status_code == 404
    assert (await reader.opens(draft, "../../etc/passwd")).status_code in (404, 422)


async def test_who_may_not_read_the_report_may_not_read_its_files(sender: Sender, app: FastAPI, office: Office) -> None:
    sender.writes()
    await sender.sends(TEXT)
    sender.reports()
    attachment = sender.files()[0].id
    for who, status in ((office.cholpon, 404), (office.aizada, 403), (office.daniyar, 403)):
        stranger = Reader(app, who.session(office.desk))  # Cholpon is of another group
        assert (await stranger.asks(f"/v1/reports/{sender.told.report}/attachments")).status_code == status
        assert (await stranger.opens(sender.told.report, attachment)).status_code == status
