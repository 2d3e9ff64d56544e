"""What a file is, from its bytes alone."""

import gzip
import zipfile
from io import BytesIO

import pytest

from api.reports.attachments import types
from api.reports.attachments.types import TextCheck, judge
from tests.reports.attachments import samples
from tests.reports.attachments.samples import EVERY_TYPE, MP3_FRAME, OGG_OPUS, box


def name_of(data: bytes) -> str | None:
    kind = judge(data)
    return kind.name if kind else None


@pytest.mark.parametrize("name", EVERY_TYPE)
def test_known_by_its_bytes(name: str) -> None:
    assert name_of(EVERY_TYPE[name]) == name


def test_the_samples_are_all_the_types_there_are() -> None:
    assert EVERY_TYPE.keys() == types.BY_NAME.keys()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"ID3\x04" + bytes(30), "audio/mpeg"),
        (box(b"mif1", b"mif1", b"heic"), "image/heic"),
        (OGG_OPUS.replace(b"OpusHead", b"\x01vorbis"), "audio/ogg"),
        (b"#!AMR-WB\n" + bytes(9), "audio/amr"),
        ("\ufeffСалам".encode(), "text/plain"),
        ("Ö".encode() * types.HEAD_BYTES, "text/plain"),  # the head ends in the middle of a letter
    ],
)
def test_known_in_other_shapes(data: bytes, name: str) -> None:
    assert name_of(data) == name


def zipped(name: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "x" * 100)
    return made.getvalue()


REFUSED = {
    "a program": b"MZ\x90\x00" + bytes(60),
    "a Linux program": b"\x7fELF" + bytes(60),
    "a script": b"#!/bin/sh\nrm -rf /\n",
    "a batch file": b"@echo off\r\ndel *.*\r\n",
    "an archive": zipped("a.txt"),
    "an office file": zipped("[Content_Types].xml"),
    "an old office file with macros": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60),
    "a gzip bomb": gzip.compress(bytes(1_000_000)),
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "html behind spaces": b" \r\n\t<html><body onload=alert(1)>",
    "html behind a byte order mark": "\ufeff<html>".encode(),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "xml": b"<?xml version='1.0'?><svg/>",
    "rtf": rb"{\rtf1\ansi hello}",
    "postscript": b"%!PS-Adobe-3.0\n",
    "a web archive": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
    "a PDF after other bytes": b"\n" + samples.pdf(),
    "a PDF inside html": b"<html>" + samples.pdf(),
    "a JPEG after other bytes": b"x" + samples.photo(),
    "a fake PNG": b"\x89PNG\r\n\x1a\n<html>" + bytes(60),
    "AVIF": box(b"avif", b"mif1"),
    "RIFF of another kind": b"RIFF\x00\x00\x00\x00AVI LIST",
    "Ogg with something unknown": b"OggS\x00\x02" + bytes(60),
    "one MP3 frame and then nonsense": MP3_FRAME + b"nonsense" * 100,
    "broken UTF-8": b"salam \xff\xfe dunyo",
    "UTF-16": "Салам".encode("utf-16"),
    "text with NUL": b"salam\x00dunyo",
    "text with an escape sequence": b"salam \x1b]0;pwned\x07",
    "nothing": b"\x00",
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused(what: str) -> None:
    assert judge(REFUSED[what]) is None


def test_text_is_checked_to_its_end() -> None:
    check = TextCheck()
    half, rest = "ө".encode()[:1], "ө".encode()[1:]
    assert check.passes(b"salam " + half)
    assert check.passes(rest)
    assert not check.passes(half, last=True)
    assert not TextCheck().passes(b"MZ\x90")
