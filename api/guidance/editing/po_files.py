"""Translation units as a PO file, which Poedit, Weblate and every other translator's tool opens."""

import codecs
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from api.guidance.editing.refusals import Refused
from api.guidance.editing.translation_units import Unit

_FUZZY = "fuzzy"
_LINE = re.compile(r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*"')
_PLACE = re.compile(r'"\S')
_HEADER = """\
# Guidance of Jardam for migrants: a wrong number can get a person deported.
# Keep {{names-in-braces}} and all numbers as they are; comments say what the names stand for today.
# Keep ** around bold words, and one line for each item of a list. Texts marked as unsure are not taken over."""


@dataclass(frozen=True)
class Entry:
    """What a translator gave back for one unit; `unsure`: marked «needs work»."""

    context: str
    source: str
    translation: str
    unsure: bool
    line: int


def as_po(units: Iterable[Unit], language: str) -> bytes:
    """Stale units are marked «needs work» (fuzzy); comments tell what the values in a text mean today."""
    catalog = Catalog(
        locale=language, header_comment=_HEADER, project="Jardam", version="1", fuzzy=False, charset="utf-8"
    )
    for unit in units:
        flags = [_FUZZY] if unit.stale else []
        catalog.add(unit.source, unit.translation, flags=flags, auto_comments=unit.notes, context=unit.context)
    file = io.BytesIO()
    write_po(file, catalog, width=0)
    return file.getvalue()


def read_entries(path: Path) -> tuple[str, list[Entry]]:
    """The language that the file names, and its entries. Raises Refused for what is no PO file."""
    try:
        data = path.read_bytes()
        _check_lines(path.name, data.decode("utf-8-sig"))
        catalog = read_po(io.BytesIO(data.removeprefix(codecs.BOM_UTF8)), abort_invalid=True)
    except PoFileError as error:
        raise Refused(f"{path.name}: line {error.lineno + 1}: is not as a PO file should be: {error}") from error
    except (UnicodeDecodeError, LookupError) as error:
        raise Refused(f"{path.name}: is not UTF-8; save it as UTF-8.") from error
    except (OSError, ValueError, IndexError, KeyError, TypeError) as error:
        raise Refused(
            f"{path.name}: cannot be read as a PO file ({error}); export it anew from the translator's tool."
        ) from error
    entries = [
        Entry(
            str(message.context or ""),
            _text(message.id),
            _text(message.string),
            _FUZZY in message.flags,
            message.lineno or 0,
        )
        for message in catalog
        if message.id
    ]
    return str(catalog.locale_identifier or ""), entries


def _check_lines(name: str, text: str) -> None:
    """Babel reads on where a quote is missing, and loses a letter; here it must not. Raises Refused."""
    places: set[str] = set()
    for number, line in enumerate(text.splitlines() if "\r" in text else text.split("\n"), start=1):
        if line.strip() and not line.startswith("#") and not _LINE.fullmatch(line.rstrip()):
            raise Refused(f"{name}: line {number}: is not as a PO file should be; a quotation mark may be missing.")
        if line.startswith("msgctxt") and _PLACE.search(line):
            if line in places:
                raise Refused(f"{name}: line {number}: stands twice in the file; remove one of the two.")
            places.add(line)


def _text(written: object) -> str:
    """Line ends of another system are no change of a text."""
    return written.replace("\r\n", "\n") if isinstance(written, str) else ""
