"""A package opens whole, for whom it was made, or not at all."""

import io
import tarfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.people.slow_hash import Cost
from api.reports.packages import PIECE_BYTES, BadPackage, NewPackage, Package
from api.reports.referral.archive import File, packed, unpack
from api.reports.referral.opening import slow_hash
from api.reports.sealing import KeyPair

PASSWORD = "nine cranes over the lake"
QUICK = Cost(8, 1)
PARTNER = KeyPair.new()


def locked(*parts: bytes, password: str = PASSWORD) -> bytes:
    return b"".join(NewPackage.with_password(password, slow_hash, QUICK).pieces(parts))


def unlocked(package: bytes, password: str = PASSWORD) -> bytes:
    begun = Package.begin(io.BytesIO(package))
    return b"".join(begun.pieces(begun.key_of_password(password, slow_hash)))


def frames(package: bytes) -> tuple[bytes, list[bytes]]:
    """The beginning, and the pieces with their lengths before them; the first is the empty one."""
    start = package.index(b"\n", package.index(b"\n") + 1) + 1
    found, at = [], start
    while at < len(package):
        size = 4 + int.from_bytes(package[at : at + 4], "big")
        found.append(package[at : at + size])
        at += size
    return package[:start], found


LARGE = bytes(range(256)) * 4 * 1024  # four pieces


@given(st.lists(st.binary(max_size=2_000), max_size=5))
def test_what_was_locked_opens(parts: list[bytes]) -> None:
    assert unlocked(locked(*parts)) == b"".join(parts)


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES])
def test_any_length(size: int) -> None:
    assert unlocked(locked(bytes(size))) == bytes(size)


def test_a_partner_opens_it_with_the_private_key_only() -> None:
    package = b"".join(NewPackage.for_key(PARTNER.public).pieces([b"they took my papers"]))
    begun = Package.begin(io.BytesIO(package))
    assert b"".join(begun.pieces(begun.key_of_private(PARTNER.private))) == b"they took my papers"
    with pytest.raises(BadPackage, match="made for another one"):
        Package.begin(io.BytesIO(package)).key_of_private(KeyPair.new().private)


def test_nothing_of_the_content_is_in_clear() -> None:
    package = locked(b"they took my papers " * 1_000)
    assert b"papers" not in package
    assert PASSWORD.encode() not in package


def test_a_password_that_looks_the_same_is_the_same() -> None:
    composed, decomposed = "Айтыпкойгон йодй", "Айтыпкойгон йодй"
    assert unlocked(locked(b"x", password=composed), decomposed) == b"x"


def test_a_wrong_password() -> None:
    with pytest.raises(BadPackage, match="password is wrong"):
        unlocked(locked(LARGE), "nine cranes over the sea")


def test_pieces_come_while_the_rest_is_not_read_yet() -> None:
    """Memory does not grow with the package."""
    taken = 0

    def stream() -> Iterable[bytes]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield bytes(PIECE_BYTES)

    pieces = iter(NewPackage.for_key(PARTNER.public).pieces(stream()))
    for _ in range(4):
        assert len(next(pieces)) < 2 * PIECE_BYTES
    assert taken < 6


# Damage


@pytest.mark.parametrize("place", range(0, 700, 23))
def test_a_changed_byte_is_noticed(place: int) -> None:
    package = bytearray(locked(b"short " * 60))
    package[place % len(package)] ^= 1
    with pytest.raises(BadPackage):
        unlocked(bytes(package))


@pytest.mark.parametrize("left", [0, 5, 17, 60, 150, 300_000, -1, -200])
def test_a_cut_package_is_noticed(left: int) -> None:
    with pytest.raises(BadPackage):
        unlocked(locked(LARGE)[:left])


def test_pieces_that_are_missing_moved_or_added_are_noticed() -> None:
    header, (check, *pieces) = frames(locked(LARGE))
    assert len(pieces) == 4
    _, (_, *others) = frames(locked(LARGE))
    for wrong, said in [
        (pieces[:-1], "end is missing"),
        ([], "end is missing"),
        (pieces[1:], "piece 1"),
        ([pieces[1], pieces[0], *pieces[2:]], "piece 1"),
        ([pieces[0], pieces[0], *pieces[1:]], "piece 2"),
        ([*pieces, pieces[-1]], "added after its end"),
        ([others[0], *pieces[1:]], "piece 1"),
    ]:
        with pytest.raises(BadPackage, match=said):
            unlocked(header + check + b"".join(wrong))


