"""The copy that opens by default: the picture or the pages, and nothing of who, where and with what."""

import base64
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from api.reports.attachments.clean_pdf import without_segments
from tests.reports.attachments import samples
from tests.reports.attachments.samples import AUTHOR, CAMERA, photo

PROGRAM = [sys.executable, "-m", "api.reports.attachments.clean_program"]


def run(data: bytes, kind: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([*PROGRAM, kind], input=data, capture_output=True, env={}, timeout=60, check=False)


def copy_of(data: bytes, kind: str) -> bytes:
    done = run(data, kind)
    assert done.returncode == 0
    return done.stdout


SECRETS = [CAMERA.encode(), AUTHOR.encode(), b"Secretprofile", b"xmpmeta", b"Exif", b"eXIf", b"iCCP", b"tEXt", b"iTXt"]


@pytest.mark.parametrize(
    ("data", "kind", "made"),
    [
        (photo(), "image/jpeg", "JPEG"),
        (photo("PNG"), "image/png", "PNG"),
        (photo("WEBP"), "image/webp", "JPEG"),
        (samples.EVERY_TYPE["image/gif"], "image/gif", "PNG"),
        (samples.encoded(samples.picture(mode="CMYK"), "JPEG"), "image/jpeg", "JPEG"),
        (samples.encoded(samples.picture(mode="RGBA"), "WEBP", lossless=True), "image/webp", "JPEG"),
        (photo() + samples.pdf(), "image/jpeg", "JPEG"),  # with another file behind it
    ],
)
def test_a_picture_without_metadata(data: bytes, kind: str, made: str) -> None:
    copy = copy_of(data, kind)
    assert not [secret for secret in [*SECRETS, b"%PDF"] if secret in copy]
    with Image.open(BytesIO(copy)) as image:
        image.load()
        assert (image.format, image.size) == (made, (60, 40))
        assert not image.getexif()
        red, _, blue = image.convert("RGB").getpixel((5, 5))  # type: ignore[misc] # three bands
        assert red - blue > 150
        assert not {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp", "Author"} & image.info.keys()


def test_the_samples_hold_what_is_to_be_removed() -> None:
    assert all(
        secret in photo() for secret in (b"Exif", b"Secretprofile", b"xmpmeta", CAMERA.encode(), AUTHOR.encode())
    )


def test_a_transparent_picture_stays_transparent() -> None:
    clear = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    with Image.open(BytesIO(copy_of(samples.encoded(clear, "WEBP", lossless=True), "image/webp"))) as image:
        assert image.format == "PNG"
        assert image.getpixel((0, 0))[3] == 0  # type: ignore[index] # four bands


def test_a_picture_is_turned_upright() -> None:
    """Since the copy has no tag that says how to hold it."""
    with Image.open(BytesIO(copy_of(photo(orientation=samples.RIGHT_TOP), "image/jpeg"))) as image:
        assert image.size == (40, 60)
        red, _, blue = image.convert("RGB").getpixel((20, 5))  # type: ignore[misc]
        assert red - blue > 150


def test_a_pdf_without_all_that_is_not_its_pages() -> None:
    copy = copy_of(samples.pdf(), "application/pdf")
    with pikepdf.open(BytesIO(copy)) as pdf:
        pdf.save(plain := BytesIO(), qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert not pdf.attachments
        assert "/Info" not in pdf.trailer
        annotations = list(pdf.pages[0].obj.Annots)
        assert [str(one.Subtype) for one in annotations] == ["/Text", "/Link"]
        assert str(annotations[0].Contents) == "Signed here"
        shot = pdf.pages[0].obj.Resources.XObject.A
        assert isinstance(shot, pikepdf.Stream)
        assert pikepdf.PdfImage(shot).as_pil_image().size == (60, 40)
        raw = shot.read_raw_bytes()
    hidden = [
        AUTHOR.encode(),
        CAMERA.encode(),
        b"Secret",
        b"JavaScript",
        b"secret.example",
        b"xmpmeta",
        b"passport.txt",
    ]
    assert not [secret for secret in hidden if secret in plain.getvalue() + raw]
    assert AUTHOR.encode() in samples.pdf()


def test_a_jpeg_keeps_what_its_colours_need() -> None:
    data = photo()
    bare = without_segments(data)
    assert b"Exif" not in bare
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(bare)) as after:
        assert before.tobytes() == after.tobytes()


def wrapped_photo_pdf(filters: list[str], data: bytes) -> bytes:
    with pikepdf.new() as made:
        page = made.add_blank_page()
        shot = made.make_stream(data)
        shot.Filter = pikepdf.Array([pikepdf.Name(name) for name in filters])
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=shot))
        made.save(out := BytesIO())
    return out.getvalue()


