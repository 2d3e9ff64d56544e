"""Signatures are those of minisign."""

import base64

import pytest

from api.guidance.pack.signature import PublicKey, Signer, WrongSignature, verify

SIGNER = Signer(bytes(range(32)))
CONTENT = b"what is signed"
SIGNED = SIGNER.sign(CONTENT, "file:a.html\tversion:1")

# Made with minisign 0.11: minisign -S -s key -m hello.txt -t 'made by minisign 0.11'
KEY_FILE = (
    "untrusted comment: minisign public key 92021DB480B7E8A5\n"
    "RWSl6LeAtB0CkrZBD7PJ4LBneay0+Jhll3NYCXT8lWRz0mTGwMiisUg2\n"
)
SIGNATURE_FILE = (
    b"untrusted comment: signature from minisign secret key\n"
    b"RUSl6LeAtB0Ckuyv+7TLu4xBpmLSGT2A8H/GceqJwWGMsApcxSBjioMRsZVqkc7qNo+KDfLdJvpRtvwjCYA/P46F6xWvZgL+Ngs=\n"
    b"trusted comment: made by minisign 0.11\n"
    b"AGhkCGVseMo0iPu4PEPZyDAbkTXYRMlwnWHcQuWfK5gsoZ/RdooTgPLWs4VN/pBB5VBE6syTTmNpVGHkwkLGCg==\n"
)


def test_a_signature_made_by_minisign_is_good() -> None:
    assert verify(b"hello, Jardam\n", SIGNATURE_FILE, PublicKey.read(KEY_FILE)) == "made by minisign 0.11"


def test_our_signature_is_good_and_gives_its_comment() -> None:
    assert verify(CONTENT, SIGNED, SIGNER.public) == "file:a.html\tversion:1"


def test_our_signature_has_the_shape_that_minisign_reads() -> None:
    first, signature, comment, both = SIGNED.decode().splitlines()
    assert first.startswith("untrusted comment: ")
    assert comment == "trusted comment: file:a.html\tversion:1"
    data = base64.b64decode(signature)
    assert (data[:2], data[2:10], len(data)) == (b"ED", SIGNER.public.number, 74)
    assert len(base64.b64decode(both)) == 64


def test_the_public_key_is_read_as_it_is_written() -> None:
    assert PublicKey.read(str(SIGNER.public)) == SIGNER.public
    assert str(SIGNER.public).startswith("RW")
    assert len(str(SIGNER.public)) == 56


def test_the_same_secret_gives_the_same_signature() -> None:
    assert Signer(bytes(range(32))).sign(CONTENT, "file:a.html\tversion:1") == SIGNED


@pytest.mark.parametrize(
    ("content", "signature", "told"),
    [
        (b"what was signed", SIGNED, "changed, or damaged"),
        (CONTENT + b" ", SIGNED, "changed, or damaged"),
        (CONTENT, SIGNED.replace(b"version:1", b"version:2"), "comment"),
        (CONTENT, SIGNATURE_FILE, "another key"),
        (CONTENT, b"", "four lines"),
        (CONTENT, SIGNED.replace(b"trusted comment: file", b"file"), "four lines"),
        (CONTENT, SIGNED.replace(b"\nRU", b"\n!!"), "not base64"),
        (CONTENT, b"untrusted comment: \nRUQ=\ntrusted comment: \nRUQ=\n", "broken"),
        (CONTENT, b"\xff\xfe" * 100, "four lines"),
    ],
)
def test_what_is_wrong_is_told(content: bytes, signature: bytes, told: str) -> None:
    with pytest.raises(WrongSignature, match=told):
        verify(content, signature, SIGNER.public)


def test_a_signature_of_another_key_with_the_same_number_is_refused() -> None:
    other = Signer(bytes(32))
    forged = PublicKey(other.public.number, SIGNER.public.key)
    with pytest.raises(WrongSignature, match="changed"):
        verify(CONTENT, other.sign(CONTENT, ""), forged)


@pytest.mark.parametrize("text", ["", "RW", "x" * 56, "untrusted comment: key\n", str(SIGNER.public)[:-4]])
def test_what_is_no_key_is_told(text: str) -> None:
    with pytest.raises(WrongSignature, match="key"):
        PublicKey.read(text)
