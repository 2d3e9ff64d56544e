"""The second factor: codes of six digits that change every 30 seconds (RFC 6238 over HMAC-SHA-1)."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
WINDOW = 1  # steps before and after: phones' clocks are wrong, and people type slowly
_SECRET_BYTES = 20


def new_secret() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def code_of(secret: bytes, step: int, digits: int = DIGITS) -> str:
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**digits).zfill(digits)


def accepted_step(secret: bytes, code: str, moment: datetime, last_used: int) -> int | None:
    """The step that `code` belongs to, or None. Steps up to `last_used` are spent: a code works once."""
    now = step_at(moment)
    matching = [
        step
        for step in range(now - WINDOW, now + WINDOW + 1)
        if hmac.compare_digest(code_of(secret, step).encode(), code.encode())
    ]
    return next((step for step in matching if step > last_used), None)


def written(secret: bytes) -> str:
    """For typing into an authenticator app."""
    return base64.b32encode(secret).decode()


def provisioning_uri(secret: bytes, login: str, issuer: str = "Jardam") -> str:
    """For an authenticator app, as a link or in a QR code."""
    query = urlencode({"secret": written(secret), "issuer": issuer, "digits": DIGITS, "period": STEP_SECONDS})
    return f"otpauth://totp/{quote(f'{issuer}:{login}')}?{query}"
