"""Reads what reports are made of: kinds of violation, the lists of the form, and messages that caseworkers send."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from api.guidance.reading.content_errors import ContentError, ContentProblem
from api.guidance.reading.content_reader import ContentReader
from api.guidance.reading.content_rows import (
    CaseMessage,
    IntakeChoices,
    ReferralWords,
    StatisticsWords,
    Texts,
    Violation,
    Violations,
)
from api.guidance.reading.topic_files import FORBIDDEN, fill

VIOLATIONS = "violations.yaml"
INTAKE = "intake.yaml"
MESSAGES = "case_messages.yaml"
STATISTICS = "statistics.yaml"
REFERRAL = "referral.yaml"
LABEL_LIMIT = 40  # characters of a button that has a line for itself
CHOICE_LIMIT = 30
TITLE_LIMIT = 60
MESSAGE_LIMIT = 1_500
CODE_LIMIT = 32  # as wide as the database's columns

_FAMILY = re.compile(r"[A-Z]{3}")
_VIOLATION = re.compile(r"[A-Z]{3}-[0-9]{2}")
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_BUTTONS = ("sectors", "for_whom", "genders", "age_bands", "wishes", "shares")
_CASE_LISTS = ("tags", "outcomes", "place_types", "perpetrator_types")

Problems = Iterator[ContentProblem]
Named = Mapping[str, Mapping[str, str]]  # by language, the named values as they stand in texts


@dataclass(frozen=True)
class ReportContent:
    """The kinds of violation by family and code, the lists of the form, and caseworkers' messages by id."""

    families: Mapping[str, Texts]
    violations: Mapping[str, Violation]
    intake: IntakeChoices
    case_messages: Mapping[str, CaseMessage]
    statistics: StatisticsWords
    referral: ReferralWords


def read_report_content(reader: ContentReader, named: Named, topics: Collection[str]) -> ReportContent | None:
    """The five files, checked; None after a problem, which the reader then holds."""
    languages = list(named)
    found: Violations | None = reader.typed(VIOLATIONS, Violations)
    intake: IntakeChoices | None = reader.typed(INTAKE, IntakeChoices)
    messages: dict[str, CaseMessage] | None = reader.typed(MESSAGES, dict[str, CaseMessage])
    statistics: StatisticsWords | None = reader.typed(STATISTICS, StatisticsWords)
    referral: ReferralWords | None = reader.typed(REFERRAL, ReferralWords)
    if found is None or intake is None or messages is None or statistics is None or referral is None:
        return None
    filled = {key: _filled(key, message, named, reader) for key, message in messages.items()}
    problems = [
        *_family_problems(found, languages),
        *_violation_problems(found, languages, topics),
        *_repeated_examples(found),
        *_intake_problems(intake, languages),
        *_message_problems(filled, languages),
    ]
    reader.problems += problems
    return None if problems else ReportContent(found.families, found.types, intake, filled, statistics, referral)


def _filled(key: str, message: CaseMessage, named: Named, reader: ContentReader) -> CaseMessage:
    """With `{{name}}` replaced by the named values; as it is after a problem."""
    texts: Texts = {}
    for language, text in message.text.items():
        try:
            texts[language] = fill(text.strip(), named.get(language, {}), MESSAGES, 0)
        except ContentError as error:
            reader.problems += [replace(each, where=f"key `{key}.text.{language}`") for each in error.problems]
            return message
    return message.model_copy(update={"text": texts})


def _texts_problems(file: str, key: str, texts: Texts, languages: list[str], limit: int) -> Problems:
    for language in languages:
        if not texts.get(language, "").strip():
            yield ContentProblem(file, f"key `{key}.{language}`", "is missing; add it")
    for language, text in texts.items():
        if language not in languages:
            yield ContentProblem(file, f"key `{key}.{language}`", "there is no such language; correct it")
        if len(text) > limit:
            what = f"has {len(text)} characters, at most {limit} fit; shorten it"
            yield ContentProblem(file, f"key `{key}.{language}`", what)


