"""Partners with their keys on a stick, files that came with a report, and packages as they are opened by hand."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from click.testing import CliRunner, Result
from nacl.utils import random

from api.reports.attachments.files import SealedFile, Writer
from api.reports.documents import FileAbout, about_place, seal_document
from api.reports.models import Attachment, new_id
from jardam import main
from tests.reports.casework.cases import FIRST, Cases, Worker

PASSWORD = "nine cranes over the lake"
PHOTO, CLEAN = b"photo with a place in it" * 20_000, b"photo without"


def jardam(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=typed)


@dataclass
class Lawyers:
    """A partner: what they typed at their own computer."""

    key: Path
    public_key: str

    @classmethod
    def at(cls, folder: Path, name: str = "lawyers.key") -> "Lawyers":
        made = jardam("partner", "keys", str(folder / name))
        assert made.exit_code == 0, made.output
        return cls(folder / name, made.output.split()[-1])

    def opens(self, package: bytes) -> Path:
        """The folder into which the package was unlocked."""
        return opened(self.key.parent, package, "--key", str(self.key))


def opened(folder: Path, package: bytes, *options: str, typed: str = "") -> Path:
    number = len(list(folder.glob("*.jardam")))
    file = folder / f"package-{number}.jardam"
    file.write_bytes(package)
    result = jardam("package", "open", str(file), *options, typed=typed)
    assert result.exit_code == 0, result.output
    return folder / f"package-{number}"


def read(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


async def joins(bermet: Worker, lawyers: Lawyers, **fields: str) -> str:
    """The supervisor adds a partner; gives its id."""
    body = {"name": "Lawyers of Osh", "kind": "lawyer", "public_key": lawyers.public_key} | fields
    response = await bermet.post("/partners", body)
    assert response.status_code == 201, response.text
    partner: str = response.json()["id"]
    return partner


async def refers(worker: Worker, report: str, partner: str, *fields: str, **more: Any) -> httpx.Response:
    body = {"partner": partner, "fields": fields or ["story"], "note": "", **more}
    return await worker.post(f"/reports/{report}/referrals", body)


def package_of(response: httpx.Response) -> bytes:
    assert response.status_code == 201, response.text
    return base64.b64decode(response.json()["package"])


def attach(cases: Cases, report: str, *, copy_state: str = "made", name: str = "паспорт Асанова.jpg") -> str:
    """A photo with its copy, or a voice message that has none; gives the attachment's id."""
    key, attachment, database = random(32), new_id(), cases.desk.database
    kind, media_type = ("photo", "image/jpeg") if copy_state != "none" else ("voice", "audio/ogg")
    copy = CLEAN if copy_state == "made" else b""
    about = FileAbout(
        key=key.hex(),
        name=name,
        kind=kind,
        type=media_type,
        size=len(PHOTO),
        copy_type="image/jpeg",
        copy_size=len(copy),
    )
    sealed = seal_document(about, cases.row(report).public_key, about_place(report, attachment))
    row = Attachment(
        id=attachment, report=report, sent=True, complete=True, size=len(PHOTO), copy_state=copy_state, about=sealed,
        created_at=FIRST,
    )  # fmt: skip
    cases.desk.run(lambda session: session.add(row))
    for content, of_copy in ((PHOTO, False), (copy, True)):
        writer = Writer(SealedFile(database, report, attachment, key, of_copy=of_copy))
        for piece in writer.take(content):
            writer.save(piece)
        writer.finish()
    return attachment
