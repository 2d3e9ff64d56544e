from pathlib import Path

import pytest

from tests.guidance.small_content import write_content


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder in which nothing is wrong."""
    root = tmp_path / "content"
    write_content(root)
    return root
