"""Runs migrations on the engine that `api/migrate.py` hands over, one process at a time."""

from alembic import context
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from api import tables

assert tables
_ONE_AT_A_TIME = 0x6A617264616D  # "jardam": key of the PostgreSQL advisory lock


def run(engine: Engine) -> None:
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
        context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
        context.run_migrations()


run(context.config.attributes["engine"])
