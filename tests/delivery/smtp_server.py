"""A small mail server on loopback: it takes what it is sent, or refuses as told."""

import asyncio
import base64
import ssl
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self


@dataclass
class Letter:
    sender: str
    recipients: list[str]
    message: EmailMessage
    encrypted: bool

    @property
    def text(self) -> str:
        return "\n".join(str(self.message.get_content()).splitlines())


@dataclass
class _Talk:
    """One client's connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sender: str = ""
    recipients: list[str] = field(default_factory=list)

    @property
    def encrypted(self) -> bool:
        return self.writer.get_extra_info("ssl_object") is not None

    def say(self, *lines: str) -> None:
        self.writer.write("".join(f"{line}\r\n" for line in lines).encode())


class SmtpServer:
    """`tls` makes it offer STARTTLS, or with `tls_at_once` speak TLS from the start. `users` are names with passwords;
    `refusals` are the next answers to RCPT; a `silent` one never says a word."""

    def __init__(self, tls: ssl.SSLContext | None = None, *, tls_at_once: bool = False) -> None:
        self.tls, self.tls_at_once = tls, tls_at_once
        self.port = 0
        self.users: dict[str, str] = {}
        self.refusals: list[str] = []
        self.silent = False
        self.letters: list[Letter] = []
        self.said: list[str] = []  # every command of every client
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        await self.up()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.down()

    async def up(self) -> None:
        at_once = self.tls if self.tls_at_once else None
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", self.port, ssl=at_once)
        self.port = self._server.sockets[0].getsockname()[1]

    async def down(self) -> None:
        if self._server:
            self._server.close()
            await self._server.wait_closed()
        self._server = None

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = _Talk(reader, writer)
        if not self.silent:
            talk.say("220 mail.test")
        try:
            while line := (await reader.readline()).decode().strip():
                self.said.append(line)
                await self._answer(talk, line)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def _answer(self, talk: _Talk, line: str) -> None:
        command, _, rest = line.partition(" ")
        match command.upper():
            case "EHLO":
                offers = ["250-STARTTLS"] if self.tls and not talk.encrypted else []
                talk.say("250-mail.test", *offers, *(["250-AUTH PLAIN"] if self.users else []), "250 8BITMIME")
            case "STARTTLS" if self.tls:
                talk.say("220 go ahead")
                await talk.writer.start_tls(self.tls)
            case "AUTH":
                _, user, password = base64.b64decode(rest.split()[-1]).decode().split("\0")
                talk.say("235 welcome" if self.users.get(user) == password else "535 who are you")
            case "MAIL":
                talk.sender, talk.recipients = _address(rest), []
                talk.say("250 ok")
            case "RCPT" if self.refusals:
                talk.say(self.refusals.pop(0))
            case "RCPT":
                talk.recipients.append(_address(rest))
                talk.say("250 ok")
            case "DATA":
                talk.say("354 go on")
                self.letters.append(await self._letter(talk))
                talk.say("250 kept")
            case "QUIT":
                talk.say("221 bye")
            case _:
                talk.say("502 not here")

    async def _letter(self, talk: _Talk) -> Letter:
        await talk.writer.drain()
        raw = (await talk.reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n")
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return Letter(talk.sender, talk.recipients, message, talk.encrypted)


def _address(rest: str) -> str:
    """`FROM:<a@b> SIZE=9` as `a@b`."""
    return rest.partition("<")[2].partition(">")[0]
