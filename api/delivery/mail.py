"""E-mail to the staff, over a connection that is encrypted or does not leave the machine."""

import asyncio
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from ipaddress import ip_address
from typing import Self
from urllib.parse import unquote, urlsplit

import aiosmtplib

from api.database import now
from api.settings import Settings

SECONDS = 20.0  # for one message, from connecting to the end
_PORTS = {"smtps": 465, "smtp": 587}


class NotSent(Exception):
    """The mail server is away, or did not take the message. The reason holds no address and no password."""


@dataclass(frozen=True)
class MailServer:
    """How the mail server is reached. `smtps` speaks TLS from the start; `smtp` turns it on before anything is said,
    and says nothing to a server that does not know how, unless that is this machine itself."""

    host: str
    port: int
    user: str | None = field(repr=False)
    password: str | None = field(repr=False)
    tls_at_once: bool
    start_tls: bool

    @classmethod
    def at(cls, url: str) -> Self:
        """`smtps://user:password@host:465`, `smtp://host:587`."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        return cls(
            host=host,
            port=parts.port or _PORTS[parts.scheme],
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            tls_at_once=parts.scheme == "smtps",
            start_tls=parts.scheme == "smtp" and not _is_this_machine(host),
        )


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Mailer:
    """Sends from one address through one server."""

    server: MailServer
    sender: str
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """None without a mail server."""
        if settings.smtp_url is None:
            return None
        return cls(MailServer.at(settings.smtp_url.get_secret_value()), settings.mail_from)

    async def send(self, to: str, text: str) -> None:
        """One message to one address; its subject is the first line. Raises NotSent."""
        server = self.server
        try:
            async with asyncio.timeout(SECONDS):
                await aiosmtplib.send(
                    self._message(to, text),
                    hostname=server.host,
                    port=server.port,
                    username=server.user,
                    password=server.password,
                    use_tls=server.tls_at_once,
                    start_tls=server.start_tls,
                    tls_context=self.tls,
                    local_hostname=self._domain,
                )
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise NotSent(type(error).__name__) from None

    def _message(self, to: str, text: str) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = self.sender, to
        message["Subject"] = text.splitlines()[0]
        message["Date"] = format_datetime(now())
        message["Message-ID"] = make_msgid(domain=self._domain)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        return message

    @property
    def _domain(self) -> str:
        """Said in place of this machine's name."""
        return self.sender.rpartition("@")[2]
