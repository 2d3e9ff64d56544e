"""How large and how many, what a file is called, and what becomes of one that is not taken."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

MB = 1024 * 1024
NAME_LENGTH = 120
Reason = Literal["type", "size", "count", "empty", "broken", "not-fetched"]


@dataclass(frozen=True)
class Limits:
    """Bytes of one file, files of one report, bytes of all its files. 20 MB is what Telegram lets a bot fetch."""

    file_bytes: int = 20 * MB
    files: int = 10
    report_bytes: int = 60 * MB


class Refused(Exception):
    """The file is not taken. Nothing of it is kept."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def plain_name(name: str) -> str:
    """The name without folders, control characters and marks that turn its direction; at most NAME_LENGTH characters.

    Its end is what is kept of a longer one: the extension is there.
    """
    seen = "".join(
        " " if c.isspace() else c for c in name if c.isspace() or not unicodedata.category(c).startswith("C")
    )
    last = " ".join(seen.replace("\\", "/").split("/")[-1].split())
    return last[-NAME_LENGTH:].strip(" .") if set(last) - {".", " "} else ""
