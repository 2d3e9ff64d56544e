"""`jardam content pack`, `verify` and `posters`."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner, Result

from jardam import main
from tests.guidance.pack.contents import write_pack_content
from tests.guidance.small_content import change


@pytest.fixture
def folder(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands run, on the small content."""
    write_pack_content(content)
    monkeypatch.setenv("JARDAM_CONTENT", str(content))
    monkeypatch.setenv("JARDAM_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def jardam(*words: str) -> Result:
    return CliRunner().invoke(main, ["content", *words])


def test_a_pack_is_made_and_its_files_are_good(folder: Path) -> None:
    made = jardam("pack", "--out", "out")
    assert made.exit_code == 0, made.output
    pages = sorted(Path("out").glob("*.html"))
    assert [path.name.split("-2026")[0] for path in pages] == ["jardam-ky", "jardam-ru"]
    key = made.output.strip().rpartition("Public key: ")[2]
    for path in (*pages, *Path("out").glob("*.pdf")):
        checked = jardam("verify", str(path))
        assert checked.exit_code == 0, checked.output
        assert f"file:{path.name}" in checked.output
        assert key in checked.output


def test_without_a_folder_the_service_finds_it(folder: Path) -> None:
    made = jardam("pack")
    version = made.output.split("Version ")[1].split(".")[0]
    assert (folder / "data" / "pack" / version / f"jardam-ky-{version}.pdf").is_file()


def test_a_file_that_was_changed_is_refused(folder: Path) -> None:
    jardam("pack", "--out", "out")
    path = next(Path("out").glob("*.html"))
    path.write_bytes(path.read_bytes().replace(b"112", b"113"))
    checked = jardam("verify", str(path))
    assert checked.exit_code == 1
    assert "changed, or damaged" in checked.output


def test_any_key_and_signature_may_be_named(folder: Path) -> None:
    made = jardam("pack", "--out", "out")
    key = made.output.strip().rpartition("Public key: ")[2]
    path = next(Path("out").glob("*.html"))
    signature = path.with_name(f"{path.name}.minisig").rename("elsewhere")
    Path("key.pub").write_text(f"untrusted comment: ours\n{key}\n")
    (folder / "data" / "pack-key").write_text("00" * 32)
    assert "There is no signature" in jardam("verify", str(path)).output
    assert "another key" in jardam("verify", str(path), "--signature", str(signature)).output
    for given in (key, "key.pub"):
        assert jardam("verify", str(path), "--signature", str(signature), "--key", given).exit_code == 0
    wrong = jardam("verify", str(path), "--signature", str(signature), "--key", "RWnonsense")
    assert wrong.exit_code == 1
    assert "key" in wrong.output


def test_content_with_problems_is_told_by_file(folder: Path) -> None:
    change(folder / "content", "topics/wages/ky.md", "title: wages", "titel: wages")
    made = jardam("pack")
    assert made.exit_code == 1
    assert "topics/wages/ky.md" in made.output


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    Path("taken").write_text("")
    made = jardam("pack", "--out", "taken/here")
    assert made.exit_code == 1
    assert "cannot be written" in made.output


def codes(path: Path) -> list[set[str]]:
    """What a phone reads on each page."""
    pages = (page.render(scale=2).to_pil() for page in pypdfium2.PdfDocument(path))
    return [{code.text for code in zxingcpp.read_barcodes(page)} for page in pages]


def test_the_codes_on_posters_open_bot_and_web_chat_at_the_topic(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICIAL_BOT", "@JardamBot")
    monkeypatch.setenv("PUBLIC_URL", "https://jardam.example/")
    assert jardam("posters", "--out", "out").exit_code == 0
    assert codes(Path("out/jardam-posters-ky.pdf")) == [
        {f"https://t.me/JardamBot?start={topic}_ky", f"https://jardam.example/chat/?start={topic}_ky"}
        for topic in ("wages", "bans")
    ]


def test_posters_say_the_topic_and_the_address_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICIAL_BOT", "JardamBot")
    jardam("posters")
    document = pypdfium2.PdfDocument("jardam-posters-ru.pdf")
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 2
    assert all(shown in text for shown in ("wages", "@JardamBot", "Бесплатно"))
    assert codes(Path("jardam-posters-ru.pdf"))[1] == {"https://t.me/JardamBot?start=bans_ru"}


def test_posters_without_anything_to_open_are_refused(folder: Path) -> None:
    made = jardam("posters")
    assert made.exit_code == 1
    assert "OFFICIAL_BOT" in made.output


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("OFFICIAL_BOT", "not a name", "OFFICIAL_BOT"),
        ("PACK_KEY", "abc", "64 hexadecimal digits"),
        ("MIRRORS", "jardam.example", "https://"),
        ("MIRRORS", "http://jardam.example", "https://"),
        ("MIRRORS", "https://one.example,https://two.example/chat", "without a path"),
    ],
)
def test_wrong_settings_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, told: str
) -> None:
    monkeypatch.setenv(setting, value)
    made = jardam("pack")
    assert made.exit_code == 1
    assert told in made.output