def _family_problems(found: Violations, languages: list[str]) -> Problems:
    used = {violation.family for violation in found.types.values()}
    for code, texts in found.families.items():
        key = f"families.{code}"
        if not _FAMILY.fullmatch(code):
            yield ContentProblem(VIOLATIONS, f"key `{key}`", "a family's code is three capital letters; correct it")
        if code not in used:
            yield ContentProblem(VIOLATIONS, f"key `{key}`", "no type is of this family; add one or remove it")
        yield from _texts_problems(VIOLATIONS, key, texts, languages, LABEL_LIMIT)


def _violation_problems(found: Violations, languages: list[str], topics: Collection[str]) -> Problems:
    for code, violation in found.types.items():
        key = f"types.{code}"
        if not _VIOLATION.fullmatch(code):
            yield ContentProblem(VIOLATIONS, f"key `{key}`", "a code looks like `WAG-01`; correct it")
        if violation.family not in found.families:
            what = f"there is no family `{violation.family}`; correct it"
            yield ContentProblem(VIOLATIONS, f"key `{key}.family`", what)
        elif not code.startswith(f"{violation.family}-"):
            what = f"the code does not begin with `{violation.family}`; correct one of them"
            yield ContentProblem(VIOLATIONS, f"key `{key}.family`", what)
        for topic in violation.topics:
            if topic not in topics:
                yield ContentProblem(VIOLATIONS, f"key `{key}.topics`", f"there is no topic `{topic}`; correct it")
        yield from _texts_problems(VIOLATIONS, f"{key}.name", violation.name, languages, 120)
        yield from _texts_problems(VIOLATIONS, f"{key}.label", violation.label, languages, LABEL_LIMIT)
        for language in languages:
            if not violation.examples.get(language):
                yield ContentProblem(VIOLATIONS, f"key `{key}.examples.{language}`", "is missing; add examples")
        for language in violation.examples.keys() - set(languages):
            what = "there is no such language; correct it"
            yield ContentProblem(VIOLATIONS, f"key `{key}.examples.{language}`", what)


def _repeated_examples(found: Violations) -> Problems:
    """An example of two types teaches nothing."""
    first: dict[str, str] = {}
    for code, violation in found.types.items():
        for language, examples in violation.examples.items():
            for text in examples:
                other = first.setdefault(text.casefold(), code)
                if other != code:
                    where = f"key `types.{code}.examples.{language}`"
                    yield ContentProblem(VIOLATIONS, where, f"`{text}` is an example of {other} too; keep it in one")


def _intake_problems(intake: IntakeChoices, languages: list[str]) -> Problems:
    for name in (*_BUTTONS, *_CASE_LISTS):
        limit = CHOICE_LIMIT if name in _BUTTONS else LABEL_LIMIT
        choices: Mapping[str, Texts] = getattr(intake, name)
        if not choices:
            yield ContentProblem(INTAKE, f"key `{name}`", "is empty; add a choice")
        for code, texts in choices.items():
            yield from _code_problems(INTAKE, f"{name}.{code}", code)
            yield from _texts_problems(INTAKE, f"{name}.{code}", texts, languages, limit)
    if not 0 < len(intake.consent_version) <= CODE_LIMIT:
        what = f"should have 1 to {CODE_LIMIT} characters; correct it"
        yield ContentProblem(INTAKE, "key `consent_version`", what)


def _code_problems(file: str, key: str, code: str) -> Problems:
    if not _CODE.fullmatch(code) or len(code) > CODE_LIMIT:
        what = f"a code is small letters, digits and single hyphens, at most {CODE_LIMIT}; correct it"
        yield ContentProblem(file, f"key `{key}`", what)


def _message_problems(messages: Mapping[str, CaseMessage], languages: list[str]) -> Problems:
    for key, message in messages.items():
        yield from _code_problems(MESSAGES, key, key)
        yield from _texts_problems(MESSAGES, f"{key}.title", message.title, languages, TITLE_LIMIT)
        yield from _texts_problems(MESSAGES, f"{key}.text", message.text, languages, MESSAGE_LIMIT)
        declared = set(message.placeholders)
        for language, text in message.text.items():
            where = f"key `{key}.text.{language}`"
            for name in sorted(declared ^ set(_PLACEHOLDER.findall(text))):
                what = f"`{{{name}}}` is in `placeholders` or here, not in both; add or remove it"
                yield ContentProblem(MESSAGES, where, what)
            if FORBIDDEN.search(text):
                yield ContentProblem(MESSAGES, where, "links and HTML are not shown to people; write the site's name")
