"""What a file is, judged from its bytes alone: names and headers say what their sender likes.

Only types on the list are taken, and only when they begin as such at the very first byte. Programs, archives, office
files (they carry macros) and markup are nobody's evidence and a danger to who opens them.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Literal

HEAD_BYTES = 4096
Family = Literal["image", "pdf", "sound", "video", "text"]


@dataclass(frozen=True)
class FileType:
    """`name` is the media type; `extension` has its dot."""

    name: str
    extension: str
    family: Family


JPEG = FileType("image/jpeg", ".jpg", "image")
PNG = FileType("image/png", ".png", "image")
GIF = FileType("image/gif", ".gif", "image")
WEBP = FileType("image/webp", ".webp", "image")
HEIC = FileType("image/heic", ".heic", "image")
PDF = FileType("application/pdf", ".pdf", "pdf")
OGG = FileType("audio/ogg", ".ogg", "sound")
MP3 = FileType("audio/mpeg", ".mp3", "sound")
M4A = FileType("audio/mp4", ".m4a", "sound")
WAV = FileType("audio/wav", ".wav", "sound")
AMR = FileType("audio/amr", ".amr", "sound")
MP4 = FileType("video/mp4", ".mp4", "video")
THREE_GP = FileType("video/3gpp", ".3gp", "video")
QUICKTIME = FileType("video/quicktime", ".mov", "video")
TEXT = FileType("text/plain", ".txt", "text")

_ALL = (JPEG, PNG, GIF, WEBP, HEIC, PDF, OGG, MP3, M4A, WAV, AMR, MP4, THREE_GP, QUICKTIME, TEXT)
BY_NAME = {kind.name: kind for kind in _ALL}

_SIGNATURES: tuple[tuple[re.Pattern[bytes], FileType], ...] = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"\xff\xd8\xff[\xc0-\xfe]", JPEG),
        (rb"\x89PNG\r\n\x1a\n....IHDR", PNG),
        (rb"GIF8[79]a", GIF),
        (rb"RIFF....WEBPVP8[ LX]", WEBP),
        (rb"RIFF....WAVE", WAV),
        (rb"%PDF-[12]\.\d", PDF),
        (rb"OggS\x00\x02.{22}(OpusHead|\x01vorbis)", OGG),
        (rb"#!AMR(-WB)?\n", AMR),
        (rb"ID3[\x02-\x04]", MP3),
    )
)
_BRANDS: dict[bytes, FileType] = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), HEIC),
    **dict.fromkeys((b"M4A ", b"M4B "), M4A),
    **dict.fromkeys((b"isom", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"), MP4),
    **dict.fromkeys((b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9"), MP4),
    b"qt  ": QUICKTIME,
}
_NOT_PLAIN = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_DISGUISED = re.compile(rb"\s*(<[a-z!?/%]|#!|%!|\{\\rtf|mime-version:|@echo )", re.IGNORECASE)
_BOM = codecs.BOM_UTF8


def judge(head: bytes) -> FileType | None:
    """The type of a file that begins with these bytes (up to HEAD_BYTES are looked at); None when it is not taken.

    Text is only presumed: a TextCheck must have seen all of it.
    """
    head = head[:HEAD_BYTES]
    found = next((kind for pattern, kind in _SIGNATURES if pattern.match(head)), None)
    found = found or _by_brand(head) or (MP3 if _is_layer_three(head) else None)
    if found or not TextCheck().passes(head):
        return found
    return None if _DISGUISED.match(head.removeprefix(_BOM)) else TEXT


class TextCheck:
    """Whether all of a stream is UTF-8 without control characters."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def passes(self, part: bytes, *, last: bool = False) -> bool:
        """To be called for each part in turn; once it said no, the file is no text."""
        try:
            self._decoder.decode(part, last)
        except UnicodeDecodeError:
            return False
        return not _NOT_PLAIN.search(part)


def _by_brand(head: bytes) -> FileType | None:
    """Files of the MP4 family: a box `ftyp`, then the brand, its version, and the brands that it is compatible with."""
    if head[4:8] != b"ftyp":
        return None
    brand, others = head[8:12], head[16 : int.from_bytes(head[:4], "big")]
    if brand in (b"mif1", b"msf1"):
        return HEIC if b"heic" in others or b"hevc" in others else None
    if brand.startswith((b"3gp", b"3g2")):
        return THREE_GP
    return _BRANDS.get(brand)


_KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_HERTZ = (44_100, 48_000, 32_000)


def _is_layer_three(head: bytes) -> bool:
    """MP3 without tags: a frame, and another where the first one ends."""
    length = _frame_length(head)
    return length > 0 and _frame_length(head[length:]) > 0


def _frame_length(head: bytes) -> int:
    """Bytes of the MPEG audio frame (layer III) that begins here; 0 if none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3  # versions: 0 is 2.5, 2 is 2, 3 is 1
    if version == 1 or bits in (0, 15) or rate == 3:
        return 0
    kbits = (_KBITS_1 if version == 3 else _KBITS_2)[bits]
    hertz = _HERTZ[rate] // {3: 1, 2: 2, 0: 4}[version]
    return (144 if version == 3 else 72) * kbits * 1000 // hertz + (head[2] >> 1 & 1)
