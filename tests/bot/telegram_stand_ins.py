"""An api that answers as told, and presses of buttons that no message shows any more."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

from bot.backend import Answer, BackendDown, Message, Notice, Outcome, Reply, Sent, Texts
from bot.telegram.profile import COMMANDS
from tests.botapi.chats import Message as ShownMessage
from tests.botapi.server import BotApiServer
from tests.botapi.users import User

SECRET = "s3cret"
SECONDS = 5.0


def echo(message: Message) -> Answer:
    return Answer((Reply(f"re: {words(message)}"),), "ky")


def words(message: Message) -> str:
    return str(message.event.get("text") or message.event.get("choice") or message.event.get("what"))


def _texts(language: str) -> dict[str, str]:
    names = ("trouble", "bot-description", "bot-short-description", *(f"command-{name}" for name in COMMANDS))
    return {name: f"{language}:{name}" for name in names}


class FakeApi:
    """Answers with `answer`, or raises what `errors` holds for the next calls, then `error` while it is set."""

    def __init__(self, answer: Callable[[Message], Answer] = echo) -> None:
        self.answer = answer
        self.error: Exception | None = None
        self.errors: list[Exception] = []
        self.taken: list[Message] = []
        self.noted: list[Sent] = []
        self.brought: list[bytes] = []
        self.bringing_fails: list[Exception] = []
        self.files: dict[str, bytes] = {}
        self.files_given = 0

    async def take(self, message: Message) -> Answer:
        self.taken.append(message)
        if self.errors:
            raise self.errors.pop(0)
        if self.error:
            raise self.error
        return self.answer(message)

    async def bring(self, message: Message, pieces: AsyncIterator[bytes]) -> Answer:
        if self.bringing_fails:
            raise self.bringing_fails.pop(0)
        self.brought.append(b"".join([piece async for piece in pieces]))
        return Answer((Reply(f"kept {message.event['what']}"),), "ky")

    async def missed(self, message: Message) -> Answer:
        return Answer((Reply("missed"),), "ky")

    async def file(self, path: str) -> bytes:
        if path not in self.files:
            raise BackendDown("status 503")
        self.files_given += 1
        return self.files[path]

    async def claim(self, limit: int) -> list[Notice]:
        return []

    async def settle(self, notice: Notice, outcome: Outcome) -> None:
        raise AssertionError("there was no notice")

    async def sent(self, reports: list[Sent]) -> None:
        self.noted += reports

    async def texts(self) -> Texts:
        return {language: _texts(language) for language in ("ru", "ky", "uz", "en")}


def forges_a_press(user: User, data: str, message: ShownMessage | None = None) -> int:
    """A press with any data at all; without a message, as when Telegram has forgotten it."""
    with user.state.lock:
        query = {
            "id": user.state.new_query(user.id),
            "from": user.person.as_user(),
            "chat_instance": str(user.id),
            "data": data,
        }
        if message:
            query["message"] = user.state.shown(message)
        return user.state.updates.add("callback_query", query)


def from_bot(user: User) -> list[ShownMessage]:
    return [message for message in user.messages if message.from_bot]


def texts_from_bot(user: User) -> list[str]:
    return [message.text for message in from_bot(user)]


def waits_until_the_bot_sends_to(telegram: BotApiServer, person: User) -> None:
    end = time.monotonic() + SECONDS
    while str(person.id) not in {str(call["chat_id"]) for call in telegram.calls_of("sendMessage")}:
        assert time.monotonic() < end, "the bot did not try to send"
    time.sleep(0.01)


async def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < end, "it did not come to be so"
        await asyncio.sleep(0.01)
