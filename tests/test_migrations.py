import sys
from contextlib import ExitStack
from subprocess import PIPE, Popen

from alembic import command

from api.database import Database
from api.migrate import config, drift, migrate


def test_models_and_migrations_agree(blank_database_url: str) -> None:
    database = Database(blank_database_url)
    migrate(database)
    assert drift(database) == []
    database.close()


def test_a_database_of_an_earlier_version_is_brought_up(blank_database_url: str) -> None:
    database = Database(blank_database_url)
    command.upgrade(config(database), "0001")
    assert drift(database) != []
    migrate(database)
    assert drift(database) == []
    database.close()


_MIGRATE = """
import sys
from api.database import Database
from api.migrate import migrate
sys.stdin.readline()
database = Database(sys.argv[1])
migrate(database)
database.close()
"""


def test_processes_that_migrate_at_once_do_not_collide(blank_database_url: str) -> None:
    command = [sys.executable, "-c", _MIGRATE, blank_database_url]
    with ExitStack() as stack:
        start = [stack.enter_context(Popen(command, stdin=PIPE, stderr=PIPE, text=True)) for _ in range(3)]
        outcomes = [process.communicate("go\n") for process in start]
    assert [process.returncode for process in start] == [0, 0, 0], outcomes
    database = Database(blank_database_url)
    assert drift(database) == []
    database.close()
