"""Every setting of the service, read once from the environment or `.env`."""

import os
import re
import secrets
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent
_EMAIL = r"[^@\s,;<>]+@[^@\s,;<>]+"
_EMAIL_OR_NONE = rf"^({_EMAIL})?$"
_BOT_OR_NONE = r"^(@?[A-Za-z][A-Za-z0-9_]{3,31})?$"
_ADDRESS = r"(https://[^\s,/]+|http://[a-z2-7]{56}\.onion)/?"
_GROUP = r"\s*([A-Z]{2}|other)\s*=\s*[^\s,=]{1,64}\s*"
_GROUPS_OR_NONE = rf"^({_GROUP}(,{_GROUP})*)?$"


class Settings(BaseSettings):
    """Environment variables and their defaults; `.env.example` explains each to operators."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", populate_by_name=True
    )

    data: Path = Field(Path("data"), validation_alias="JARDAM_DATA")
    content: Path = Field(PROJECT / "content", validation_alias="JARDAM_CONTENT")
    cache: Path = Field(PROJECT / ".cache", validation_alias="JARDAM_CACHE")
    host: str = Field("127.0.0.1", validation_alias="JARDAM_HOST")
    port: int = Field(8000, ge=0, le=65535, validation_alias="JARDAM_PORT")
    log_level: str = Field("INFO", validation_alias="JARDAM_LOG_LEVEL")
    forwarded_allow_ips: str = Field("127.0.0.1", validation_alias="FORWARDED_ALLOW_IPS")
    database_url: str | None = Field(None, validation_alias="DATABASE_URL")
    telegram_token: SecretStr | None = Field(None, validation_alias="TELEGRAM_TOKEN")
    telegram_api: str = Field("https://api.telegram.org", validation_alias="TELEGRAM_API")
    telegram_proxy: SecretStr | None = Field(None, validation_alias="TELEGRAM_PROXY")
    public_url: str | None = Field(None, validation_alias="PUBLIC_URL")
    api_url: str | None = Field(None, validation_alias="API_URL")
    service_token: SecretStr | None = Field(None, validation_alias="SERVICE_TOKEN")
    server_key: SecretStr | None = Field(None, validation_alias="SERVER_KEY")
    official_bot: str = Field("", pattern=_BOT_OR_NONE, validation_alias="OFFICIAL_BOT")
    mirrors: str = Field("", validation_alias="MIRRORS")
    pack_key: SecretStr | None = Field(None, validation_alias="PACK_KEY")
    staff_emails: str = Field("", validation_alias="STAFF_EMAILS")
    smtp_url: SecretStr | None = Field(None, validation_alias="SMTP_URL")
    mail_from: str = Field("", pattern=_EMAIL_OR_NONE, validation_alias="MAIL_FROM")
    staff_telegram_group: str = Field("", pattern=r"^(-?\d{1,20})?$", validation_alias="STAFF_TELEGRAM_GROUP")
    staff_language: str = Field("ru", max_length=8, validation_alias="STAFF_LANGUAGE")
    groups_by_country: str = Field("", pattern=_GROUPS_OR_NONE, validation_alias="GROUPS_BY_COUNTRY")
    reports_kept_days: int = Field(180, ge=1, le=3650, validation_alias="REPORTS_KEPT_DAYS")
    emergency_hours: int = Field(0, ge=0, le=24 * 90, validation_alias="EMERGENCY_HOURS")
    urgent_hours: int = Field(24, ge=0, le=24 * 90, validation_alias="URGENT_HOURS")
    routine_working_days: int = Field(5, ge=0, le=90, validation_alias="ROUTINE_WORKING_DAYS")
    receipts_per_minute: int = Field(10, ge=1, validation_alias="RECEIPTS_PER_MINUTE")
    log_ins_per_minute: int = Field(20, ge=1, validation_alias="LOG_INS_PER_MINUTE")
    slow_hash_kib: int = Field(64 * 1024, ge=19 * 1024, validation_alias="SLOW_HASH_KIB")
    slow_hash_passes: int = Field(3, ge=2, validation_alias="SLOW_HASH_PASSES")
    requests_per_minute: int = Field(3000, ge=1, validation_alias="REQUESTS_PER_MINUTE")
    reload_seconds: float = Field(1.0, ge=0, validation_alias="RELOAD_SECONDS")

    @field_validator("public_url")
    @classmethod
    def _public_over_tls(cls, url: str | None) -> str | None:
        """Telegram posts webhooks to https only, and people's words must not cross the net in clear."""
        if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost", "http://[::1]")):
            raise ValueError("must begin with https:// (http:// only for this machine itself)")
        return url.rstrip("/") if url else None

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str | None) -> str | None:
        if url and not url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
        return url

    @field_validator("mirrors")
    @classmethod
    def _other_addresses(cls, mirrors: str) -> str:
        if not all(re.fullmatch(_ADDRESS, address) for address in _parted(mirrors)):
            raise ValueError("must be https:// addresses (or http:// with .onion) without a path, parted by commas")
        return mirrors

    @field_validator("pack_key")
    @classmethod
    def _key_of_32_bytes(cls, key: SecretStr | None) -> SecretStr | None:
        if key and not re.fullmatch(r"[\da-fA-F]{64}", key.get_secret_value()):
            raise ValueError("must be 64 hexadecimal digits")
        return key

    @field_validator("staff_emails")
    @classmethod
    def _addresses(cls, emails: str) -> str:
        if not all(re.fullmatch(_EMAIL, address) for address in _parted(emails)):
            raise ValueError("must be e-mail addresses, parted by commas")
        return emails

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, url: SecretStr | None) -> SecretStr | None:
        if url and not re.fullmatch(r"smtps?://(\S+@)?(\[[\da-f:]+\]|[^\s/@:]+)(:\d{1,5})?", url.get_secret_value()):
            raise ValueError("must be smtps://user:password@host:465 or smtp://user:password@host:587")
        return url

    @model_validator(mode="after")
    def _mail_needs_server_and_sender(self) -> Self:
        if self.staff_emails and not (self.smtp_url and self.mail_from):
            raise ValueError("STAFF_EMAILS needs SMTP_URL and MAIL_FROM")
        return self

    @model_validator(mode="after")
    def _separate_bot_needs_token(self) -> Self:
        if self.api_url and self.service_token is None:
            raise ValueError("API_URL needs SERVICE_TOKEN, the one that the api has")
        return self

    @cached_property
    def database(self) -> str:
        """The database address: embedded SQLite in the data folder unless one is set."""
        return self.database_url or f"sqlite:///{(self.data / 'jardam.db').absolute()}"

    @cached_property
    def staff_addresses(self) -> list[str]:
        """E-mail addresses that hear of urgent reports, each once, in the same order always."""
        return sorted(set(_parted(self.staff_emails)))

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """All addresses under which the world reaches this service, PUBLIC_URL first, without a slash at the end."""
        own = [self.public_url] if self.public_url else []
        return tuple(dict.fromkeys([*own, *(address.rstrip("/") for address in _parted(self.mirrors))]))

    @cached_property
    def group_of_country(self) -> dict[str, str]:
        """The group of caseworkers that sees the reports from a country first."""
        pairs = (pair.partition("=") for pair in _parted(self.groups_by_country))
        return {country.strip(): group.strip() for country, _, group in pairs}

    @cached_property
    def token_for_channels(self) -> str:
        """The secret with which channels speak to the api."""
        return self.service_token.get_secret_value() if self.service_token else self.kept_secret("service-token")

    @cached_property
    def webhook_secret(self) -> str:
        """What Telegram repeats in a header, so that nobody else can post updates; made from the channels' secret."""
        return self.kept_secret("webhook-secret")

    @cached_property
    def key_of_server(self) -> bytes:
        """32 bytes from which the server's keys are derived. Raises ValueError if SERVER_KEY is not 64 hex digits."""
        return self._key("SERVER_KEY", self.server_key, "server-key")

    @cached_property
    def key_of_packs(self) -> bytes:
        """32 bytes of which the key that signs offline packs is made. Raises ValueError if it is not 64 hex digits."""
        return self._key("PACK_KEY", self.pack_key, "pack-key")

    def _key(self, setting: str, given: SecretStr | None, kept: str) -> bytes:
        try:
            key = bytes.fromhex(given.get_secret_value() if given else self.kept_secret(kept))
        except ValueError:
            key = b""
        if len(key) != 32:
            raise ValueError(f"{setting} must be 64 hexadecimal digits")
        return key

    def kept_secret(self, name: str) -> str:
        """A secret of 64 hex digits, made once and kept in the data folder for its owner only."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.data / name
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        return path.read_text(encoding="ascii").strip()


def _parted(listed: str) -> list[str]:
    return [one.strip() for one in listed.split(",") if one.strip()]
