"""Brings the database to the newest version, and checks that models and migrations agree."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from api import tables
from api.database import MIGRATIONS, Database

__all__ = ["drift", "migrate", "tables"]


def config(database: Database) -> Config:
    """What Alembic needs to know to work on this database."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = database.engine
    return config


def migrate(database: Database) -> None:
    """Runs the migrations that the database lacks. Safe to call at every start and by several processes."""
    if _version(database) != _newest():
        command.upgrade(config(database), "head")


def _version(database: Database) -> str | None:
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _newest() -> str:
    """The number in front of the newest migration's name: to see that there is nothing to do, none need be loaded."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def new_migration(database: Database, message: str) -> None:
    """Writes a migration from the difference between the models and the database."""
    command.revision(config(database), message, autogenerate=True)


def drift(database: Database) -> list[str]:
    """Differences between the models and a migrated database; empty when there are none."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(change) for change in compare_metadata(context, SQLModel.metadata)]
