"""What is wrong with a content file, in words that an editor can act on."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError


@dataclass(frozen=True)
class ContentProblem:
    """One thing to mend: `file` from the content folder on, `where` a line or a key, `what` with what to do."""

    file: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.what}" if self.where else f"{self.file}: {self.what}"


class ContentError(Exception):
    """The content cannot be used; `problems` names every file at fault, not only the first."""

    def __init__(self, problems: list[ContentProblem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


_ADVICE = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a known key; correct its spelling or remove it",
}


def problems_of(error: ValidationError, file: str, inside: str = "") -> list[ContentProblem]:
    """A pydantic error as problems that name the key."""
    problems = []
    for detail in error.errors():
        key = ".".join(filter(None, [inside, *map(str, detail["loc"])]))
        problems.append(ContentProblem(file, f"key `{key}`", _ADVICE.get(detail["type"], detail["msg"])))
    return problems


def relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
