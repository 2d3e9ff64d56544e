"""The heading of a section as it stands in a file: `## Title {#id countries=RU facts=A,B revision=2}`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_HEADING = re.compile(
    r"^## (?P<title>\S.*?) \{#(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?P<attributes>(?: [a-z-]+=\S+)*)\}\s*$"
)
FIRST_REVISION = "1"  # is not written: a heading without `revision` has it


@dataclass(frozen=True)
class Heading:
    """`attributes` in the order in which they are written."""

    title: str
    id: str
    attributes: Mapping[str, str]

    @classmethod
    def read(cls, line: str) -> "Heading | None":
        """None for a line that is no heading of a section."""
        match = _HEADING.match(line)
        if not match:
            return None
        pairs = (pair.partition("=")[::2] for pair in match["attributes"].split())
        return cls(match["title"], match["id"], dict(pairs))

    def titled(self, title: str) -> "Heading":
        return Heading(title, self.id, self.attributes)

    def marked(self, marks: Mapping[str, str | None]) -> "Heading":
        """With these attributes: a known one keeps its place, a new one comes last, None takes one away."""
        merged = {**self.attributes, **marks}
        kept = {name: value for name, value in merged.items() if value is not None}
        if kept.get("revision") == FIRST_REVISION and "revision" not in self.attributes:
            del kept["revision"]
        return Heading(self.title, self.id, kept)

    @property
    def revision(self) -> int:
        """A number that is none counts as the first: the loader names what is wrong with it."""
        written = self.attributes.get("revision", FIRST_REVISION)
        return int(written) if written.isdecimal() else int(FIRST_REVISION)

    def __str__(self) -> str:
        return f"## {self.title} {{{' '.join([f'#{self.id}', *(f'{n}={v}' for n, v in self.attributes.items())])}}}"
