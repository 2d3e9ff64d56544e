"""The files of a new language: copies of the source language, every section marked as still to be translated."""

import re
from collections.abc import Collection, Iterator

import yaml

from api.guidance.editing.files import loaded_with, read_exactly, write_together
from api.guidance.editing.manuscript import Manuscript
from api.guidance.editing.refusals import Refused
from api.guidance.editing.workspace import Workspace
from api.guidance.editing.yaml_places import LOADER, quoted

_CODE = re.compile(r"[a-z]{2,3}")
_NAME = re.compile(r"[^\W\d_][\w '’ʻʼ()-]{0,39}")
_UNTRANSLATED: dict[str, str | None] = {"revision": "0", "reviewed-by": None, "signed": None}
# Rules for single languages: what holds for the source language says nothing of another.
_NOT_TEXTS = frozenset({"languages.yaml", "glossary.yaml", "urgent.yaml", "topics/menu.yaml"})


def new_language(workspace: Workspace, code: str, name: str) -> list[str]:
    """Writes the files and returns their names. Raises Refused or ContentError, and then has written nothing."""
    if not _CODE.fullmatch(code):
        raise Refused(f"`{code}` is no code of a language; use its two or three small letters, for example tg.")
    if code in workspace.catalogue.languages:
        raise Refused(f"There is a language `{code}` already.")
    if not _NAME.fullmatch(name):
        raise Refused(
            f"`{name}` cannot stand on a button; write the language as its speakers call it, up to 40 letters."
        )
    texts = {**_copies(workspace, code), **_with_texts(workspace, code)}
    line = f"{code}: {{name: {quoted(name)}, source: false, telegram: [{code}]}}"
    texts["languages.yaml"] = f"{read_exactly(workspace.root, 'languages.yaml').rstrip()}\n{line}\n"
    loaded_with(workspace.root, texts)
    write_together(workspace.root, texts)
    return list(texts)


def _copies(workspace: Workspace, code: str) -> dict[str, str]:
    """Files of which each language has its own."""
    source = workspace.catalogue.source_language
    copies = {}
    for folder in dict.fromkeys(shown.folder for shown in workspace.shown()):
        copies[f"{folder}/{code}.md"] = str(_untranslated(workspace.manuscript(f"{folder}/{source}.md")))
    for folder, suffix in (("interface", "ftl"), ("intents", "yaml")):
        copies[f"{folder}/{code}.{suffix}"] = read_exactly(workspace.root, f"{folder}/{source}.{suffix}")
    return copies


def _untranslated(manuscript: Manuscript) -> Manuscript:
    for section, passage in manuscript.passages.items():
        manuscript = manuscript.with_heading(section, passage.heading.marked(_UNTRANSLATED))
    return manuscript


def _with_texts(workspace: Workspace, code: str) -> dict[str, str]:
    """Files that hold texts in all languages side by side."""
    languages, source = workspace.languages, workspace.catalogue.source_language
    found = {}
    for path in sorted(workspace.root.rglob("*.yaml")):
        file = path.relative_to(workspace.root).as_posix()
        if file not in _NOT_TEXTS and not file.startswith("intents/"):
            text = read_exactly(workspace.root, file)
            new = _with_language(text, code, languages, source)
            if new != text:
                found[file] = new
    return found


def _with_language(text: str, code: str, languages: Collection[str], source: str) -> str:
    """The YAML text with the source language's text once more, as the new language's, wherever all languages stand."""
    additions = list(_additions(yaml.compose(text, Loader=LOADER), text, code, languages, source))
    for position, addition in sorted(additions, reverse=True):
        text = text[:position] + addition + text[position:]
    return text


def _additions(
    node: object, text: str, code: str, languages: Collection[str], source: str
) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _additions(each, text, code, languages, source)
    if not isinstance(node, yaml.MappingNode):
        return
    entries = {str(key.value): (key, value) for key, value in node.value}
    if set(languages) <= entries.keys():
        key, value = entries[source]
        written = text[key.end_mark.index : value.end_mark.index].rstrip()
        last = max(each.end_mark.index for name, (_, each) in entries.items() if name in languages)
        between = ", " if node.flow_style else "\n" + " " * key.start_mark.column
        yield len(text[:last].rstrip()), f"{between}{code}{written}"
        return
    for _, value in node.value:
        yield from _additions(value, text, code, languages, source)