@pytest.mark.parametrize(
    ("filters", "data"),
    [
        (["/DCTDecode"], photo()),
        (["/FlateDecode", "/DCTDecode"], zlib.compress(photo())),
        (["/ASCII85Decode", "/DCTDecode"], base64.a85encode(photo(), adobe=True)[2:]),
        (["/ASCIIHexDecode", "/DCTDecode"], photo().hex().encode() + b">"),
    ],
)
def test_a_photo_in_a_pdf_loses_its_metadata_however_it_is_wrapped(filters: list[str], data: bytes) -> None:
    with pikepdf.open(BytesIO(copy_of(wrapped_photo_pdf(filters, data), "application/pdf"))) as pdf:
        shot = pdf.pages[0].obj.Resources.XObject.A
        assert shot.read_raw_bytes() == without_segments(photo())


def test_a_pdf_that_unfolds_to_a_gigabyte_does_no_harm() -> None:
    bomb = samples.zeros_packed(2**10)
    done = run(wrapped_photo_pdf(["/FlateDecode", "/DCTDecode"], bomb), "application/pdf")
    assert (done.returncode, done.stdout) == (1, b"")


def nested_pdf() -> bytes:
    """Arrays in arrays, ten thousand deep."""
    return b"%PDF-1.4\n1 0 obj " + b"[" * 10_000 + b"]" * 10_000 + b" endobj\ntrailer << /Root 1 0 R >>\n%%EOF"


def locked_pdf() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made := BytesIO(), encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (photo()[:-400], "image/jpeg"),
        (photo("PNG")[:200], "image/png"),
        (b"\xff\xd8\xff\xe0nonsense", "image/jpeg"),
        (b"GIF89a=1;alert(1)", "image/gif"),
        (samples.png_that_says(100_000, 100_000), "image/png"),
        (samples.png_that_says(8_000, 8_000), "image/png"),
        (photo("PNG"), "image/jpeg"),  # mislabelled
        (samples.pdf()[:300], "application/pdf"),
        (nested_pdf(), "application/pdf"),
        (locked_pdf(), "application/pdf"),
        (b"", "application/pdf"),
    ],
)
def test_what_cannot_be_copied_ends_quietly(data: bytes, kind: str) -> None:
    done = run(data, kind)
    assert done.returncode != 0
    assert (done.stdout, done.stderr) == (b"", b"")


def test_a_large_photo_is_copied_within_the_limits() -> None:
    large = Image.new("RGB", (4_500, 4_500), "green")  # 20 megapixels
    exif = Image.Exif()
    exif[0x0112] = samples.RIGHT_TOP
    copy = copy_of(samples.encoded(large, "JPEG", exif=exif, progressive=True), "image/jpeg")
    with Image.open(BytesIO(copy)) as image:
        assert image.size == (4_500, 4_500)


@pytest.mark.parametrize("attempt", ["bytearray(1100 * 2**20)", "print(1, file=open(sys.argv[1], 'w'), flush=True)"])
def test_the_program_cannot_take_much_memory_or_write_files(attempt: str, tmp_path: Path) -> None:
    code = f"import sys; from api.reports.attachments import clean_program as p; p._bound(); {attempt}"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "file")], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr or b"File too large" in done.stderr
    assert not (tmp_path / "file").exists() or not (tmp_path / "file").read_bytes()
