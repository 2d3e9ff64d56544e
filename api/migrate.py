"""Brings the database to the newest version, and checks that models and migrations agree."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from api import tables
from api.database import MIGRATIONS, Database

__all__ = ["drift", "migrate", "tables"]


def _config(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = database.engine
    return config


def migrate(database: Database) -> None:
    """Runs the migrations that the database lacks. Safe to call at every start and by several processes."""
    command.upgrade(_config(database), "head")


def new_migration(database: Database, message: str) -> None:
    """Writes a migration from the difference between the models and the database."""
    command.revision(_config(database), message, autogenerate=True)


def drift(database: Database) -> list[str]:
    """Differences between the models and a migrated database; empty when there are none."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(change) for change in compare_metadata(context, SQLModel.metadata)]
