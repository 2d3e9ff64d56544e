"""What the documents promise, held against the project."""

import re
from pathlib import Path

import pytest

from api.settings import Settings

PROJECT = Path(__file__).resolve().parent.parent


def test_every_setting_is_in_the_example_and_no_other() -> None:
    example = (PROJECT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?([A-Z][A-Z_]+)=", example, re.MULTILINE))
    assert named == {str(field.validation_alias) for field in Settings.model_fields.values()}


def test_the_example_names_the_defaults() -> None:
    example = dict(re.findall(r"^([A-Z][A-Z_]+)=(.+)$", (PROJECT / ".env.example").read_text("utf-8"), re.MULTILINE))
    for field in Settings.model_fields.values():
        name = str(field.validation_alias)
        if name in example:
            assert str(field.default) in (example[name], f"{example[name]}.0"), name


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_every_file_that_a_document_names_exists(document: str) -> None:
    text = (PROJECT / document).read_text(encoding="utf-8")
    named = re.findall(r"`((?:api|bot|tests|content|migrations)/[a-z_/.-]+)`", text)
    missing = [name for name in named if "<" not in name and not (PROJECT / name).exists()]
    assert not missing


def test_commands_in_the_readme_exist() -> None:
    from jardam import main

    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^    jardam ([a-z]+)", text, re.MULTILINE))
    assert named <= set(main.commands)
