"""Keeps the pack of the guidance in use: has it built beside the answers, and knows which one is finished."""

import logging
import subprocess
import sys
import threading
from pathlib import Path

from api.guidance.catalogue import Catalogue
from api.guidance.library import Library
from api.guidance.pack.identity import Identity, Kind, Pack, Published
from api.guidance.pack.kept import SIGNATURE, Order, read_pack, version_of
from api.guidance.pack.signature import Signer
from api.guidance.pack.writing import editions
from api.settings import Settings

log = logging.getLogger(__name__)
_BUILDING_SECONDS = 900
_PROJECT = Path(__file__).resolve().parents[3]


def identity_of(settings: Settings) -> Identity:
    """How people know this service. Makes the key of packs where there is none yet."""
    return Identity(
        bot=settings.official_bot.removeprefix("@"),
        addresses=tuple(f"{address}/chat/" for address in settings.addresses),
        public_key=str(Signer(settings.key_of_packs).public),
    )


def folder_of(settings: Settings) -> Path:
    """Where packs are kept, each in a folder that is named by its version."""
    return settings.data.absolute() / "pack"


class Shelf:
    """One pack is built at a time, in a process of its own; while it is, none is offered."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self._folder = folder_of(settings)
        self._secret = settings.key_of_packs
        self._library = library
        self._identity = identity_of(settings)
        self._made_of: object = None  # the guidance of the last building, finished or failed
        self._pack: Pack | None = None
        self._stop = threading.Event()
        self._starting = threading.Lock()
        self._builder: threading.Thread | None = None
        self._watcher: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def published(self) -> Published:
        """How to know the service, and its finished pack."""
        return Published(self._identity, None if self._is_building() else self._pack)

    def make(self) -> None:
        """Begins to build the pack of the guidance in use, unless it is there or on its way. Returns at once."""
        with self._starting:
            made = self._pack is not None and self._made_of is self._library.current
            if made or self._is_building() or self._stop.is_set():
                return
            self._builder = threading.Thread(target=self._build, name="pack", daemon=True)
            self._builder.start()

    def watch(self, seconds: float) -> None:
        """Builds after every change of the guidance; looks for one every so many seconds, never when it is 0.

        The first look is after so many seconds too: a service that has just started has better to do.
        """
        if seconds:
            self._watcher = threading.Thread(target=self._look_again, args=(seconds,), name="packs", daemon=True)
            self._watcher.start()

    def path(self, language: str, kind: Kind, *, signature: bool = False) -> Path | None:
        """The file of the finished pack, or its signature; None without a pack or for an unknown language."""
        pack = self.published().pack
        file = pack.files.get(language, {}).get(kind) if pack else None
        if pack is None or file is None:
            return None
        return self._folder / pack.version / f"{file.name}{SIGNATURE if signature else ''}"

    def wait(self) -> None:
        """Until what is being built is finished."""
        if self._builder:
            self._builder.join()

    def close(self) -> None:
        self._stop.set()
        process = self._process
        if process:
            process.kill()
        for thread in (self._builder, self._watcher):
            if thread:
                thread.join(timeout=5)

    def _is_building(self) -> bool:
        return self._builder is not None and self._builder.is_alive()

    def _look_again(self, seconds: float) -> None:
        while not self._stop.wait(seconds):
            if self._made_of is not self._library.current:
                self.make()

    def _build(self) -> None:
        """What fails is tried again after the next change, or when somebody asks; the pack before stays on offer."""
        guidance = self._library.current
        try:
            self._pack = self._built(guidance.catalogue)
        except Exception:
            if not self._stop.is_set():
                log.exception("The offline pack could not be built")
        self._made_of = guidance

    def _built(self, catalogue: Catalogue) -> Pack:
        order = Order(
            editions=tuple(editions(catalogue, self._identity)), folder=str(self._folder), secret=self._secret.hex()
        )
        folder = self._folder / version_of(order.editions)
        pack = read_pack(folder)
        if pack is None:
            self._run(order)
            pack = read_pack(folder)
        if pack is None:
            raise RuntimeError("building left no pack")
        return pack

    def _run(self, order: Order) -> None:
        command = [sys.executable, "-m", "api.guidance.pack.build"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=_PROJECT) as process:  # noqa: S603 our own program
            self._process = process
            try:
                process.communicate(order.model_dump_json().encode(), timeout=_BUILDING_SECONDS)
            finally:
                process.kill()
                self._process = None
        if process.returncode:
            raise RuntimeError(f"building ended with {process.returncode}")
