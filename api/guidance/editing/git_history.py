"""An earlier state of the content folder, from git."""

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from api.guidance.editing.refusals import Refused

_SECONDS = 60
_ELSE = "Compare with a copy of the folder instead: --against FOLDER."


@contextmanager
def folder_at(root: Path, revision: str) -> Iterator[Path]:
    """The content folder as it was at a revision, in a temporary place. Raises Refused."""
    commit = (
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    )
    archive = _git(root, "archive", "--format=tar", commit)
    with TemporaryDirectory(prefix="jardam-earlier-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.0 to 3.11.3 have none
            files.extractall(folder)  # noqa: S202 - what git packed
        yield Path(folder)


def _git(root: Path, *arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise Refused(f"git is not installed, so there is nothing to compare with. {_ELSE}")
    try:
        done = subprocess.run(  # noqa: S603 - git itself, without a shell; a revision cannot become an option
            [program, "-C", str(root), *arguments], capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(f"git did not answer within {_SECONDS} seconds. {_ELSE}") from error
    if done.returncode:
        raise Refused(_why(root, arguments, done.stderr.decode(errors="replace")))
    return done.stdout


def _why(root: Path, arguments: tuple[str, ...], said: str) -> str:
    if "not a git repository" in said:
        return f"{root} is not in a git repository, so there is nothing to compare with. {_ELSE}"
    if "rev-parse" in arguments and not said.strip():
        revision = arguments[-1].removesuffix("^{commit}")
        return f"git knows no revision `{revision}`. Name a commit, a tag or a branch, for example --since HEAD~1."
    if "untracked" in said:
        return f"{root} is not part of that revision. {_ELSE}"
    return f"git says: {said.strip().splitlines()[-1] if said.strip() else 'nothing'}. {_ELSE}"
