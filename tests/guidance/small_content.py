"""A whole content folder in small: two languages, two topics. Each test breaks one thing in it."""

from pathlib import Path

import pytest

from api.guidance.reading.content_errors import ContentError
from api.guidance.reading.content_rows import DANGERS
from api.guidance.reading.loading import load_catalogue

_TOPIC = """---
title: {title}
summary: Short.
countries: [RU]
status: draft
checked: 2026-11-22
review_by: 2099-01-01
sources: [law]
related: [{related}]
questions:
  first:
    - how do I do {title}
    - where is {title}
---

## First {{#first countries=RU facts=BAN-01}}

Call {{{{phone}}}} about {title}, then wait for the answer of the office.

## Second {{#second facts=BAN-02 sources=law}}

**Then** write a letter about {title} and keep a copy of it.
"""
_CARDS = "---\ntitle: Emergency\nstatus: draft\nchecked: 2026-11-22\nreview_by: 2099-01-01\nsources: [law]\n---\n"
_INTENTS = """
greeting: [hello there, good day]
report: [I want to report him, take my report]
none: [what is the weather, sing a song]
urgent: {{{}}}
calm: [I was calm there, nothing there hurt]
"""
_TEXT = "{ru: Слово, ky: Сөз}"
_LISTS = ("sectors", "for_whom", "genders", "age_bands", "wishes", "shares")
_TABLE_WORDS = ("dimensions", "urgencies", "statuses", "first_replies", "words")
_CASE_LISTS = ("tags", "outcomes", "place_types", "perpetrator_types")
FILES = {
    "languages.yaml": "ru: {name: Русский, source: true, telegram: [ru]}\n"
    "ky: {name: Кыргызча, source: false, telegram: [ky]}\n",
    "values/shared.yaml": "phone: {value: '112', kind: phone, facts: [CON-01], sources: [law], "
    "confidence: confirmed, as_of: 2026-01-01}\n",
    "sources.yaml": "law: {title: The law, address: null, date: 2026, publisher: null, risk: none}\n",
    "offices.yaml": "[]\n",
    "countries.yaml": "RU: {name: {ru: Россия, ky: Россия}, mentions: [росси, казан]}\n",
    "cities.csv": "country,name_ru,name_en,lat,lon,population,aliases\nRU,Казань,Kazan,55.8,49.1,1300000,\n",
    "urgent.yaml": "violence:\n  stems:\n    - [beat, me]\n",
    "violations.yaml": f"""
families:
  WAG: {_TEXT}
types:
  WAG-01:
    family: WAG
    name: {_TEXT}
    label: {_TEXT}
    urgency: routine
    icrmw: ['25(1)']
    other: {{ICESCR: ['7(a)']}}
    topics: [wages]
    never_ask: [the card number]
    examples: {{ru: [не платят], ky: [акча бербейт]}}
""",
    "intake.yaml": "consent_version: '1'\nnever_ask: [a diagnosis]\n"
    + "".join(f"{name}: {{one: {_TEXT}}}\n" for name in _LISTS + _CASE_LISTS),
    "statistics.yaml": "".join(f"{name}: {{one: {_TEXT}}}\n" for name in _TABLE_WORDS),
    "referral.yaml": f"cover: {_TEXT}\nconsents: {{first: {_TEXT}}}\nfields: {{story: {_TEXT}}}\n",
    "case_messages.yaml": f"""
deadline:
  title: {_TEXT}
  placeholders: [date]
  text:
    ru: 'До {{date}}. Телефон {{{{phone}}}}'
    ky: '{{date}} чейин. Телефон {{{{phone}}}}'
""",
    "sms_cards.yaml": "wages: {ru: 'Звоните {{phone}}', ky: 'Чалыңыз {{phone}}'}\n",
    "checks/paid.yaml": f"""
topics: [wages]
checked: 2026-11-22
review_by: 2099-01-01
status: draft
facts: [BAN-01]
sources: [law]
title: {_TEXT}
intro: {_TEXT}
start: there
questions:
  there:
    ask: {_TEXT}
    options:
      - {{to: go, label: {_TEXT}}}
      - {{to: wait, label: {_TEXT}}}
endings:
  go:
    title: {_TEXT}
    text: {{ru: 'Идите {{{{phone}}}}', ky: 'Барыңыз {{{{phone}}}}'}}
    sections: [wages/first]
  wait:
    title: {_TEXT}
    text: {_TEXT}
    danger: held
""",
    "names.yaml": "- [айбек, нурлан]\n",
    "uzbek_cyrillic.yaml": "stems: {iyul: июль}\nkept: [sms]\n",
    "topics/menu.yaml": "- wages\n- bans\n",
}


def write_content(root: Path) -> None:
    files = dict(FILES)
    for language in ("ru", "ky"):
        files[f"topics/bans/{language}.md"] = _TOPIC.format(title="bans", related="wages")
        files[f"topics/wages/{language}.md"] = _TOPIC.format(title="wages", related="bans")
        files[f"emergency/any/{language}.md"] = _CARDS + "".join(f"\n## Card {{#{d}}}\n\nCall.\n" for d in DANGERS)
        files[f"interface/{language}.ftl"] = "hello = Hello\ncall = Call { $phone }\n"
        files[f"intents/{language}.yaml"] = _INTENTS.format(", ".join(f"{d}: [help {d} now]" for d in DANGERS))
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(root: Path) -> list[str]:
    """What an editor is told, one line for each problem."""
    with pytest.raises(ContentError) as caught:
        load_catalogue(root)
    assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]
    return [str(problem) for problem in caught.value.problems]
