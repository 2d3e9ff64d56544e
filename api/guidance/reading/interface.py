"""The interface texts: Project Fluent files with real plural rules, one a language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast

from api.guidance.reading.content_errors import ContentError, ContentProblem
from api.guidance.reading.known import Known
from api.guidance.reading.yaml_files import read_text

Argument = str | int | float


class Interface:
    """Texts by language and id. A text missing in one language is shown in the source language, never as a crash."""

    def __init__(self, bundles: Mapping[str, FluentBundle], source: str, names: Iterable[str]) -> None:
        self._bundles = bundles
        self._source = source
        self.names = tuple(names)

    def say(self, language: str, text_id: str, /, **arguments: Argument) -> str:
        """The text `text_id` in `language`. Raises KeyError if no language has it."""
        for bundle in (self._bundles.get(language), self._bundles[self._source]):
            if bundle is not None and bundle.has_message(text_id):
                pattern = bundle.get_message(text_id).value
                if pattern is not None:
                    text, _errors = bundle.format_pattern(pattern, arguments)
                    return str(text)
        raise KeyError(text_id)

    def has(self, text_id: str) -> bool:
        return bool(self._bundles[self._source].has_message(text_id))


@dataclass(frozen=True)
class _File:
    """One language's texts: to be said, and each text id with the variables that it uses."""

    bundle: FluentBundle
    messages: Mapping[str, frozenset[str]]
    problems: Sequence[ContentProblem]


def read_interface(folder: Path, languages: list[str], source: str, known: Known | None = None) -> Interface:
    """Reads `<language>.ftl` of every language. Raises ContentError for what is broken or differs from the source."""
    known = known or Known()
    problems: list[ContentProblem] = []
    files: dict[str, _File] = {}
    for language in languages:
        file = f"interface/{language}.ftl"
        try:
            text = read_text(folder / f"{language}.ftl", file)
        except ContentError as error:
            problems += error.problems
            continue
        files[language] = known.made(file, text, partial(_parsed, text, file, language))
        problems += files[language].problems
    messages = {language: each.messages for language, each in files.items()}
    problems += _differences(messages, source)
    if problems:
        raise ContentError(problems)
    return Interface({language: each.bundle for language, each in files.items()}, source, messages[source])


def _parsed(text: str, file: str, language: str) -> _File:
    resource = FluentParser().parse(text)
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    return _File(bundle, *_messages(resource, text, file))


def _messages(resource: ast.Resource, text: str, file: str) -> tuple[dict[str, frozenset[str]], list[ContentProblem]]:
    """Each text id with the variables that it uses."""
    messages: dict[str, frozenset[str]] = {}
    problems: list[ContentProblem] = []
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            line = text.count("\n", 0, entry.span.start) + 1 if entry.span else 1
            problems.append(ContentProblem(file, f"line {line}", "is not a Fluent text; write `id = Text`"))
        elif isinstance(entry, ast.Message):
            messages[entry.id.name] = frozenset(_variables(entry))
    return messages, problems


def _variables(node: object) -> set[str]:
    if isinstance(node, ast.VariableReference):
        return {node.id.name}
    if isinstance(node, list):
        return set().union(*map(_variables, node))
    if isinstance(node, ast.BaseNode):
        return set().union(*(_variables(child) for child in vars(node).values()))
    return set()


def _differences(messages: Mapping[str, Mapping[str, frozenset[str]]], source: str) -> list[ContentProblem]:
    problems = []
    original = messages.get(source, {})
    for language, translated in messages.items():
        file = f"interface/{language}.ftl"
        for text_id in original.keys() - translated.keys():
            problems.append(ContentProblem(file, f"text `{text_id}`", "is not translated; add it"))
        for text_id in translated.keys() - original.keys():
            problems.append(ContentProblem(file, f"text `{text_id}`", f"is not in {source}.ftl; remove or rename it"))
        for text_id in translated.keys() & original.keys():
            lost = original[text_id] ^ translated[text_id]
            if lost:
                names = ", ".join(f"{{ ${name} }}" for name in sorted(lost))
                problems.append(ContentProblem(file, f"text `{text_id}`", f"differs from {source}.ftl in {names}"))
    return problems
