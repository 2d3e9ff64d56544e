"""Signatures that the program minisign (https://jedisct1.github.io/minisign/) makes and checks: ed25519 over BLAKE2b.

A signature file has four lines: an untrusted comment, the signature, a trusted comment, and the signature of both.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

_KEY_KIND, _SIGNATURE_KIND = b"Ed", b"ED"  # ED: what is signed is the BLAKE2b-512 hash of the file
_KEY_ID, _KEY, _SIGNATURE = 8, 32, 64  # bytes
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "


class WrongSignature(Exception):
    """The file, the signature or the key is not what it should be; the text says which, in words for an operator."""


@dataclass(frozen=True)
class PublicKey:
    """`number` is a mark by which signatures name their key."""

    number: bytes
    key: bytes

    def __str__(self) -> str:
        """As minisign writes it: 56 letters and digits."""
        return base64.b64encode(_KEY_KIND + self.number + self.key).decode()

    @classmethod
    def read(cls, text: str) -> "PublicKey":
        """From one line, or from a key file of minisign, whose last line is the key. Raises WrongSignature."""
        lines = text.strip().splitlines()
        data = _decoded(lines[-1] if lines else "", "public key")
        if len(data) != 2 + _KEY_ID + _KEY or not data.startswith(_KEY_KIND):
            raise WrongSignature("This is not a public key of minisign: it begins with RW and has 56 letters.")
        return cls(data[2 : 2 + _KEY_ID], data[2 + _KEY_ID :])


class Signer:
    """Signs with a key made of a secret of 32 bytes: the same secret gives the same key and the same signatures."""

    def __init__(self, secret: bytes) -> None:
        self._key = SigningKey(secret)
        key = bytes(self._key.verify_key)
        self.public = PublicKey(hashlib.blake2b(key, digest_size=_KEY_ID).digest(), key)

    def sign(self, content: bytes, comment: str) -> bytes:
        """The signature file. `comment`, one line, is signed too."""
        assert "\n" not in comment
        signature = self._key.sign(_digest(content)).signature
        both = self._key.sign(signature + comment.encode()).signature
        lines = (
            f"{_UNTRUSTED}signature of Jardam; check it with minisign and the key {self.public}",
            base64.b64encode(_SIGNATURE_KIND + self.public.number + signature).decode(),
            f"{_TRUSTED}{comment}",
            base64.b64encode(both).decode(),
        )
        return "".join(f"{line}\n" for line in lines).encode()


def verify(content: bytes, signature_file: bytes, public: PublicKey) -> str:
    """The trusted comment of a good signature. Raises WrongSignature."""
    lines = signature_file.decode("utf-8", "replace").splitlines()
    if len(lines) != 4 or not lines[0].startswith(_UNTRUSTED) or not lines[2].startswith(_TRUSTED):
        raise WrongSignature("The signature file is broken: it should have the four lines of minisign.")
    data, both = _decoded(lines[1], "signature"), _decoded(lines[3], "signature")
    if len(data) != 2 + _KEY_ID + _SIGNATURE or len(both) != _SIGNATURE or not data.startswith(_SIGNATURE_KIND):
        raise WrongSignature("The signature file is broken, or of a kind that Jardam does not make.")
    if data[2 : 2 + _KEY_ID] != public.number:
        raise WrongSignature("The file was signed with another key.")
    signature, comment = data[2 + _KEY_ID :], lines[2].removeprefix(_TRUSTED)
    try:
        VerifyKey(public.key).verify(_digest(content), signature)
    except BadSignatureError as error:
        raise WrongSignature(
            "The file is not the one that was signed: it was changed, or damaged on the way."
        ) from error
    try:
        VerifyKey(public.key).verify(signature + comment.encode(), both)
    except BadSignatureError as error:
        raise WrongSignature("The comment in the signature file was changed.") from error
    return comment


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=64).digest()


def _decoded(text: str, what: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise WrongSignature(f"The {what} is broken: it is not base64.") from error
