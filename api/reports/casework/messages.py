"""What a caseworker sends to a person: own words, or a template of content/ with its gaps filled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from api.errors import Problem
from api.guidance.catalogue import Catalogue

LONGEST_MESSAGE = 4_000  # characters: what a messenger shows as one
_GAP = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Composed:
    """As it was sent to the api. `language` is of the template."""

    text: str = field(repr=False)
    template: str
    values: Mapping[str, str] = field(repr=False)
    language: str


def text_of(catalogue: Catalogue, composed: Composed) -> str:
    """Raises Problem 422 that names the field at fault."""
    if bool(composed.text) == bool(composed.template):
        raise _wrong("text", "is needed, or else a `template`; not both")
    text = _filled(catalogue, composed) if composed.template else composed.text
    if len(text) > LONGEST_MESSAGE:
        raise _wrong("values", f"make the message longer than {LONGEST_MESSAGE} characters")
    if not any(character.isalnum() for character in text):
        raise _wrong("text", "must hold words")
    return text


def _filled(catalogue: Catalogue, composed: Composed) -> str:
    template = catalogue.case_messages.get(composed.template)
    if template is None:
        raise _wrong("template", "is not one of GET /v1/message-templates")
    if composed.language not in catalogue.languages:
        raise _wrong("language", "is not one that is known")
    missing = [name for name in template.placeholders if not composed.values.get(name)]
    if missing or len(composed.values) != len(template.placeholders):
        raise _wrong("values", f"must hold these, and no others: {', '.join(template.placeholders) or 'none'}")
    return _GAP.sub(lambda gap: composed.values[gap.group(1)], template.text[composed.language])


def _wrong(field_name: str, what: str) -> Problem:
    return Problem(422, "The message cannot be sent so.", errors=[{"field": field_name, "message": what}])
