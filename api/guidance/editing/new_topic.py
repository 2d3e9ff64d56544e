"""The files of a new topic, with one example section to write over."""

import datetime
import re

from api.guidance.editing.files import loaded_with, read_exactly, write_together
from api.guidance.editing.refusals import Refused
from api.guidance.editing.workspace import Workspace

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 40  # characters: its sections' buttons must fit too
_HALF_A_YEAR = datetime.timedelta(days=182)
_TOPIC = """---
title: {title}
summary: One sentence that says what the topic answers.
countries: [RU]
status: draft
checked: {checked}
review_by: {review_by}
sources: []
related: []
questions:
  first-steps: []
---

## First steps {{#first-steps countries=RU}}

**Say first what to do now, where, by when and what it costs.**

1. Then the steps, one after another, in short sentences.
2. Numbers, phones, dates and addresses are named values: you have {{{{{topic}-days}}}} days.

Say last why, and whom to ask where something is uncertain.
"""
_VALUES = """{topic}-days:
  value: "10"
  kind: number
  facts: []
  sources: []
  confidence: uncertain
  as_of: {checked}
"""


def new_topic(workspace: Workspace, topic: str) -> list[str]:
    """Writes the files and returns their names. Raises Refused or ContentError, and then has written nothing."""
    if not _ID.fullmatch(topic) or len(topic) > _LONGEST:
        raise Refused(f"`{topic}` is no id; use small Latin letters, digits and hyphens, at most {_LONGEST} signs.")
    if (workspace.root / "topics" / topic).exists() or (workspace.root / "values" / f"{topic}.yaml").exists():
        raise Refused(f"There is a topic `{topic}` already, or files of one; choose another id.")
    today = workspace.catalogue.day
    title = topic.replace("-", " ").capitalize()
    text = _TOPIC.format(topic=topic, title=title, checked=today, review_by=today + _HALF_A_YEAR)
    texts = {f"topics/{topic}/{language}.md": text for language in workspace.languages}
    texts[f"values/{topic}.yaml"] = _VALUES.format(topic=topic, checked=today)
    texts["topics/menu.yaml"] = f"{read_exactly(workspace.root, 'topics/menu.yaml').rstrip()}\n- {topic}\n"
    loaded_with(workspace.root, texts)
    write_together(workspace.root, texts)
    return list(texts)
