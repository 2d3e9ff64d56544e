"""The command line, and the one place where the service and the channels are put together."""

import asyncio
import contextlib
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.guidance.command_line import content, content_problems_shown
from api.people.command_line import audit, people, setup
from api.reports.command_line import package, partner

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from api.guidance.guidance import Guidance
    from api.people.commands import PeopleCommands
    from api.settings import Settings
    from bot.telegram.channel import TelegramChannel


@click.group(help=__doc__)
@click.version_option(package_name="jardam")
@click.pass_context
def main(context: click.Context) -> None:
    context.obj = _people


for command in (setup, people, audit, package, partner, content):
    main.add_command(command)


@main.command()
def run() -> None:
    """Everything in one process: api, web chat and, with TELEGRAM_TOKEN, the Telegram bot."""
    settings = _settings()
    _serve(settings, create_service(settings, with_telegram=settings.telegram_token is not None))


@main.command()
def api() -> None:
    """The api and the web chat, for a bot that runs apart."""
    settings = _settings()
    _serve(settings, create_service(settings, with_telegram=False))


@main.command()
def bot() -> None:
    """The Telegram bot alone, speaking to the api at API_URL; a webhook when PUBLIC_URL is set, else long polling."""
    settings = _settings()
    if settings.telegram_token is None or settings.api_url is None:
        raise click.UsageError("Set TELEGRAM_TOKEN and API_URL (and SERVICE_TOKEN, as the api has it).")
    _serve(settings, create_bot(settings))


@main.command()
@click.option("--language", help="Language of the phone, for example ky.")
def chat(language: str | None) -> None:
    """The conversation in this terminal."""
    from bot.backend import HttpBackend
    from bot.terminal import Terminal

    settings = _settings()
    app = create_service(settings, with_telegram=False)

    async def converse() -> None:
        async with _client(settings, app) as client:
            backend = HttpBackend(client, "terminal", settings.token_for_channels)
            await Terminal(backend, click.echo, language).converse(lambda: click.prompt("", prompt_suffix="> "))

    asyncio.run(converse())


@main.command()
@click.argument("text")
@click.option("--country", help="Where the person is: RU, KZ, TR…")
def route(text: str, country: str | None) -> None:
    """Explain how TEXT is understood."""
    from api.guidance.routing.explain import explain

    click.echo(explain(_guidance(_settings()).router, text, country))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--wrong", is_flag=True, help="List the ids of the questions that went wrong.")
def evaluate(file: Path, wrong: bool) -> None:
    """Measure the router on the questions of FILE (JSON lines)."""
    from api.guidance.routing.evaluate import measure, read_questions, report

    try:
        questions = read_questions(file)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(report(measure(_guidance(_settings()).router, questions), wrong=wrong))


@main.command()
@click.option("--check", is_flag=True, help="Only check that models and migrations agree, on a database in memory.")
def migrate(check: bool) -> None:
    """Bring the database to the newest version."""
    from api import migrate as migrations
    from api.database import Database

    database = Database("sqlite:///:memory:" if check else _settings().database)
    migrations.migrate(database)
    differences = migrations.drift(database)
    if differences:
        raise click.ClickException("models and migrations differ:\n" + "\n".join(differences))
    click.echo("Models and migrations agree." if check else "The database is at the newest version.")


@main.command()
def train() -> None:
    """Train the question router now, so that the next start finds it ready."""
    _guidance(_settings())
    click.echo("The router is trained.")


@content.command()
@click.argument("place")
@click.option("--language", default="ru", show_default=True)
@click.option("--port", default=8010, show_default=True, help="On this computer; nobody else can open it.")
def preview(place: str, language: str, port: int) -> None:
    """Show PLACE, a topic or `topic/section`, as Telegram and the web chat will, and again when its file changes."""
    import uvicorn

    from api.guidance.editing.preview import Channels, create_preview
    from bot import preview as shown

    channels = Channels(shown.in_telegram, shown.in_webchat, shown.routes)
    click.echo(f"Open http://127.0.0.1:{port}/ in a browser; Ctrl+C ends it.")
    app = create_preview(_settings().content, place, language, channels)
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=5)
    )
    app.state.stopping = lambda: server.should_exit  # a browser that waits for edits must not hold it up
    server.run()