def test_the_beginning_of_another_package_does_not_fit() -> None:
    _, pieces = frames(locked(LARGE))
    header, _ = frames(locked(LARGE))
    with pytest.raises(BadPackage, match="password is wrong, or"):
        unlocked(header + b"".join(pieces))


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"PK\x03\x04",
        b"JARDAM PACKAGE 2\n{}\n",
        b"JARDAM PACKAGE 1\n{}\n",
        b"JARDAM PACKAGE 1\n[]\n",
        b"JARDAM PACKAGE 1\n" + b"{" * 5_000,
        b"JARDAM PACKAGE 1\nnull\n",
        b'JARDAM PACKAGE 1\n{"salt": "00", "sealed": ""}\n',
    ],
)
def test_other_files_are_no_packages(header: bytes) -> None:
    with pytest.raises(BadPackage, match="not a Jardam package"):
        Package.begin(io.BytesIO(header))


@pytest.mark.parametrize(
    "told",
    [
        '{"salt": "zz", "cost": "8/1/1"}',
        '{"salt": 5, "cost": "8/1/1"}',
        '{"salt": "00112233445566778899aabbccddeeff"}',
        '{"salt": "00112233445566778899aabbccddeeff", "cost": "99999999/1/1"}',
        '{"salt": "00112233445566778899aabbccddeeff", "cost": "8/1000000/1"}',
        '{"salt": "00112233445566778899aabbccddeeff", "cost": "8/1/4"}',
        '{"salt": "0011", "cost": "8/1/1"}',
    ],
)
def test_a_package_cannot_ask_for_endless_work(told: str) -> None:
    package = Package.begin(io.BytesIO(f"JARDAM PACKAGE 1\n{told}\n".encode()))
    with pytest.raises(BadPackage, match="damaged"):
        package.key_of_password(PASSWORD, slow_hash)


def test_a_piece_that_says_it_is_huge_is_not_read() -> None:
    header, (check, *_) = frames(locked(b"x"))
    with pytest.raises(BadPackage):
        unlocked(header + check + (2**31).to_bytes(4, "big") + b"x")


# Files inside


def test_files_come_out_as_they_went_in(tmp_path: Path) -> None:
    files = [
        File.whole("case.json", b"{}"),
        File("files/01.jpg", 1_300, [b"x" * 600, b"y" * 700]),
        File.whole("e", b""),
    ]
    assert unpack(packed(files), tmp_path / "new") == 3
    assert (tmp_path / "new/case.json").read_bytes() == b"{}"
    assert (tmp_path / "new/files/01.jpg").read_bytes() == b"x" * 600 + b"y" * 700
    assert (tmp_path / "new/e").read_bytes() == b""


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    unpack(packed([File.whole("cases/a/case.json", b"{}")]), tmp_path / "new")
    for path in (tmp_path / "new").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_it_is_a_plain_tar() -> None:
    content = b"".join(packed([File.whole("case.json", b"{}"), File.whole("files/01.jpg", b"abc")]))
    with tarfile.open(fileobj=io.BytesIO(content)) as plain:
        assert plain.getnames() == ["case.json", "files/01.jpg"]


def tar(name: str, kind: bytes = tarfile.REGTYPE, *, content: bytes = b"evil", link: str = "") -> bytes:
    about = tarfile.TarInfo(name)
    about.type, about.size, about.linkname = kind, len(content), link
    return about.tobuf(tarfile.GNU_FORMAT) + content + bytes(-len(content) % 512)


END = bytes(1024)


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "a/../../evil",
        "/tmp/evil",
        "..",
        ".",
        "a//b",
        "",
        "C:\\evil",
        "a\\..\\evil",
        "~/evil/../..",
        ".bashrc",
        "evil.",
        "line\nbreak",
        "a/b/c/d/e/f/g",
        "x" * 90 + "/../y",
    ],
)
def test_hostile_names_lead_nowhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadPackage, match="dangerous name"):
        unpack([tar("good.txt"), tar(name), END], tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"S", b"L", b"x", b"g"])
def test_only_plain_files_are_taken(tmp_path: Path, kind: bytes) -> None:
    with pytest.raises(BadPackage, match="no plain file"):
        unpack([tar("good.txt"), tar("evil", kind, link="/etc/passwd"), END], tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "stream",
    [
        [tar("a"), tar("a"), END],
        [tar("a"), tar("a/b"), END],
        [tar("a/b"), tar("a"), END],
        [tar("a"), b"rubbish" * 200],
        [tar("a")],
        [tar("a")[:600]],
        [tar("a"), END, b"more"],
        [],
    ],
)
def test_what_is_no_folder_of_files_leaves_nothing(tmp_path: Path, stream: list[bytes]) -> None:
    with pytest.raises(BadPackage):
        unpack(stream, tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new/mine").write_text("mine")
    with pytest.raises(FileExistsError):
        unpack([tar("a"), END], tmp_path / "new")
    assert (tmp_path / "new/mine").read_text() == "mine"


def test_a_file_that_is_not_as_long_as_it_said_stops_the_package() -> None:
    with pytest.raises(ValueError, match="not as long"):
        list(packed([File("a", 5, [b"abc"])]))
