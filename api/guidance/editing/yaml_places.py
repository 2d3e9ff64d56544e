"""Where things stand in a YAML text, to name one of them by its line or replace it without touching the rest."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FORMS = ("key: {}", "{{key: {}}}")  # on a line of its own, and between brackets

Path = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A value: the line of its key, counted from 1, the text it stands for, and from where to where it is written.

    `text` is None for a list or a mapping.
    """

    line: int
    start: int
    end: int
    text: str | None


def places(written: str) -> dict[Path, Place]:
    """Every value of a YAML text, by its keys from the top, in a list by its number. Empty for what is no YAML."""
    try:
        root = yaml.compose(written, Loader=LOADER)
    except yaml.YAMLError:
        return {}
    return dict(_below(root, ()))


def _below(node: object, path: Path) -> Iterator[tuple[Path, Place]]:
    if isinstance(node, yaml.MappingNode):
        parts = [(str(key.value), key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        parts = [(str(number), each, each) for number, each in enumerate(node.value)]
    else:
        return
    for name, key, value in parts:
        here = (*path, name)
        text = str(value.value) if isinstance(value, yaml.ScalarNode) else None
        yield here, Place(key.start_mark.line + 1, value.start_mark.index, value.end_mark.index, text)
        yield from _below(value, here)


def replaced(written: str, texts: Mapping[Path, str]) -> str:
    """The YAML text with other texts at these places. What stands around them stays byte for byte."""
    known = places(written)
    for path in sorted(texts, key=lambda path: known[path].start, reverse=True):
        place = known[path]
        was = written[place.start : place.end].rstrip()
        written = written[: place.start] + _in_the_same_way(was, texts[path]) + written[place.start + len(was) :]
    return written


def _in_the_same_way(was: str, text: str) -> str:
    """A text as YAML, bare, in quotes or as a block of lines, as the one was whose place it takes."""
    if was.startswith("|"):
        header, first, *_ = was.split("\n")
        indent = " " * (len(first) - len(first.lstrip(" ")))
        lines = [f"{indent}{line}" if line else "" for line in text.split("\n")]
        if header in ("|", "|-") and not text.startswith(" ") and all(map(str.isprintable, lines)):
            return "\n".join([header, *lines])
    if was.startswith(('"', "|", ">")):
        return _in_quotes(text)
    return quoted(text)


def quoted(text: str) -> str:
    """A text as YAML that means exactly it wherever it stands: bare where that is safe, else in double quotes."""
    bare = text.isprintable() and all(_means(form.format(text), {"key": text}) for form in _FORMS)
    return text if bare else _in_quotes(text)


def _means(written: str, data: object) -> bool:
    try:
        return bool(yaml.load(written, Loader=LOADER) == data)  # noqa: S506  (both loaders are the safe ones)
    except (yaml.YAMLError, ValueError):
        return False


def _in_quotes(text: str) -> str:
    """JSON's strings are YAML's, but for signs that YAML takes for the end of a line or does not print."""
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in json.dumps(text, ensure_ascii=False))


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
