"""What the check looks for in guided checks and SMS cards, whose texts stand side by side in all languages."""

from collections.abc import Iterator

from api.guidance.editing.file_checks import wrong_dates
from api.guidance.editing.findings import Finding
from api.guidance.editing.section_checks import FACT, literal_phones
from api.guidance.editing.workspace import Workspace


def guided_checks(workspace: Workspace) -> Iterator[Finding]:
    """Dates and facts of guided checks."""
    for name, check in workspace.catalogue.checks.items():
        file = f"checks/{name}.yaml"
        lines = workspace.places(file)
        again = "check them, then write the new dates"
        for key, what in wrong_dates(check.checked, check.review_by, workspace.catalogue.day, again):
            yield Finding(file, lines[(key,)].line, what, place=f"checks/{name}")
        for number, fact in enumerate(check.facts):
            if not FACT.fullmatch(fact):
                what = f"`{fact}` is no id of a fact, they look like BAN-01; correct it"
                yield Finding(file, lines["facts", str(number)].line, what, place=f"checks/{name}")


def phones(workspace: Workspace) -> Iterator[Finding]:
    """Numbers that stand in a text and should be named values."""
    files = sorted([*workspace.root.glob("checks/*.yaml"), *workspace.root.glob("sms_cards.yaml")])
    for file in (path.relative_to(workspace.root).as_posix() for path in files):
        for path, place in workspace.places(file).items():
            if path[-1] in workspace.languages and place.text:
                yield from (Finding(file, place.line, what) for _, what in literal_phones(place.text))
