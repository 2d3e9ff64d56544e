"""The pages of a PDF and nothing else of it. Runs in the process of clean_program only."""

import base64
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Object

_KEPT_IN_ROOT = {"/Type", "/Pages", "/AcroForm", "/OCProperties"}
_NOWHERE = {
    "/AF",
    "/CreatorInfo",
    "/EF",
    "/EmbeddedFiles",
    "/JS",
    "/JavaScript",
    "/LastModified",
    "/Metadata",
    "/OpenAction",
    "/PieceInfo",
    "/XFA",
}
_NOT_IN_ANNOTATIONS = {"/A", "/AA", "/CreationDate", "/FS", "/IRT", "/M", "/NM", "/PA", "/Popup", "/RC", "/T"}
_NOT_IN_PAGES = {"/AA", "/B", "/Thumb"}
_DROPPED_ANNOTATIONS = {"/3D", "/FileAttachment", "/Movie", "/Popup", "/RichMedia", "/Screen", "/Sound"}
_ACTIONS = {
    "/GoTo3DView",
    "/GoToE",
    "/GoToR",
    "/Hide",
    "/ImportData",
    "/JavaScript",
    "/Launch",
    "/Movie",
    "/Named",
    "/Rendition",
    "/ResetForm",
    "/RichMediaExecute",
    "/SetOCGState",
    "/Sound",
    "/SubmitForm",
    "/Thread",
    "/URI",
}


def clean_pdf(data: bytes) -> bytes:
    """The pages, rewritten: without properties, scripts, actions, embedded files, authors of annotations."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for name in set(pdf.Root.keys()) - _KEPT_IN_ROOT:
            del pdf.Root[name]
        for name in {"/Info", "/ID"} & set(pdf.trailer.keys()):
            del pdf.trailer[name]
        for page in pdf.pages:
            _keep_harmless_annotations(page.obj)
        for thing in pdf.objects:
            for part in _with_parts(thing):
                _strip(part)
        made = BytesIO()
        pdf.save(made, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return made.getvalue()


def _keep_harmless_annotations(page: Object) -> None:
    annotations = page.get("/Annots")
    if annotations is not None:
        kept = [one for one in _items(annotations) if str(one.get("/Subtype", "")) not in _DROPPED_ANNOTATIONS]
        page["/Annots"] = pikepdf.Array(kept)


def _items(array: Object) -> Iterator[Object]:
    return (array[index] for index in range(len(array)))


def _with_parts(thing: Object) -> Iterator[Object]:
    """Every dictionary and stream that stands in this object itself, not behind a reference."""
    if isinstance(thing, pikepdf.Array):
        parts = list(_items(thing))
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        parts = [thing[name] for name in thing.keys()]  # noqa: SIM118 - iterating a stream gives no names
        yield thing
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _with_parts(part)


def _strip(thing: Object) -> None:
    names = set(thing.keys())
    if str(thing.get("/S", "")) in _ACTIONS:
        unwanted = names
    elif {"/Subtype", "/Rect"} <= names:
        unwanted = names & (_NOWHERE | _NOT_IN_ANNOTATIONS)
        if str(thing["/Subtype"]) == "/Widget":
            unwanted -= {"/T"}  # there it is the name of a field of a form
    elif str(thing.get("/Type", "")) == "/Page":
        unwanted = names & (_NOWHERE | _NOT_IN_PAGES)
    elif "/FT" in names:
        unwanted = names & (_NOWHERE | {"/A", "/AA"})
    else:
        unwanted = names & _NOWHERE
    for name in unwanted:
        del thing[name]
    if isinstance(thing, pikepdf.Stream):
        _strip_photo(thing)


_UNWRAPPED: dict[str, Callable[[bytes], bytes]] = {
    "/ASCII85Decode": lambda data: base64.a85decode(data.strip(), adobe=True),
    "/ASCIIHexDecode": lambda data: bytes.fromhex(data.decode("ascii").strip(" \r\n\t>")),
    "/FlateDecode": zlib.decompress,
}


def _strip_photo(stream: pikepdf.Stream) -> None:
    """A JPEG in a PDF has metadata of its own. Raises KeyError for one that is wrapped in an unknown way."""
    given = stream.get("/Filter")
    filters = [str(one) for one in _items(given)] if isinstance(given, pikepdf.Array) else [str(given)]
    if filters[-1:] == ["/DCTDecode"]:
        data = stream.read_raw_bytes()
        for name in filters[:-1]:
            data = _UNWRAPPED[name](data)
        stream.write(without_segments(data), filter=pikepdf.Name.DCTDecode)


_START_OF_SCAN = 0xDA
_NEEDED_APPS = (0xE0, 0xEE)  # how to read the colours


def without_segments(jpeg: bytes) -> bytes:
    """A JPEG without its application data and comments (EXIF among them), the picture not encoded anew."""
    kept, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != _START_OF_SCAN:
        marker, end = jpeg[at + 1], at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        is_data = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_data or marker in _NEEDED_APPS:
            kept += jpeg[at:end]
        at = end
    return bytes(kept + jpeg[at:])