def create_service(settings: "Settings", *, with_telegram: bool) -> "FastAPI":
    """The app that one process serves: api, web chat at /chat and, if asked for, Telegram."""
    from api.main import create_app
    from bot.backend import HttpBackend
    from bot.webchat.app import create_webchat

    with content_problems_shown():
        app = create_app(settings)
    client = _client(settings, app)
    webchat = HttpBackend(client, "webchat", settings.token_for_channels)
    app.mount("/chat", create_webchat(webchat, secure_cookies=(settings.public_url or "").startswith("https://")))
    telegram = _telegram(settings, client) if with_telegram else None
    if telegram:
        app.mount("/telegram", telegram.webhook)
    with_api = app.router.lifespan_context

    @contextlib.asynccontextmanager
    async def lifespan(running: "FastAPI") -> AsyncIterator[None]:
        async with with_api(running), client, telegram.running() if telegram else contextlib.nullcontext():
            yield

    app.router.lifespan_context = lifespan
    return app


def create_bot(settings: "Settings") -> "FastAPI":
    """The app of a bot that runs apart: the webhook, and a sign of life."""
    from fastapi import FastAPI

    client = _client(settings, None)
    channel = _telegram(settings, client)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with client, channel.running():
            yield

    app = FastAPI(lifespan=lifespan, openapi_url=None)
    app.mount("/telegram", channel.webhook)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    return app


def _telegram(settings: "Settings", client: "httpx.AsyncClient") -> "TelegramChannel":
    from bot.backend import HttpBackend
    from bot.telegram.channel import TelegramChannel

    assert settings.telegram_token is not None
    return TelegramChannel(
        HttpBackend(client, "telegram", settings.token_for_channels),
        token=settings.telegram_token.get_secret_value(),
        api=settings.telegram_api,
        proxy=settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None,
        webhook_url=f"{settings.public_url}/telegram/" if settings.public_url else None,
        webhook_secret=settings.webhook_secret,
    )


def _client(settings: "Settings", app: "FastAPI | None") -> "httpx.AsyncClient":
    """Speaks to the api: over the network when API_URL is set, else to the app in this process."""
    import httpx

    if app is None:
        return httpx.AsyncClient(base_url=settings.api_url or "")
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://api")


def _settings() -> "Settings":
    from pydantic import ValidationError

    from api.settings import Settings

    try:
        settings = Settings()
    except ValidationError as error:
        wrong = "\n".join(f"  {'.'.join(map(str, e['loc'])) or 'settings'}: {e['msg']}" for e in error.errors())
        raise click.ClickException(f"The settings are wrong; see .env.example.\n{wrong}") from error
    _quiet_logs(settings.log_level)
    return settings


def _quiet_logs(level: str) -> None:
    """Logs hold no words, names, chat ids, tokens or addresses: httpx would log the bot's token in every URL."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    for name in ("httpx", "httpcore", "telegram", "alembic", "fontTools"):
        logging.getLogger(name).setLevel(logging.WARNING)


@contextlib.contextmanager
def _people() -> "Iterator[PeopleCommands]":
    """The accounts, on a migrated database; what cannot be done is told in one sentence."""
    from api.database import Database
    from api.errors import Problem
    from api.migrate import migrate
    from api.people.commands import PeopleCommands
    from api.people.desk import Desk
    from api.reports.rekey import reseal

    settings = _settings()
    database = Database(settings.database)
    migrate(database)
    try:
        yield PeopleCommands(
            Desk.open(settings, database, reseal),
            ask_password=lambda login: click.prompt(f"Password for {login}", hide_input=True, confirmation_prompt=True),
            ask_recovery_key=lambda why: click.prompt(f"Recovery key, {why}", default="", show_default=False),
            say=click.echo,
        )
    except Problem as problem:
        raise click.ClickException(problem.detail) from problem
    finally:
        database.close()


def _content_folder() -> Path:
    return _settings().content


content.context_settings["obj"] = _content_folder


def _guidance(settings: "Settings") -> "Guidance":
    """The guidance, or the list of what to mend in it."""
    from api.guidance.guidance import Guidance

    with content_problems_shown():
        return Guidance.load(settings.content, settings.cache)


def _serve(settings: "Settings", app: "FastAPI") -> None:
    import uvicorn

    sys.setswitchinterval(0.0005)  # seconds: the event loop must not wait long for a thread that routes or seals
    where = f"http://{settings.host}:{settings.port}"
    click.echo(f"Jardam: web chat {where}/chat  ·  api {where}/docs", err=True)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,  # it would hold people's addresses
        proxy_headers=True,
        forwarded_allow_ips=settings.forwarded_allow_ips,
        server_header=False,
        log_level=settings.log_level.lower(),
        timeout_graceful_shutdown=10,
    )
