"""The same employer in two reports, without a list of employers that anybody could read.

A mark is a keyed hash under a key that only holders of the organisation's private key can derive: who has the database
and every secret of the server can neither read a name out of a mark nor try names against it.
"""

import unicodedata
from hashlib import blake2b

from api.guidance.routing.folding import fold

MARK_BYTES = 32
_PURPOSE = b"jardam employer mark 1"
_LEGAL_FORMS = frozenset(
    map(fold, ("ООО", "ОАО", "ЗАО", "ПАО", "АО", "ИП", "ТОО", "ОсОО", "LLC", "Ltd", "JSC", "Inc", "AŞ", "Şti", "MChJ"))
)


def mark(organisation_private: bytes, name: str) -> bytes:
    """32 bytes, the same for every spelling that folds alike, in any script and with or without `ООО`."""
    key = blake2b(_PURPOSE, key=organisation_private, digest_size=MARK_BYTES).digest()
    return blake2b(_folded(name).encode(), key=key, digest_size=MARK_BYTES).digest()


def _folded(name: str) -> str:
    words = fold(name).split()
    core = [word for word in words if word not in _LEGAL_FORMS] or words
    return " ".join(core) or unicodedata.normalize("NFKC", name).casefold().strip()
