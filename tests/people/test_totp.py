from datetime import UTC, datetime

import pytest

from api.people import totp

SECRET = b"12345678901234567890"
NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
NOW = totp.step_at(NOON)

# RFC 6238, appendix B, the rows of SHA-1; RFC 4226, appendix D
RFC_6238 = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]
RFC_4226 = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]


@pytest.mark.parametrize(("seconds", "code"), RFC_6238)
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    assert totp.code_of(SECRET, totp.step_at(datetime.fromtimestamp(seconds, UTC)), digits=8) == code


def test_the_vectors_of_rfc_4226() -> None:
    assert [totp.code_of(SECRET, counter) for counter in range(10)] == RFC_4226


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_clock_may_be_wrong_by_one_step(off: int) -> None:
    assert totp.accepted_step(SECRET, totp.code_of(SECRET, NOW + off), NOON, 0) == NOW + off


@pytest.mark.parametrize("off", [-3, -2, 2, 3])
def test_older_and_later_codes_are_wrong(off: int) -> None:
    assert totp.accepted_step(SECRET, totp.code_of(SECRET, NOW + off), NOON, 0) is None


def test_a_used_code_cannot_be_used_again_nor_one_before_it() -> None:
    assert totp.accepted_step(SECRET, totp.code_of(SECRET, NOW), NOON, NOW) is None
    assert totp.accepted_step(SECRET, totp.code_of(SECRET, NOW - 1), NOON, NOW) is None
    assert totp.accepted_step(SECRET, totp.code_of(SECRET, NOW + 1), NOON, NOW) == NOW + 1


@pytest.mark.parametrize("code", ["", "0", "abcdef", "٠١٢٣٤٥", "12345678901234567890", "\x00"])
def test_what_is_no_code_is_wrong(code: str) -> None:
    assert totp.accepted_step(SECRET, code, NOON, 0) is None


def test_the_link_for_an_authenticator() -> None:
    assert totp.provisioning_uri(SECRET, "aizada@osh.kg") == (
        "otpauth://totp/Jardam%3Aaizada%40osh.kg"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Jardam&digits=6&period=30"
    )
