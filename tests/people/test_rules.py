import pytest

from api.people.permissions import PERMISSIONS, Permission, Role, reads_reports
from api.people.rules import folded, is_login, temporary_password, weakness


@pytest.mark.parametrize(
    "password", ["a horse, a yurt and a lake", "739264018253", "кымыз жана боорсок", "x" * 8 + "yzuv"]
)
def test_a_long_password_is_fine(password: str) -> None:
    assert weakness(password, "bermet") is None


@pytest.mark.parametrize(
    "password", ["", "short", "eleven sign", "bermet-Bermet!BERMET", "aaaaaaaaaaaaa", "1212121212121", "x" * 201]
)
def test_a_weak_password_is_told_what_to_mend(password: str) -> None:
    assert weakness(password, "bermet")


def test_a_temporary_password_is_never_weak() -> None:
    assert not any(weakness(temporary_password(), login) for login in ("a2", "bermet") for _ in range(200))


def test_logins_are_folded() -> None:
    assert folded(" Bermet@Osh.KG ") == "bermet@osh.kg"
    assert is_login("bermet@osh.kg")


def test_permissions_are_in_alphabetical_order_and_each_has_a_holder() -> None:
    assert list(Permission) == sorted(Permission)
    assert set().union(*PERMISSIONS.values()) == set(Permission)


def test_only_those_who_work_on_cases_read_reports() -> None:
    assert {role for role in Role if reads_reports(role)} == {Role.CASEWORKER, Role.SUPERVISOR}
    for role in (Role.ADMINISTRATOR, Role.EDITOR):
        assert not any(permission.startswith(("reports:", "keys:")) for permission in PERMISSIONS[role])
