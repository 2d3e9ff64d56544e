"""Reads the files of a content folder one by one, and gathers the problems of all of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from api.guidance.reading.content_errors import ContentError, ContentProblem, problems_of
from api.guidance.reading.known import Known
from api.guidance.reading.yaml_files import folders_in, parse_yaml, read_text

T = TypeVar("T")


class ContentReader:
    """A problem in one file does not hide those in the next: they stand in `problems`."""

    def __init__(self, root: Path, known: Known | None = None) -> None:
        """`known` holds what an earlier reader made of these files."""
        self.root = root
        self.known = known or Known()
        self.problems: list[ContentProblem] = []

    def attempt(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except ContentError as error:
            self.problems += error.problems
            return None

    def folders(self, name: str) -> list[str]:
        return self.attempt(lambda: folders_in(self.root / name, name)) or []

    def files(self, folder: str, suffix: str) -> list[str]:
        """The files of a folder that end so, as paths from the root, in the order of their names."""
        found = self.attempt(lambda: sorted((self.root / folder).glob(f"*{suffix}"))) or []
        return [f"{folder}/{path.name}" for path in found]

    def typed(self, file: str, kind: type[T] | Any) -> Any:
        """A YAML file checked against a type; None after a problem."""

        def read() -> Any:
            text = read_text(self.root / file, file)
            return self.known.made((file, kind), text, lambda: _checked(text, file, kind))

        return self.attempt(read)


def _checked(text: str, file: str, kind: type[T] | Any) -> Any:
    data = parse_yaml(text, file)
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        raise ContentError(problems_of(error, file)) from error
