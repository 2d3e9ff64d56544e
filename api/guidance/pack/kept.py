"""Packs as they are kept: each in a folder that is named by its version, with an index beside its files."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version as installed
from pathlib import Path

from api.guidance.pack.edition import Edition
from api.guidance.pack.identity import Kind, Pack, PackFile
from api.guidance.reading.content_rows import Strict

SIGNATURE = ".minisig"  # after the name of the file that is signed
INDEX = "pack.json"


class Order(Strict):
    """What to make, in which folder, and the secret to sign it with (64 hexadecimal digits)."""

    editions: tuple[Edition, ...]
    folder: str
    secret: str


class Index(Strict):
    """What stands in `pack.json` beside the files: their names and sizes by edition and kind."""

    version: str
    date: datetime.date
    files: dict[str, dict[Kind, PackFile]]


def version_of(editions: Sequence[Edition]) -> str:
    """The date of the content, and a mark of everything that the files hold: `2026-11-22-1a2b3c4d`."""
    held = json.dumps([edition.model_dump(mode="json") for edition in editions], sort_keys=True)
    mark = hashlib.sha256(f"{_made_with()} {held}".encode()).hexdigest()[:8]
    return f"{max(edition.date for edition in editions).isoformat()}-{mark}"


@lru_cache(maxsize=1)
def _made_with() -> str:
    """A mark of the programs that shape the files: another shape is another version."""
    here = Path(__file__).parent
    shaping = [*here.glob("*.py"), *(here / "templates").iterdir(), *(here / "fonts").glob("*.ttf")]
    digest = hashlib.sha256(installed("fpdf2").encode())
    for path in sorted(shaping):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_pack(folder: Path) -> Pack | None:
    """The finished pack in a folder; None if there is none."""
    try:
        index = Index.model_validate_json((folder / INDEX).read_bytes())
    except (OSError, ValueError):
        return None
    return Pack(index.version, index.date, index.files)
