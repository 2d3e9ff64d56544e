"""Sends the files of replies: fetched from the api once, then named by the number that Telegram gave them."""

from telegram import Bot, InputFile, Message
from telegram.error import BadRequest

from bot.backend import Document, PushingBackend

_REMEMBERED = 64  # files; a name holds the version, so that a new version is another file
_CAPTION = 1_024  # characters that Telegram takes
_SECONDS = 60.0  # to hand Telegram a file over a slow line


class Documents:
    """One bot's way to send files."""

    def __init__(self, bot: Bot, backend: PushingBackend) -> None:
        self._bot = bot
        self._backend = backend
        self._sent: dict[str, str] = {}  # by name: Telegram's id of the file

    async def send(self, chat_id: int, document: Document) -> Message:
        """Raises TelegramError, BackendDown or BackendRefused."""
        known = self._sent.get(document.name)
        if known:
            try:
                return await self._send(chat_id, document, known)
            except BadRequest:  # Telegram has forgotten it
                self._sent.pop(document.name, None)
        content = await self._backend.file(document.path)
        message = await self._send(chat_id, document, InputFile(content, document.name))
        if message.document:
            if len(self._sent) >= _REMEMBERED:
                self._sent.clear()
            self._sent[document.name] = message.document.file_id
        return message

    async def _send(self, chat_id: int, document: Document, file: str | InputFile) -> Message:
        return await self._bot.send_document(
            chat_id, file, caption=document.caption[:_CAPTION], write_timeout=_SECONDS, read_timeout=_SECONDS
        )
