"""PO files for translators: nothing is lost on the way out and back, and nothing broken gets in."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.guidance.editing.refusals import Refused
from api.guidance.editing.translation_units import units
from api.guidance.editing.translations import export, import_translations
from api.guidance.editing.workspace import Workspace
from api.guidance.reading.loading import load_catalogue
from api.settings import PROJECT
from tests.guidance.editing.conftest import Jardam, state, text_of
from tests.guidance.small_content import change, write_content

KY = "topics/bans/ky.md"
TEXT = f"{KY}#first.text"
CALL = "Call {{phone}} about bans, then wait for the answer of the office."


@pytest.fixture
def po(content: Path, tmp_path: Path) -> Path:
    """The file that a translator into Kyrgyz gets."""
    file = tmp_path / "ky.po"
    export(Workspace.open(content), "ky", file)
    return file


def opened(file: Path) -> Catalog:
    return read_po(io.BytesIO(file.read_bytes()))


def translate(file: Path, texts: dict[str, str], *, unsure: bool | None = None, language: str = "ky") -> None:
    """What a translator's tool does: opens the file, changes texts by their place, saves it."""
    catalog = opened(file)
    saved = Catalog(locale=language)
    for message in catalog:
        if message.id:
            flags = set(message.flags) if unsure is None else {"fuzzy"} if unsure else set()
            new = texts.get(str(message.context), message.string)
            saved.add(message.id, new, context=message.context, flags=flags)
    with file.open("wb") as target:
        write_po(target, saved)  # its own lines of 76 signs, as other tools wrap them


@pytest.mark.parametrize("language", ["ky", "uz", "en"])
def test_out_and_back_leaves_every_byte_of_the_guidance(tmp_path: Path, language: str) -> None:
    workspace = Workspace.open(PROJECT / "content")
    file = tmp_path / "out.po"
    exported = export(workspace, language, file)
    assert exported > 800
    written: list[object] = []
    done = import_translations(workspace, file, lambda _root, texts: written.append(texts))
    assert (done.changed, done.followed, written) == ([], [], [])
    back = {str(message.context): message.string for message in opened(file) if message.id}
    assert back == {unit.context: unit.translation for unit in units(workspace, language)}


def test_commands_go_out_and_back(content: Path, jardam: Jardam, tmp_path: Path) -> None:
    before, file = state(content), tmp_path / "bans.po"
    assert jardam("export", "ky", str(file), "--topic", "bans").output == f"6 texts are in {file}.\n"
    assert jardam("import", str(file)).output == "0 texts in ky are new, 0 sections follow the source.\n"
    assert state(content) == before
    again = jardam("export", "ky", str(file))
    assert (again.exit_code, "is there already" in again.output) == (1, True)


def test_a_translator_sees_place_source_and_meaning_of_values(po: Path) -> None:
    entry = next(entry for entry in po.read_text(encoding="utf-8").split("\n\n") if TEXT in entry)
    assert entry == f'#. {{{{phone}}}} = 112\nmsgctxt "{TEXT}"\nmsgid "{CALL}"\nmsgstr "{CALL}"'


def test_a_changed_unit_changes_its_text_alone(content: Path, jardam: Jardam, po: Path) -> None:
    jardam("review", "bans/second", "--language", "ky", "--by", "a.asanova")
    before = state(content)
    translate(po, {
        TEXT: "{{phone}} номерине чалыңыз.\n\n- Күтүңүз",
        f"{KY}#first.title": "Биринчи",
        f"{KY}#summary": "Кыска: «бул» # эмне?",
        "emergency/any/ky.md#held.text": "Чалыңыз.",
        "checks/paid.yaml#endings.go.text.ky": 'Чалыңыз: "{{phone}}"',
    })  # fmt: skip
    assert "5 texts in ky are new, 2 sections follow the source." in jardam("import", str(po)).output
    after = state(content)
    assert {name for name in after if after[name] != before[name]} == {KY, "emergency/any/ky.md", "checks/paid.yaml"}
    new = (
        before[KY].decode().replace(CALL, "{{phone}} номерине чалыңыз.\n\n- Күтүңүз").replace("## First", "## Биринчи")
    )
    assert after[KY].decode() == new.replace("summary: Short.", 'summary: "Кыска: «бул» # эмне?"')
    assert load_catalogue(content).checks["paid"].endings["go"].text["ky"] == 'Чалыңыз: "112"'


