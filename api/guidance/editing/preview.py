"""A page on this computer that shows a section as people will see it, and changes as soon as its file does."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from api.conversation.context import Context
from api.conversation.replies import Reply
from api.conversation.screens import answers, topics
from api.guidance.catalogue import Catalogue
from api.guidance.editing.check import findings
from api.guidance.editing.findings import Finding
from api.guidance.editing.preview_page import STYLE, page
from api.guidance.editing.refusals import Refused
from api.guidance.editing.workspace import Workspace
from api.guidance.guidance import Guidance
from api.guidance.reading.content_errors import ContentError
from api.guidance.reading.loading import load_catalogue

_State = dict[str, tuple[int, int]]
_LOOK_EVERY = 0.5  # seconds

Screen = tuple[str, Sequence[Sequence[str]], Literal["message", "emergency"]]


@dataclass(frozen=True)
class Channels:
    """How channels show screens, as HTML; `routes` are what their pages load besides."""

    telegram: Callable[[Sequence[Screen]], str]
    webchat: Callable[[Sequence[Screen], str, Mapping[str, str]], str]
    routes: Sequence[BaseRoute]


@dataclass(frozen=True)
class _OnlyCatalogue:
    """The screens of a section and of a card ask for no router, which takes seconds to train."""

    catalogue: Catalogue


def create_preview(root: Path, place: str, language: str, channels: Channels) -> Starlette:
    """Shows `place` at `/`, and what else the address names: `/?place=bans/first&language=ky`.

    Who runs it may set `state.stopping`, which says that the server is about to end.
    """
    preview = _Preview(root, place, language, channels)
    app = Starlette(
        routes=[
            Route("/", preview.show),
            Route("/web", preview.web),
            Route("/style.css", preview.style),
            Route("/changes", preview.changes),
            *channels.routes,
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
    )
    app.state.stopping = lambda: False
    return app


class _Preview:
    def __init__(self, root: Path, place: str, language: str, channels: Channels) -> None:
        self._root = root
        self._place = place
        self._language = language
        self._channels = channels
        self._reading = threading.Lock()
        self._opened: tuple[_State, Workspace] | None = None

    async def show(self, request: Request) -> Response:
        place, language = self._asked(request)
        return HTMLResponse(await run_in_threadpool(self._page, place, language))

    def _page(self, place: str, language: str) -> str:
        try:
            workspace = self._workspace()
            telegram = self._channels.telegram(screens(workspace.catalogue, place, language))
            found = [str(each) for each in findings(workspace) if _is_of(each, place, language)]
        except (ContentError, Refused) as error:
            return page(place, language, [], "", str(error).splitlines())
        return page(place, language, list(workspace.catalogue.languages), telegram, found)

    async def web(self, request: Request) -> Response:
        place, language = self._asked(request)
        return HTMLResponse(await run_in_threadpool(self._web, place, language))

    def _web(self, place: str, language: str) -> str:
        try:
            catalogue = self._workspace().catalogue
            shown = screens(catalogue, place, language)
        except (ContentError, Refused):
            return ""  # the page around this one says why
        interface = catalogue.interface
        texts = {name: interface.say(language, name) for name in interface.names if name.startswith("web-")}
        return self._channels.webchat(shown, language, texts)

    async def style(self, _request: Request) -> Response:
        return Response(STYLE, media_type="text/css")

    async def changes(self, request: Request) -> Response:
        """A line for the browser whenever a file has changed."""
        return StreamingResponse(self._changes(request), media_type="text/event-stream")

    async def _changes(self, request: Request) -> AsyncIterator[str]:
        seen = await run_in_threadpool(_state_of, self._root)
        while not (await request.is_disconnected() or request.app.state.stopping()):
            await asyncio.sleep(_LOOK_EVERY)
            now = await run_in_threadpool(_state_of, self._root)
            yield "data: changed\n\n" if now != seen else ": still here\n\n"
            seen = now

    def _workspace(self) -> Workspace:
        """Read anew when a file has changed. Raises ContentError."""
        with self._reading:  # both parts of the page ask at once
            state = _state_of(self._root)
            if self._opened is None or self._opened[0] != state:
                self._opened = state, Workspace(self._root, load_catalogue(self._root))
            return self._opened[1]

    def _asked(self, request: Request) -> tuple[str, str]:
        asked = request.query_params
        return asked.get("place", self._place), asked.get("language", self._language)


def _state_of(root: Path) -> _State:
    """Every content file with its time of change and size."""
    found = {}
    for path in root.rglob("*"):
        with suppress(FileNotFoundError):  # an editor was replacing it
            found[str(path)] = (path.stat().st_mtime_ns, path.stat().st_size)
    return found


def screens(catalogue: Catalogue, place: str, language: str) -> list[Screen]:
    """A section, all sections of a topic, or emergency cards, as the conversation would show them. Raises Refused."""
    if language not in catalogue.languages:
        raise Refused(f"There is no language `{language}`; there are {', '.join(catalogue.languages)}.")
    guidance = cast(Guidance, _OnlyCatalogue(catalogue))
    folder, _, rest = place.partition("/")
    if folder == "emergency":
        country, _, danger = rest.partition("/")
        cards = catalogue.emergency.get(country, {language: None})[language]
        named = [name for name in (cards.cards if cards else ()) if danger in ("", name)]
        shown = [answers.emergency(Context(guidance, language, country), name) for name in named]
    else:
        topic = catalogue.topic(folder, language)
        sections = [section for section in (topic.sections.values() if topic else ()) if rest in ("", section.id)]
        shown = [
            reply
            for section in sections
            if (reply := topics.section(Context(guidance, language, section.countries[0]), folder, section.id))
        ]
    if not shown:
        raise Refused(f"There is no topic or section `{place}`; `jardam content status` lists the topics.")
    return [_screen(reply) for reply in shown]


def _screen(reply: Reply) -> Screen:
    return reply.text, [[button.label for button in row] for row in reply.buttons], reply.kind


def _is_of(finding: Finding, place: str, language: str) -> bool:
    """What is wrong with the place in this language, or with the file as a whole."""
    folder = place.partition("/")[0] if not place.startswith("emergency/") else place.rpartition("/")[0]
    here = finding.file in (f"topics/{folder}/{language}.md", f"{folder}/{language}.md", f"{place}/{language}.md")
    return here and (not finding.place or finding.place == place or finding.place.startswith(f"{place}/"))
