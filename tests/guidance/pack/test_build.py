"""Packs on disk: made once, signed, and thrown away when newer ones are there."""

import os
import time
from pathlib import Path

import pytest

from api.guidance.pack import build as building
from api.guidance.pack.build import KEPT, build
from api.guidance.pack.kept import read_pack, version_of
from api.guidance.pack.signature import Signer, verify
from tests.guidance.pack.contents import edition

SECRET = bytes(range(32))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_file_is_signed_with_its_name_version_and_date(tmp_path: Path) -> None:
    pack = build([edition()], tmp_path, SECRET)
    folder = tmp_path / pack.version
    assert pack.version.startswith("2026-11-22-")
    for kind in ("html", "pdf"):
        file = pack.files["ky"][kind]
        content = (folder / file.name).read_bytes()
        signature = (folder / f"{file.name}.minisig").read_bytes()
        assert len(content) == file.size
        assert pack.version in file.name
        comment = verify(content, signature, Signer(SECRET).public)
        assert comment.split("\t") == [f"file:{file.name}", f"version:{pack.version}", "date:2026-11-22"]


def test_the_same_content_gives_the_same_files_anywhere(tmp_path: Path) -> None:
    here, there = (build([edition()], tmp_path / name, SECRET) for name in ("here", "there"))
    assert files(tmp_path / "here" / here.version) == files(tmp_path / "there" / there.version)


def test_other_content_is_another_version() -> None:
    assert version_of([edition()]) == version_of([edition()])
    assert version_of([edition()]) != version_of([edition(text="Another text")])


def test_what_is_finished_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = build([edition()], tmp_path, SECRET)
    monkeypatch.setattr(building, "_make", lambda *_: pytest.fail("it was there"))
    assert build([edition()], tmp_path, SECRET) == made


def test_half_a_pack_is_never_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setitem(building._MAKERS, "pdf", fails)
    with pytest.raises(OSError, match="no space"):
        build([edition()], tmp_path, SECRET)
    assert list(tmp_path.iterdir()) == []
    assert read_pack(tmp_path / version_of([edition()])) is None


def test_only_the_newest_stay(tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        pack = build([edition(1, 1, f"Text {number}")], tmp_path, SECRET)
        os.utime(tmp_path / pack.version / "pack.json", (number, number))
    last = build([edition(1, 1, "The last")], tmp_path, SECRET)
    assert len(list(tmp_path.iterdir())) == KEPT
    assert read_pack(tmp_path / last.version) == last


def test_what_a_killed_building_left_is_removed_when_it_is_old(tmp_path: Path) -> None:
    for name, age in ((".killed", 7200), (".at-work", 60)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    build([edition()], tmp_path, SECRET)
    assert not (tmp_path / ".killed").exists()
    assert (tmp_path / ".at-work").exists()


@pytest.mark.parametrize("index", [b"", b"{}", b"\xff", b'{"version": 1}'])
def test_a_broken_index_is_no_pack(tmp_path: Path, index: bytes) -> None:
    (tmp_path / "pack.json").write_bytes(index)
    assert read_pack(tmp_path) is None
