"""What a login and a password may look like."""

import re
import secrets
import unicodedata

from api.reports.receipts import ALPHABET

LOGIN_LENGTH = 64
PASSWORD_LENGTH = 200
SHORTEST_PASSWORD = 12
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,63}")
_TEMPORARY_SYMBOLS = 16


def folded(login: str) -> str:
    """Small and capital letters are the same person."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def is_login(login: str) -> bool:
    return _LOGIN.fullmatch(login) is not None


def weakness(password: str, login: str) -> str | None:
    """What to mend in a new password; None when it is fine. Length is what helps: no rules about symbols."""
    plain, name = (re.sub(r"[\W_]", "", words.casefold()) for words in (password, login))
    if len(password) < SHORTEST_PASSWORD:
        return f"Choose a password of at least {SHORTEST_PASSWORD} characters; a few words are easiest to remember."
    if len(password) > PASSWORD_LENGTH:
        return f"Choose a password of at most {PASSWORD_LENGTH} characters."
    if not plain.replace(name, "") or len(set(plain)) < 5:
        return "Choose a password that does not just repeat your login or a few symbols."
    return None


def temporary_password() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(_TEMPORARY_SYMBOLS)).lower()
