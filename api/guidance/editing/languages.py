"""The languages of a content folder, also of one that does not load for another reason."""

from pathlib import Path

from api.guidance.reading.content_errors import ContentError, ContentProblem
from api.guidance.reading.content_reader import ContentReader
from api.guidance.reading.content_rows import Language

FILE = "languages.yaml"


def read_languages(root: Path) -> dict[str, Language]:
    """By code. Raises ContentError."""
    reader = ContentReader(root)
    languages: dict[str, Language] = reader.typed(FILE, dict[str, Language]) or {}
    if reader.problems:
        raise ContentError(reader.problems)
    return languages


def source_language(root: Path) -> str:
    """The one that is written first. Raises ContentError."""
    source = next((code for code, language in read_languages(root).items() if language.source), None)
    if source is None:
        raise ContentError([ContentProblem(FILE, "", "mark one language with `source: true`")])
    return source
