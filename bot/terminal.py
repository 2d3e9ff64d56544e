"""The conversation in a terminal, for authors and demonstrations: buttons are numbers, `/file PATH` sends a file."""

import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

from bot.backend import Answer, Backend, BackendDown, BackendRefused, Message, Reply
from bot.markup import to_plain

_ADDRESS_BYTES = 16
_PIECE_BYTES = 64 * 1024
_FILE = "/file "


class Terminal:
    """One conversation. `show` prints a line; `language` is that of the phone we pretend to be."""

    def __init__(self, backend: Backend, show: Callable[[str], Any], language: str | None = None) -> None:
        self._backend = backend
        self._show = show
        self._language = language
        self._address = secrets.token_urlsafe(_ADDRESS_BYTES)
        self._choices: list[str] = []

    async def converse(self, read: Callable[[], str]) -> None:
        """Until `/quit` or the end of input."""
        texts = await self._backend.texts()
        self._show(texts.get(self._language or "", texts["ru"])["terminal-hint"])
        await self.say("/start")
        while True:
            try:
                typed = read().strip()
            except (EOFError, KeyboardInterrupt, RuntimeError):
                return
            if typed == "/quit":
                return
            await self.say(typed)

    async def say(self, typed: str) -> None:
        """Sends what was typed: the number of a button presses it."""
        message = Message(
            address=self._address,
            key=secrets.token_urlsafe(_ADDRESS_BYTES),
            event=self._event(typed),
            language_hint=self._language,
        )
        try:
            answer = await self._backend.take(message)
            if answer.upload:
                answer = await self._backend.bring(message, _pieces(_path(typed)))
        except (BackendDown, BackendRefused, OSError) as error:
            self._show(f"(no answer: {error})")
            return
        self._present(answer)

    def _event(self, typed: str) -> Mapping[str, Any]:
        if typed.isdigit() and 1 <= int(typed) <= len(self._choices):
            return {"type": "choice", "choice": self._choices[int(typed) - 1]}
        if typed.startswith(_FILE) and _path(typed).is_file():
            path = _path(typed)
            return {"type": "file", "what": "document", "name": path.name, "size": path.stat().st_size}
        return {"type": "text", "text": typed}

    def _present(self, answer: Answer) -> None:
        self._choices = []
        for reply in answer.replies:
            self._show("\n" + self._as_text(reply))

    def _as_text(self, reply: Reply) -> str:
        lines = [to_plain(reply.text)]
        if reply.place:
            lines.append(f"({reply.place.lat:.4f}, {reply.place.lon:.4f})")
        lines += [f"({document.name}: {document.path})" for document in reply.documents]
        for button in (button for row in reply.buttons for button in row):
            self._choices.append(button.choice)
            lines.append(f"  [{len(self._choices)}] {button.label}")
        return "\n".join(lines)


def _path(typed: str) -> Path:
    return Path(typed.removeprefix(_FILE).strip()).expanduser()


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece
