"""Content files as they stand on the disk: read to the byte, and changed together or not at all."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from api.guidance.catalogue import Catalogue
from api.guidance.reading.content_errors import ContentError, ContentProblem
from api.guidance.reading.loading import load_catalogue


def read_exactly(root: Path, file: str) -> str:
    """The text with its own line ends. Raises ContentError for a file that is not there or not UTF-8."""
    try:
        return (root / file).read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise ContentError([ContentProblem(file, "", "is missing; add it")]) from error
    except UnicodeDecodeError as error:
        raise ContentError([ContentProblem(file, "", "is not UTF-8; save it as UTF-8")]) from error
    except OSError as error:
        raise ContentError([ContentProblem(file, "", f"cannot be read: {error.strerror}")]) from error


def loaded_with(root: Path, texts: Mapping[str, str]) -> Catalogue:
    """The content as it would be with these files. Raises ContentError where it would not load; writes nothing."""
    with TemporaryDirectory(prefix="jardam-content-") as folder:
        trial = Path(folder) / "content"
        shutil.copytree(root, trial)
        for file, text in texts.items():
            (trial / file).parent.mkdir(parents=True, exist_ok=True)
            (trial / file).write_bytes(text.encode())
        return load_catalogue(trial)


def write_together(root: Path, texts: Mapping[str, str]) -> None:
    """Writes every text beside its file first, and only then moves all into place: a full disk changes nothing.

    Raises ContentError.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for file, text in texts.items():
            ready.append(_written_beside(root / file, text))
        for unfinished, path in ready:
            unfinished.replace(path)
    except OSError as error:
        file = Path(error.filename or root).name
        raise ContentError(
            [ContentProblem(file, "", f"cannot be written: {error.strerror}; nothing is lost")]
        ) from error
    finally:
        for unfinished, _ in ready:
            unfinished.unlink(missing_ok=True)


def _written_beside(path: Path, text: str) -> tuple[Path, Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_bytes(text.encode())
    if path.exists():
        shutil.copymode(path, unfinished)
    return unfinished, path
