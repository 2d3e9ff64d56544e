"""A small content folder with which the check is content, and the commands on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jardam import main
from tests.guidance.small_content import change

Jardam = Callable[..., Result]


@pytest.fixture
def content(content: Path) -> Path:
    for language in ("ru", "ky"):
        for topic in ("bans", "wages"):
            change(content, f"topics/{topic}/{language}.md", "---\n\n## First", "  second: [a letter]\n---\n\n## First")
        cards = content / f"emergency/any/{language}.md"
        cards.write_text(
            cards.read_text(encoding="utf-8").replace("}\n\nCall", " facts=CON-01}\n\nCall"), encoding="utf-8"
        )
    return content


@pytest.fixture
def jardam(content: Path, monkeypatch: pytest.MonkeyPatch) -> Jardam:
    """`jardam("status", "--json")` runs `jardam content status --json`."""
    monkeypatch.setenv("JARDAM_CONTENT", str(content))
    return lambda *words: CliRunner().invoke(main, ["content", *words], catch_exceptions=False)


def state(root: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def text_of(root: Path, file: str) -> str:
    return (root / file).read_text(encoding="utf-8")
