"""YAML of content files, with errors that name the line."""

from pathlib import Path
from typing import Any

import yaml

from api.guidance.reading.content_errors import ContentError, ContentProblem

_Loader: type[Any] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # libyaml, where the wheel has it, is ten times faster


def parse_yaml(text: str, file: str, first_line: int = 1) -> Any:
    """Any YAML document. Raises ContentError with the line, counted from `first_line`."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  (both loaders are the safe ones)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        what = getattr(error, "problem", None) or "is not valid YAML"
        raise ContentError([ContentProblem(file, f"line {line}", f"{what}; texts with `: ` need quotes")]) from error
    except ValueError as error:  # a date that no calendar has
        raise ContentError([ContentProblem(file, "", f"{error}; correct the date")]) from error


def read_text(path: Path, file: str) -> str:
    """The file's text. Raises ContentError if it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")  # some editors put a mark at the beginning
    except FileNotFoundError as error:
        raise ContentError([ContentProblem(file, "", "is missing; add it")]) from error
    except UnicodeDecodeError as error:
        raise ContentError([ContentProblem(file, "", "is not UTF-8; save it as UTF-8")]) from error
    except OSError as error:
        raise ContentError([ContentProblem(file, "", f"cannot be read: {error.strerror}")]) from error


def folders_in(path: Path, file: str) -> list[str]:
    """Names of the folders in a folder. Raises ContentError if it is missing."""
    try:
        return sorted(each.name for each in path.iterdir() if each.is_dir())
    except OSError as error:
        raise ContentError([ContentProblem(file, "", "this folder is missing; add it")]) from error


def read_mapping(path: Path, file: str) -> dict[str, Any]:
    """A YAML file whose top level is a mapping."""
    data = parse_yaml(read_text(path, file), file)
    if not isinstance(data, dict):
        raise ContentError([ContentProblem(file, "line 1", "should be `key: value` lines")])
    return data
