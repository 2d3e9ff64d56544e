"""Where a page of the list ends, as the text that asks for the next one."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from api.errors import Problem

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER_BYTES = 8
_ID_BYTES = 16
CURSOR_LENGTH = 32


@dataclass(frozen=True, order=True)
class Position:
    """A place in the list, which goes from later to earlier ones."""

    received_at: datetime
    id: str

    def written(self) -> str:
        micros = round((self.received_at - _EPOCH) / timedelta(microseconds=1))
        raw = micros.to_bytes(_NUMBER_BYTES, "big", signed=True) + bytes.fromhex(self.id)
        return base64.urlsafe_b64encode(raw).decode()

    @classmethod
    def read(cls, cursor: str) -> "Position":
        """Raises Problem 422. One that somebody made up is harmless: what is seen does not depend on it."""
        try:
            raw = base64.urlsafe_b64decode(cursor.encode("ascii"))
            if len(raw) != _NUMBER_BYTES + _ID_BYTES:
                raise ValueError
            micros = int.from_bytes(raw[:_NUMBER_BYTES], "big", signed=True)
            return cls(_EPOCH + timedelta(microseconds=micros), raw[_NUMBER_BYTES:].hex())
        except (ValueError, OverflowError, binascii.Error) as error:
            wrong = {"field": "cursor", "message": "is not one that a page gave as `next`"}
            raise Problem(422, "Begin with the first page, without `cursor`.", errors=[wrong]) from error
