"""`jardam setup`, `jardam people …`, `jardam audit verify`, as somebody types them."""

import base64
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.errors import Problem
from api.people.commands import PeopleCommands
from api.people.desk import Desk
from api.people.permissions import Role
from jardam import main
from tests.people.staff import NEW_PASSWORD, PASSWORD, Staff, join


class Typist:
    """Answers prompts, and reads what is said."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.password, self.recovery_keys, self.said = desk, PASSWORD, [""], ""

    @property
    def commands(self) -> PeopleCommands:
        return PeopleCommands(self.desk, lambda _: self.password, lambda _: self.recovery_keys.pop(0), self._hear)

    def _hear(self, words: str) -> None:
        self.said += words + "\n"

    def heard(self) -> str:
        said, self.said = self.said, ""
        return said

    def gives(self, *recovery_keys: str) -> "Typist":
        self.recovery_keys = list(recovery_keys)
        return self


def printed_key(said: str) -> str:
    found = re.search(r"^  ((?:\w{5}-){12}\w{5})$", said, re.MULTILINE)
    assert found, said
    return found[1]


def phone_of(desk: Desk, login: str, said: str) -> Staff:
    found = re.search(r"^  ([A-Z2-7]{32})$", said, re.MULTILINE)
    assert found, said
    codes = re.findall(r"^  ((?:\w{4}-){3}\w{4})$", said, re.MULTILINE)
    assert len(codes) == 10
    return Staff(login, "", base64.b32decode(found[1]), codes)


@pytest.fixture
def typist(desk: Desk) -> Typist:
    return Typist(desk)


@pytest.fixture
def key(typist: Typist) -> str:
    """The service is set up; this was printed."""
    typist.commands.set_up("aizada")
    return printed_key(typist.heard())


def test_setup_makes_an_administrator_who_can_log_in(typist: Typist) -> None:
    typist.commands.set_up("aizada")
    aizada = phone_of(typist.desk, "aizada", typist.heard())
    assert aizada.person(typist.desk).role is Role.ADMINISTRATOR


def test_setup_works_once(typist: Typist, key: str) -> None:
    with pytest.raises(Problem, match="set up already"):
        typist.commands.set_up("another")


def test_before_setup_nobody_is_added(typist: Typist) -> None:
    with pytest.raises(Problem, match="jardam setup"):
        typist.commands.add("bermet", "supervisor")


def test_the_recovery_key_lets_the_first_supervisor_read_reports(typist: Typist, key: str) -> None:
    typist.gives(key.lower().replace("-", " ")).commands.add("bermet", "supervisor")
    assert phone_of(typist.desk, "bermet", typist.heard()).keyring(typist.desk) is not None


def test_without_the_recovery_key_a_person_is_added_and_waits_for_the_key(typist: Typist, key: str) -> None:
    typist.gives("").commands.add("bermet", "supervisor")
    said = typist.heard()
    assert "until a supervisor gives them" in said
    assert phone_of(typist.desk, "bermet", said).keyring(typist.desk) is None


def test_an_editor_needs_no_recovery_key(typist: Typist, key: str) -> None:
    typist.gives().commands.add("daniyar", "editor")


def test_a_typing_mistake_in_the_recovery_key_is_named_and_asked_again(typist: Typist, key: str) -> None:
    wrong = key[:6] + ("2" if key[6] != "2" else "3") + key[7:]
    typist.gives(wrong, key).commands.add("bermet", "supervisor")
    said = typist.heard()
    assert "Group 2 of the recovery key" in said
    assert phone_of(typist.desk, "bermet", said).keyring(typist.desk) is not None


def test_another_recovery_key_opens_nothing_and_nobody_is_added(typist: Typist, key: str) -> None:
    from api.people import recovery_key

    other = recovery_key.written(bytes(range(32)))
    with pytest.raises(Problem, match="wrong too often"):
        typist.gives(other, other, other).commands.add("bermet", "supervisor")
    assert "not the recovery key of this organisation" in typist.heard()
    typist.commands.show()
    assert "bermet" not in typist.heard()


def test_who_is_removed_is_shut_out_even_without_the_recovery_key(typist: Typist, key: str) -> None:
    cholpon = join(typist.desk, "cholpon", Role.CASEWORKER, key)
    token = cholpon.session(typist.desk)
    typist.gives("").commands.remove("cholpon")
    assert "a supervisor must do it" in typist.heard()
    assert cholpon.found(typist.desk, token) is None
    with pytest.raises(Problem):
        cholpon.session(typist.desk)


def test_removal_with_the_recovery_key_renews_the_organisations_key(typist: Typist, key: str) -> None:
    bermet = join(typist.desk, "bermet", Role.SUPERVISOR, key)
    join(typist.desk, "cholpon", Role.CASEWORKER, key)
    before = bermet.keyring(typist.desk)
    typist.gives(key).commands.remove("CHOLPON")
    assert "is renewed" in typist.heard()
    after = bermet.keyring(typist.desk)
    assert before and after
    assert before.current != after.current


def test_a_reset_gives_a_new_password_phone_and_key(typist: Typist, key: str) -> None:
    old = join(typist.desk, "cholpon", Role.CASEWORKER, key)
    typist.password = NEW_PASSWORD
    typist.gives(key).commands.reset("cholpon")
    new = phone_of(typist.desk, "cholpon", typist.heard())
    new.password = NEW_PASSWORD
    assert new.keyring(typist.desk) is not None
    with pytest.raises(Problem):
        old.session(typist.desk)


@pytest.mark.parametrize("login", ["nobody", "", "a\x00b", "айзада"])
def test_who_is_not_there_is_named(typist: Typist, key: str, login: str) -> None:
    for command in (typist.commands.remove, typist.commands.reset):
        with pytest.raises(Problem, match="Nobody here"):
            command(login)


def test_a_weak_password_is_refused(typist: Typist, key: str) -> None:
    typist.password = "short"
    with pytest.raises(Problem, match="at least 12"):
        typist.commands.add("daniyar", "editor")


def test_people_are_listed(typist: Typist, key: str) -> None:
    join(typist.desk, "cholpon", Role.CASEWORKER, key)
    typist.commands.show()
    assert typist.heard().split() == ["aizada", "administrator", "cholpon", "caseworker", "osh", "holds", "the", "key"]


def test_the_audit_is_verified_from_a_note_to_the_next(typist: Typist, key: str) -> None:
    typist.commands.verify_audit()
    noted = typist.heard().split()[-1]
    typist.commands.verify_audit(noted)
    with pytest.raises(Problem, match="rewritten"):
        typist.commands.verify_audit(noted[:-1] + ("0" if noted[-1] != "0" else "1"))


# The real command line


def jardam(folder: Path, *arguments: str, typed: str = "") -> Result:
    environment = {"JARDAM_DATA": str(folder), "SLOW_HASH_KIB": "19456", "SLOW_HASH_PASSES": "2"}
    return CliRunner().invoke(main, arguments, input=typed, env=environment)


@pytest.mark.filterwarnings("ignore::getpass.GetPassWarning")
def test_the_command_line_from_setup_to_audit(tmp_path: Path) -> None:
    twice = f"{PASSWORD}\n{PASSWORD}\n"
    key = printed_key(jardam(tmp_path, "setup", "aizada", typed=twice).output)
    added = jardam(tmp_path, "people", "add", "bermet", "--role", "supervisor", typed=f"{twice}{key}\n")
    assert added.exit_code == 0, added.output
    assert PASSWORD not in added.output
    assert jardam(tmp_path, "people", "list").output.split() == [
        "aizada",
        "administrator",
        *["bermet", "supervisor", "holds", "the", "key"],
    ]
    verified = jardam(tmp_path, "audit", "verify")
    assert verified.output.startswith("5 entries, none changed.")
    refused = jardam(tmp_path, "setup", "again", typed=twice)
    assert refused.exit_code == 1
    assert refused.output == "Error: The service is set up already.\n"


def test_roles_are_those_that_exist() -> None:
    from api.people import command_line

    assert sorted(command_line._ROLES) == sorted(Role)
