"""Throughput of /v1/ask over a real uvicorn on loopback, against a bare route of the same app."""

import asyncio
import json
import socket
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median_low
from time import perf_counter
from typing import Any

import uvicorn

from api.guidance.answers import answer_to
from api.guidance.schemas import AskIn
from api.main import create_app
from tests.benchmarks.service import beside, questions, settings_in
from tests.benchmarks.timing import Figure, Figures, alternate, one_core, runner

FLOOR = "a route of the same app that takes the same body and returns a fixed JSON of the median size"
TARGET = 1 / 4
ROUNDS = 4
_CONNECTIONS = 16
_FLOOR_PASSES = 4  # the floor is fast: more requests make its rounds long enough to time


def measure(folder: Path) -> Figures:
    with beside(_serve, folder) as pipe, one_core(1), runner() as loop:
        port = pipe.recv()
        asks, bares = _requests("/v1/ask"), _requests("/bare") * _FLOOR_PASSES

        def ask() -> float:
            return loop.run(_throughput(port, asks))

        def bare() -> float:
            return loop.run(_throughput(port, bares))

        ask()
        bare()
        floor, measured = alternate(ROUNDS, bare, ask)
    lines = [Figure("POST /v1/ask", "/s", measured, floor, "ratio at least 1/4", measured / floor >= TARGET)]
    title = f"Asking, server on one core, uvicorn on loopback, {_CONNECTIONS} kept connections"
    return Figures(title, FLOOR, lines)


def _serve(pipe: Connection, folder: Path) -> None:
    with one_core():
        app = create_app(settings_in(folder, "asking"))
        guidance = app.state.service.library.current
        answers = (answer_to(guidance, AskIn(text=text)).model_dump_json() for text in questions())
        fixed = json.loads(median_low([(len(answer), answer) for answer in answers])[1])

        @app.post("/bare")
        async def bare(_question: AskIn) -> dict[str, Any]:
            return fixed  # type: ignore[no-any-return]

        listener = socket.create_server(("127.0.0.1", 0))
        pipe.send(listener.getsockname()[1])
        uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False)).run([listener])


def _requests(path: str) -> list[bytes]:
    """Whole requests, so that the client has next to nothing to do."""
    made = []
    for text in questions():
        body = json.dumps({"text": text}, ensure_ascii=False).encode()
        head = f"POST {path} HTTP/1.1\r\nHost: api\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        made.append(f"{head}\r\n".encode() + body)
    return made


async def _throughput(port: int, requests: list[bytes]) -> float:
    """Requests a second over so many connections that each wait for their answer."""
    waiting = iter(requests)
    connections = [await asyncio.open_connection("127.0.0.1", port) for _ in range(_CONNECTIONS)]

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for request in waiting:
            writer.write(request)
            await _read_answer(reader)

    began = perf_counter()
    await asyncio.gather(*(converse(*connection) for connection in connections))
    took = perf_counter() - began
    for _, writer in connections:
        writer.close()
    return len(requests) / took


async def _read_answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length))
