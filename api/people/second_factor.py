"""An account's second factor: its secret, sealed with the server's key, and recovery codes of one use each."""

import secrets
from dataclasses import dataclass, field

from api.database import now
from api.people import totp
from api.people.keys import Pepper
from api.people.models import Account
from api.reports.receipts import ALPHABET

CODES = 10
_CODE_SYMBOLS = 16  # 79 bits
_GROUP = 4


@dataclass(frozen=True)
class SecondFactor:
    """Shown once, to be put into an authenticator app and on paper."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)
    recovery_codes: list[str] = field(repr=False)


def give_second_factor(account: Account, pepper: Pepper) -> SecondFactor:
    """A new one, in place of any before."""
    secret = totp.new_secret()
    codes = [_new_code() for _ in range(CODES)]
    account.totp_secret, account.totp_step = pepper.lock(secret, "totp", account.id), 0
    account.recovery_codes = " ".join(_hash_of(pepper, account, code) for code in codes)
    return SecondFactor(totp.written(secret), totp.provisioning_uri(secret, account.login), codes)


def use_code(account: Account, pepper: Pepper, code: str) -> bool:
    """Whether a code of the app is right; it is spent then. Raises Unreadable when the server's key has changed."""
    typed = code.replace(" ", "")
    secret = pepper.unlock(account.totp_secret, "totp", account.id)
    step = totp.accepted_step(secret, typed, now(), account.totp_step)
    if step is None:
        return False
    account.totp_step = step
    return True


def use_recovery_code(account: Account, pepper: Pepper, code: str) -> bool:
    """Whether it is one of those that are left; it is spent then."""
    left = account.recovery_codes.split()
    typed = _hash_of(pepper, account, code)
    if typed not in left:
        return False
    left.remove(typed)
    account.recovery_codes = " ".join(left)
    return True


def _new_code() -> str:
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(_CODE_SYMBOLS))
    return "-".join(symbols[i : i + _GROUP] for i in range(0, _CODE_SYMBOLS, _GROUP))


def _hash_of(pepper: Pepper, account: Account, code: str) -> str:
    symbols = "".join(symbol for symbol in code.upper() if symbol in ALPHABET)
    return pepper.hash("recovery code", account.id.encode(), symbols.encode()).hex()
