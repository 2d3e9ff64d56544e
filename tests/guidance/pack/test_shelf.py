"""The pack of the guidance in use, built beside the answers."""

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from api.guidance.library import Library
from api.guidance.pack.build import build
from api.guidance.pack.kept import Order
from api.guidance.pack.shelf import Shelf
from api.guidance.reading.loading import load_catalogue
from api.settings import Settings
from tests.guidance.pack.contents import write_pack_content
from tests.guidance.small_content import change


class Edited:
    """A library that an editor changes under the shelf's hands."""

    def __init__(self, content: Path) -> None:
        self._content = write_pack_content(content)
        self.current: Any = None
        self.load()

    def load(self) -> None:
        self.current = SimpleNamespace(catalogue=load_catalogue(self._content))

    def edit(self) -> None:
        change(self._content, "topics/wages/ru.md", "wait for the answer", "wait long for the answer")
        change(self._content, "topics/wages/ky.md", "wait for the answer", "wait long for the answer")
        self.load()


@pytest.fixture
def edited(content: Path) -> Edited:
    return Edited(content)


@pytest.fixture
def shelf(settings: Settings, edited: Edited) -> Shelf:
    return Shelf(settings, cast(Library, edited))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds in this process."""

    def run(_self: Shelf, order: Order) -> None:
        build(order.editions, Path(order.folder), bytes.fromhex(order.secret))

    monkeypatch.setattr(Shelf, "_run", run)


def made(shelf: Shelf) -> str:
    shelf.make()
    shelf.wait()
    pack = shelf.published().pack
    assert pack
    return pack.version


def test_a_process_of_its_own_makes_the_pack(shelf: Shelf, settings: Settings) -> None:
    assert shelf.published().pack is None
    version = made(shelf)
    path = shelf.path("ky", "html")
    assert path == settings.data.absolute() / "pack" / version / f"jardam-ky-{version}.html"
    assert path.read_bytes().startswith(b"<!doctype html>")
    signature = shelf.path("ky", "pdf", signature=True)
    assert signature
    assert shelf.published().identity.public_key in signature.read_text()


def test_nothing_is_offered_for_a_language_that_we_do_not_have(shelf: Shelf, quick: None) -> None:
    made(shelf)
    assert shelf.path("../ky", "html") is None


def test_while_a_new_one_is_being_made_none_is_offered(
    shelf: Shelf, edited: Edited, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(shelf)
    edited.edit()
    go_on = threading.Event()
    monkeypatch.setattr(Shelf, "_run", lambda _self, _order: go_on.wait(10))
    shelf.make()
    assert shelf.published().pack is None
    assert shelf.path("ky", "html") is None
    go_on.set()
    shelf.wait()
    pack = shelf.published().pack
    assert pack
    assert pack.version == before


def test_asking_twice_builds_once(shelf: Shelf, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made(shelf)
    monkeypatch.setattr(Shelf, "_built", lambda *_: pytest.fail("it was there"))
    made(shelf)


def test_edited_guidance_is_another_pack(shelf: Shelf, edited: Edited, quick: None) -> None:
    before = made(shelf)
    edited.edit()
    assert made(shelf) != before


def test_a_pack_that_cannot_be_made_leaves_the_one_before(
    shelf: Shelf, edited: Edited, quick: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = made(shelf)
    edited.edit()

    def fails(*_: object) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(Shelf, "_run", fails)
    assert made(shelf) == before
    assert "could not be built" in caplog.text


def test_what_is_kept_from_an_earlier_run_is_taken(
    shelf: Shelf, settings: Settings, edited: Edited, quick: None
) -> None:
    before = made(shelf)
    later = Shelf(settings, cast(Library, edited))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Shelf, "_run", lambda *_: pytest.fail("it was there"))
        assert made(later) == before


def test_the_watcher_builds_after_a_change(shelf: Shelf, edited: Edited, quick: None) -> None:
    shelf.watch(0.01)
    try:
        assert _soon(lambda: shelf.published().pack)
        before = shelf.published().pack
        edited.edit()
        assert _soon(lambda: shelf.published().pack not in (None, before))
    finally:
        shelf.close()


def test_closing_ends_a_building(shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.executable", _sleeper(tmp_path))
    shelf.make()
    assert _soon(lambda: shelf._process)
    shelf.close()
    assert shelf.published().pack is None
    assert not shelf._is_building()


def _sleeper(folder: Path) -> str:
    path = folder / "sleeper"
    path.write_text("#!/bin/sh\nexec sleep 60\n")
    path.chmod(0o755)
    return str(path)


def _soon(holds: Any) -> bool:
    return any(holds() or threading.Event().wait(0.02) for _ in range(500))


def test_the_key_is_made_once_for_its_owner_only(settings: Settings, edited: Edited) -> None:
    keys = {Shelf(settings, cast(Library, edited)).published().identity.public_key for _ in range(2)}
    assert len(keys) == 1
    assert (settings.data / "pack-key").stat().st_mode & 0o777 == 0o600
