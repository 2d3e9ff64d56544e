"""What the check has found: where, what is wrong or could be better, and what to do."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["problem", "advice"]


@dataclass(frozen=True, order=True)
class Finding:
    """`file` from the content folder on; `line` counted from 1, 0 for the whole file.

    A `problem` makes the check fail; `advice` does not. `place` is the section or value, for who looks at that alone.
    """

    file: str
    line: int
    what: str
    severity: Severity = "problem"
    place: str = ""

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{self.file}: {where}{'(advice) ' if self.severity == 'advice' else ''}{self.what}"


def problems_in(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "problem"]


def as_text(findings: Sequence[Finding], seen: str) -> str:
    """Problems first, then advice, each by file and line; `seen` says what was looked at, for the last line."""
    ordered = sorted(findings, key=lambda finding: (finding.severity == "advice", finding))
    problems = len(problems_in(findings))
    if not findings:
        summary = f"{seen}: all well."
    else:
        summary = f"{seen}: {problems} problem(s) to mend, {len(findings) - problems} piece(s) of advice."
    return "\n".join([*map(str, ordered), summary])


def as_json(findings: Sequence[Finding]) -> str:
    rows = [asdict(finding) for finding in sorted(findings)]
    return json.dumps({"problems": len(problems_in(findings)), "findings": rows}, ensure_ascii=False, indent=2)
