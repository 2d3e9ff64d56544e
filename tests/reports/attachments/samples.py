"""Files as people send them, and as nobody should: made here, byte by byte."""

import functools
import struct
import zlib
from io import BytesIO

import pikepdf
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

CAMERA = "Secretphone 12"
AUTHOR = "Aibek Secretov"
NORTH = (42.0, 52.0, 29.71)
RIGHT_TOP = 6  # turn by a quarter to show it upright


def picture(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    made = BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def photo(kind: str = "JPEG", *, orientation: int = 1, **options: object) -> bytes:
    """With everything that tells where, when and with what it was taken."""
    exif = Image.Exif()
    exif[Base.Model], exif[Base.Artist], exif[Base.Orientation] = CAMERA, AUTHOR, orientation
    exif[IFD.GPSInfo] = {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: NORTH}
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{AUTHOR}</x:xmpmeta>".encode()
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Author", AUTHOR)
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return encoded(picture(), kind, exif=exif, pnginfo=text, icc_profile=b"Secretprofile" * 20, **options)
    comment = {"comment": AUTHOR.encode()} if kind == "JPEG" else {}
    return encoded(picture(), kind, exif=exif, xmp=xmp, icc_profile=b"Secretprofile" * 20, **comment, **options)


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be this large, all in one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    size = (1 + (width + 7) // 8) * min(height, 20_000)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zeros_packed(-(-size // 2**20))) + chunk(b"IEND", b"")


@functools.cache
def zeros_packed(mebibytes: int) -> bytes:
    """So many zeros as zlib packs them: one mebibyte is packed, and its pack repeated."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = ((mebibytes * 2**20) % 65521 << 16 | 1).to_bytes(4, "big")
    return b"\x78\x9c" + block * mebibytes + zlib.compressobj(wbits=-zlib.MAX_WBITS).flush() + checksum


def pdf() -> bytes:
    """A contract with an author, a script, an attachment, a comment, a link, and a photo that knows its place."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(200, 200))
        made.docinfo["/Author"] = AUTHOR
        with made.open_metadata() as metadata:
            metadata["dc:creator"] = [AUTHOR]
        made.attachments["passport.txt"] = AUTHOR.encode()
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('Secretscript')")
        made.Root.OpenAction = made.make_indirect(script)
        made.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array(["run", made.make_indirect(script)]))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[10, 10, 30, 30],
            T=AUTHOR,
            M="D:20261101",
            Contents="Signed here",
        )
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[40, 10, 60, 30],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://secret.example/"),
        )
        file = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[70, 10, 90, 30], T=AUTHOR
        )
        page.obj.Annots = made.make_indirect(pikepdf.Array([made.make_indirect(note), link, file]))
        page.obj.AA = pikepdf.Dictionary(O=script)
        page.obj.PieceInfo = pikepdf.Dictionary(Secretapp=pikepdf.Dictionary(LastModified="D:20261101"))
        shot = made.make_stream(photo())
        shot.Type, shot.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        shot.Width, shot.Height, shot.BitsPerComponent = 60, 40, 8
        shot.ColorSpace, shot.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=shot))
        page.obj.Contents = made.make_stream(b"q 100 0 0 100 0 50 cm /A Do Q")
        out = BytesIO()
        made.save(out)
        return out.getvalue()


def box(brand: bytes, *others: bytes) -> bytes:
    """The first box of a file of the MP4 family."""
    inside = b"ftyp" + brand + bytes(4) + b"".join(others)
    return struct.pack(">I", len(inside) + 4) + inside + struct.pack(">I", 8) + b"mdat"


OGG_OPUS = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(60)
WAV = b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + bytes(24)
MP3_FRAME = b"\xff\xfb\x90\x64" + bytes(413)
TEXT = "Акча бербей жатат. Работодатель забрал паспорт.\r\n".encode()

EVERY_TYPE: dict[str, bytes] = {
    "image/jpeg": photo(),
    "image/png": photo("PNG"),
    "image/gif": encoded(picture(), "GIF", comment=AUTHOR.encode()),
    "image/webp": photo("WEBP"),
    "image/heic": box(b"heic", b"mif1", b"heic"),
    "application/pdf": pdf(),
    "audio/ogg": OGG_OPUS,
    "audio/mpeg": MP3_FRAME * 3,
    "audio/mp4": box(b"M4A ", b"mp42"),
    "audio/wav": WAV,
    "audio/amr": b"#!AMR\n" + bytes(32),
    "video/mp4": box(b"isom", b"avc1"),
    "video/3gpp": box(b"3gp4", b"isom"),
    "video/quicktime": box(b"qt  "),
    "text/plain": TEXT,
}
