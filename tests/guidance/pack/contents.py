"""What packs are made of in tests: a small content folder with the real interface, and editions of any size."""

import datetime
import json
import re
import shutil
import zlib
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from api.guidance.pack.edition import Check, Edition, Group, Passage, Step, Way
from api.guidance.pack.identity import Identity
from api.settings import PROJECT
from tests.guidance.small_content import change, write_content

IDENTITY = Identity("JardamBot", ("https://jardam.example/chat/",), "RWQabc")
LETTERS = "Ңң Үү Өө Ёё oʻ gʻ maʼlumot Ққ Ғғ Ҳҳ Ўў № — «да» “ha”"
VERSION = "2026-11-22-1a2b3c4d"
_WORDS = ("title", "about", "dated", "contents", "search", "search-none", "emergency", "sms", "sms-about", "checks")
_MORE = ("checks-about", "checks-print", "packed", "packed-check", "real", "real-about", "real-bot", "real-addresses")
_LAST = ("real-key", "signature", "not-advice")


def write_pack_content(root: Path) -> Path:
    write_content(root)
    for language in ("ru", "ky"):
        shutil.copy(PROJECT / "content" / "interface" / f"{language}.ftl", root / "interface")
    change(root, "values/shared.yaml", "phone:", f"phone-consular-department: {_phone('+996 312 66 01 01')}\nphone:")
    return root


def _phone(number: str) -> str:
    return f"{{value: '{number}', kind: phone, facts: [X-1], sources: [law], confidence: confirmed, as_of: 2026-01-01}}"


def passage(place: str, text: str = "Позвоните.", title: str = "") -> Passage:
    return Passage(place=place, title=title or f"Раздел {place}", text=text, notes=("Проверено: 22.11.2026",))


def edition(topics: int = 2, sections: int = 3, text: str = "**Сначала** позвоните +996 312 66 01 01.") -> Edition:
    """An edition with so many topics of so many sections, each with a text of its own that begins so."""
    check = Check(
        place="c-paid",
        title="Не заплатили?",
        intro="Три вопроса.",
        notes=("Проверено: 22.11.2026",),
        steps=(
            Step(place="c-paid-q", title="Есть договор?", text="", ways=(Way(label="Да", place="c-paid-end"),)),
            Step(place="c-paid-end", title="Пишите", text="Жалоба.", ways=(Way(label="Ещё", place="s-0-0"),)),
        ),
    )
    return Edition(
        code="ky",
        name="Кыргызча",
        date=datetime.date(2026, 11, 22),
        identity=IDENTITY,
        words={name: f"[{name} {{version}}]" for name in (*_WORDS, *_MORE, *_LAST)},
        emergency=(Group(place="e-RU", title="Россия", summary="", passages=(passage("e-RU-held", "Звоните 112."),)),),
        sms=(passage("m-0", "Чалыңыз 112"),),
        checks=(check,),
        topics=tuple(
            Group(
                place=f"t-{topic}",
                title=f"Тема {topic}",
                summary=f"О теме {topic}",
                passages=tuple(passage(f"s-{topic}-{n}", f"{text} {_own(topic, n)}") for n in range(sections)),
            )
            for topic in range(topics)
        ),
    )


def _own(topic: int, number: int) -> str:
    """Words that no other section has, and that are as hard to compress as real ones."""
    return f"Слова {topic}-{number}: {(topic * 7919 + number * 104729) ** 5}."


class _Places(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.full: list[str] = []  # of sections in full, not only by title
        self.links: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        is_section = tag == "details" and found.get("class") != "country"
        self.full += [found["id"]] if is_section or found.get("class") == "step" else []
        addresses = [found[name] for name in ("href", "src", "srcset", "data", "action") if name in found]
        self.links += [address[1:] for address in addresses if address.startswith("#")]
        self.outside += [address for address in addresses if not address.startswith(("#", "tel:"))]


@dataclass(frozen=True)
class Opened:
    """A page as a reader has it: `text` of the page, `packed` by place; and what stands in full in either."""

    text: str
    packed: dict[str, str]

    @property
    def plain_places(self) -> list[str]:
        return _places(self.text).full

    @property
    def packed_places(self) -> list[str]:
        return _places("".join(self.packed.values())).full

    @property
    def ids(self) -> set[str]:
        return {*_places(self.text).ids, *_places("".join(self.packed.values())).ids}

    @property
    def links(self) -> set[str]:
        return {*_places(self.text).links, *_places("".join(self.packed.values())).links}

    @property
    def outside(self) -> list[str]:
        return _places(self.text).outside + _places("".join(self.packed.values())).outside


def _places(html: str) -> _Places:
    found = _Places()
    found.feed(html)
    return found


def opened(page: bytes) -> Opened:
    """Unpacks a page as its script does."""
    before, mark, rest = page.partition(b'<script id="packed" type="text/plain">')
    data, _, after = rest.partition(b"</script>")
    turned = re.sub(rb"=(.)", lambda match: bytes([match[1][0] ^ 64]), data, flags=re.DOTALL)
    packed = json.loads(zlib.decompress(turned).decode("cp1251")) if mark else {}
    return Opened((before + after).decode("cp1251"), packed)


def all_places(edition: Edition) -> list[str]:
    """Of everything that must stand in full in a page."""
    groups = (*edition.emergency, *edition.topics)
    steps = [step.place for check in edition.checks for step in check.steps]
    return sorted([each.place for group in groups for each in group.passages] + steps)
