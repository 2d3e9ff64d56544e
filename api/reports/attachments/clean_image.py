"""The picture of an image file and nothing else of it. Runs in the process of clean_program only."""

from io import BytesIO

from PIL import Image, ImageOps

MAX_PIXELS = 60_000_000  # four bytes each once they are decoded
_JPEG_QUALITY = 85


def clean_image(data: bytes, kind: str) -> bytes:
    """The picture alone, the right way up, as JPEG or PNG. Raises for what is broken or has too many pixels."""
    image = Image.open(BytesIO(data), formats=[kind.removeprefix("image/").upper()])
    if image.width * image.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    image.load()
    picture = ImageOps.exif_transpose(image)
    image.close()
    return _encoded(picture, lossless=kind in ("image/png", "image/gif"))


def _encoded(picture: Image.Image, *, lossless: bool) -> bytes:
    transparent = picture.has_transparency_data
    lossless = lossless or transparent
    mode = "RGBA" if transparent else "L" if picture.mode in ("1", "L") else "RGB"
    plain = picture if picture.mode == mode else picture.convert(mode)
    plain.info.clear()  # comments, colour profile, XMP, EXIF: encoders write what they find here
    plain.getexif().clear()
    made = BytesIO()
    if lossless:
        plain.save(made, "PNG")
    else:
        plain.save(made, "JPEG", quality=_JPEG_QUALITY)
    return made.getvalue()
