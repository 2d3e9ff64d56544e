"""How many short messages a text takes. The figures are those of 3GPP TS 23.038 and 23.040, counted by hand."""

import pytest

from api.guidance.pack.sms import as_sms, sms_parts

CASES = {
    "nothing": ("", 0),
    "160 Latin letters": ("a" * 160, 1),
    "161 Latin letters": ("a" * 161, 2),
    "two parts of 153": ("a" * 306, 2),
    "one letter too many for two parts": ("a" * 307, 3),
    "80 brackets of two septets": ("[" * 80, 1),
    "81 brackets": ("[" * 81, 2),
    "a bracket after 152 letters goes to the second part": ("a" * 152 + "[" + "a" * 151, 2),
    "a bracket that is not cut costs a septet": ("a" * 152 + "[" + "a" * 152, 3),
    "70 Cyrillic letters": ("ң" * 70, 1),
    "71 Cyrillic letters": ("ң" * 71, 2),
    "two parts of 67": ("ң" * 134, 2),
    "135 Cyrillic letters": ("ң" * 135, 3),
    "one Cyrillic letter changes all": ("a" * 133 + "ө", 2),
    "35 faces of two units": ("🙂" * 35, 1),
    "a face after 66 letters goes to the second part": ("ң" * 66 + "🙂" + "ң" * 65, 2),
    "a face that is not cut costs a unit": ("ң" * 66 + "🙂" + "ң" * 66, 3),
    "lines": ("a\n" * 80, 1),
    "Uzbek with its own apostrophes": ("oʻ" * 80, 1),
}


@pytest.mark.parametrize(("text", "parts"), CASES.values(), ids=list(CASES))
def test_parts(text: str, parts: int) -> None:
    assert sms_parts(text) == parts


def test_quotes_and_dashes_are_made_plain_only_where_that_helps() -> None:
    assert as_sms(" «Oʻzbekiston» — bu… ") == '"O\'zbekiston" - bu...'
    assert as_sms("«Кыргызстан» — бул…") == "«Кыргызстан» — бул…"
