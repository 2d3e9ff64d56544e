"""`jardam setup`, `jardam people …`, `jardam audit …` as one types them. What they do is in `commands.py`.

`open_people` opens the database with what asks and tells; it loads that only when a command runs.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from api.people.commands import PeopleCommands

OpenPeople = Callable[[], AbstractContextManager["PeopleCommands"]]
_ROLES = ("administrator", "caseworker", "editor", "supervisor")


@click.command()
@click.argument("login")
@click.pass_obj
def setup(open_people: OpenPeople, login: str) -> None:
    """Make the organisation's key and the first administrator, LOGIN; print the recovery key. Works once."""
    with open_people() as commands:
        commands.set_up(login)


@click.group()
def people() -> None:
    """Those who log in: caseworkers, supervisors, editors, administrators."""


@people.command()
@click.argument("login")
@click.option("--role", type=click.Choice(_ROLES), required=True)
@click.option("--group", default="", help="Of a caseworker: whose unassigned cases they see.")
@click.pass_obj
def add(open_people: OpenPeople, login: str, role: str, group: str) -> None:
    """Add LOGIN, and give them the organisation's key with the recovery key."""
    with open_people() as commands:
        commands.add(login, role, group)


@people.command()
@click.argument("login")
@click.pass_obj
def remove(open_people: OpenPeople, login: str) -> None:
    """Shut LOGIN out at once, and renew the organisation's key with the recovery key."""
    with open_people() as commands:
        commands.remove(login)


@people.command()
@click.argument("login")
@click.pass_obj
def reset(open_people: OpenPeople, login: str) -> None:
    """A new password and second factor for LOGIN, who forgot or lost them."""
    with open_people() as commands:
        commands.reset(login)


@people.command("renew-key")
@click.pass_obj
def renew_key(open_people: OpenPeople) -> None:
    """Renew the organisation's key with the recovery key."""
    with open_people() as commands:
        commands.renew_key()


@people.command("list")
@click.pass_obj
def show(open_people: OpenPeople) -> None:
    """Who works here, and who holds the organisation's key."""
    with open_people() as commands:
        commands.show()


@click.group()
def audit() -> None:
    """The record of who did what."""


@audit.command()
@click.option("--noted", help="What an earlier run told to note: shows whether it was rewritten since.")
@click.pass_obj
def verify(open_people: OpenPeople, noted: str | None) -> None:
    """Check that no entry was changed, removed or slipped in."""
    with open_people() as commands:
        commands.verify_audit(noted)