def test_a_stale_section_is_marked_unsure_and_follows_once_it_is_sure(
    content: Path, jardam: Jardam, tmp_path: Path
) -> None:
    jardam("review", "bans", "--language", "ky", "--by", "a.asanova")
    change(content, "topics/bans/ru.md", "facts=BAN-01", "facts=BAN-01 revision=2")
    file, before = tmp_path / "ky.po", state(content)
    jardam("export", "ky", str(file))
    result = jardam("import", str(file))
    assert "2 texts are marked as unsure in the file and were left as they were." in result.output
    assert state(content) == before
    translate(file, {TEXT: CALL.replace("Call", "Ring")}, unsure=False)
    jardam("import", str(file))
    section = load_catalogue(content).topics["bans"]["ky"].sections["first"]
    assert (section.revision, section.stale, section.reviewed_by) == (2, False, None)
    assert "reviewed-by=a.asanova" in text_of(content, KY).split("## Second")[1]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Call about bans", "{{phone}} of the source text is missing; put it in"),
        ("Call {{phone}} or {{fax}}", "{{fax}} does not stand in the source text; take it out"),
        ("Call {{phone}} in 30 days", "30 does not stand in the source text; take it out"),
        ("Call {{phone}} or {phone}", "a value is written {{its-name}}, with two braces on each side"),
        ("**Call {{phone}}", "bold begins and ends with **"),
        ("Call {{phone}}\n## Third {#third}", "a line begins with #"),
        ("Call {{phone}} at https://example.org", "links and HTML are not shown to people"),
        ("Call {{phone}}\u200b now", "there is a sign in it that cannot be seen (U+200B)"),
    ],
)
def test_one_broken_unit_and_nothing_is_written(content: Path, jardam: Jardam, po: Path, text: str, why: str) -> None:
    translate(po, {TEXT: text, f"{KY}#second.text": "Good."})
    before = state(content)
    result = jardam("import", str(po))
    assert f"{TEXT}: {why}" in result.output
    assert result.output.endswith("Nothing was taken over.\n")
    assert (result.exit_code, state(content)) == (1, before)


def test_titles_have_one_line(jardam: Jardam, po: Path) -> None:
    translate(po, {f"{KY}#first.title": "One\ntwo"})
    assert f"{KY}#first.title: this text has one line only" in jardam("import", str(po)).output


def test_a_unit_that_stands_twice_is_no_choice(jardam: Jardam, po: Path) -> None:
    text = po.read_text(encoding="utf-8")
    po.write_text(f'{text}\nmsgctxt "{TEXT}"\nmsgid "{CALL}"\nmsgstr "Other {{{{phone}}}}"\n', encoding="utf-8")
    assert "stands twice in the file; remove one of the two" in jardam("import", str(po)).output


def test_units_and_languages_that_are_unknown_are_named(content: Path, jardam: Jardam, po: Path) -> None:
    good = po.read_text(encoding="utf-8")
    for old, new, why in (
        (f"{KY}#first.text", f"{KY}#gone.text", "there is no such text any more; export anew"),
        (f"{KY}#first.text", "topics/bans/ru.md#first.text", "belongs to ru, but the file says that it is in ky"),
        (
            "Language: ky",
            "Language: ru",
            "The file says that it is in ru, the language that the others are translated from",
        ),
        ("Language: ky", "Language: tg", "There is no language `tg`; there are ru, ky."),
        (f'msgid "{CALL}"\nmsgstr "{CALL}', f'msgid "{CALL}!"\nmsgstr "{CALL}?', "the source text has changed since"),
        (f'msgstr "{CALL}"', f'msgstr "{CALL}', "is not as a PO file should be; a quotation mark may be missing"),
    ):
        assert old in good
        po.write_text(good.replace(old, new, 1), encoding="utf-8")
        before, result = state(content), jardam("import", str(po))
        assert why in result.output
        assert (result.exit_code, state(content)) == (1, before)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"PK\x03\x04 no text", b'msgid "a'])
def test_what_is_no_po_file_is_told_kindly(jardam: Jardam, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "broken.po"
    file.write_bytes(data)
    result = jardam("import", str(file))
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("strange") / "content"
    write_content(root)
    yield root


_STRANGE = st.text(st.sampled_from("aЖңʻ\"'\\_#-:.,!?&%@|>[]()~ «»—😀e\u0301\u00a0"), min_size=1, max_size=40)
_LINES = st.lists(_STRANGE | st.just("") | st.just("- a") | st.just("**b**"), min_size=1, max_size=4).map("\n".join)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(text=_LINES, title=_STRANGE)
def test_strange_texts_arrive_as_they_are_or_are_refused(shared: Path, text: str, title: str) -> None:
    workspace = Workspace.open(shared)
    wanted = {f"{KY}#second.text": text, f"{KY}#title": title, "checks/paid.yaml#title.ky": title}
    wanted["sms_cards.yaml#wages.ky"] = f"{{{{phone}}}} {title}"
    folder = shared.parent
    file = folder / "strange.po"
    file.unlink(missing_ok=True)
    export(workspace, "ky", file)
    translate(file, wanted)
    before = state(shared)
    try:
        import_translations(workspace, file)
    except Exception as error:
        assert isinstance(error, Refused) or type(error).__name__ == "ContentError"
        assert state(shared) == before
        return
    found = {unit.context: unit.translation for unit in units(Workspace.open(shared), "ky")}
    for place, new in wanted.items():
        tidy = "\n".join(line.rstrip() for line in new.split("\n")).strip()
        assert not tidy or found[place] == tidy
