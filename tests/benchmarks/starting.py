"""From `jardam run` to an answer of /readyz, and the memory of the process that then answers questions."""

import contextlib
import itertools
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

import httpx

from api.settings import Settings
from tests.benchmarks.service import questions
from tests.benchmarks.timing import Figure, Figures, alternate, seconds

FLOOR = 'python -c "import fastapi, sqlmodel, uvicorn"'
TARGET_SECONDS = 4.0
TARGET_MB = 300
ROUNDS = 3
_QUESTIONS = 200
_PATIENCE_SECONDS = 120
_IMPORTS = [sys.executable, "-c", "import fastapi, sqlmodel, uvicorn; print(open('/proc/self/status').read())"]


def measure(folder: Path) -> Figures:
    numbers = itertools.count()

    def start(cache: Path) -> float:
        with _running(folder / f"start-{next(numbers)}", cache) as (_, took):
            return took

    cache = folder / "cache"
    assert not cache.exists(), "no benchmark may have trained the router yet"
    first = start(cache)
    floor, kept = alternate(ROUNDS, lambda: seconds(_imports), lambda: start(cache))
    target = f"< {TARGET_SECONDS:g} s"
    lines = [
        Figure("start, trained router kept", "s", kept, floor, target, kept < TARGET_SECONDS),
        Figure("first start after a change of content", "s", first, floor),
    ]
    if Path("/proc/self/status").exists():
        lines += _memory(folder, cache)
    return Figures("Starting, until /readyz answers", FLOOR, lines)


def _memory(folder: Path, cache: Path) -> list[Figure]:
    floor = _imports()
    with _running(folder / "memory", cache) as (service, _):
        with httpx.Client(base_url=service.address) as client:
            for text in questions()[:_QUESTIONS]:
                client.post("/v1/ask", json={"text": text}).raise_for_status()
        status = Path(f"/proc/{service.pid}/status").read_text(encoding="ascii")
    lines = []
    for name, field in (f"memory after {_QUESTIONS} questions", "VmRSS"), ("memory at its highest", "VmHWM"):
        held = _megabytes(status, field)
        lines.append(Figure(name, "MB", held, _megabytes(floor, field), f"< {TARGET_MB} MB", held < TARGET_MB))
    return lines


class _Service:
    def __init__(self, pid: int, address: str) -> None:
        self.pid = pid
        self.address = address


@contextlib.contextmanager
def _running(data: Path, cache: Path) -> Iterator[tuple[_Service, float]]:
    """`jardam run` in an empty data folder, ready; with the seconds that this took."""
    data.mkdir()
    port = _free_port()
    ours = {str(field.validation_alias) for field in Settings.model_fields.values()}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment |= {"JARDAM_DATA": str(data), "JARDAM_CACHE": str(cache), "JARDAM_PORT": str(port)}
    command = [str(Path(sys.executable).with_name("jardam")), "run"]
    with (data / "log").open("wb") as log:
        began = perf_counter()
        process = subprocess.Popen(command, env=environment, cwd=data, stdout=log, stderr=log)
    try:
        service = _Service(process.pid, f"http://127.0.0.1:{port}")
        _wait_until_ready(service, process)
        yield service, perf_counter() - began
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


def _wait_until_ready(service: _Service, process: "subprocess.Popen[bytes]") -> None:
    with httpx.Client(base_url=service.address) as client:
        while process.poll() is None:
            with contextlib.suppress(httpx.TransportError):
                if client.get("/readyz", timeout=_PATIENCE_SECONDS).is_success:
                    return
            sleep(0.01)
    raise RuntimeError("jardam run ended by itself")


def _imports() -> str:
    """Imports what the service stands on; gives the status of the process, as the system tells it."""
    return subprocess.run(_IMPORTS, check=True, capture_output=True, text=True).stdout


def _megabytes(status: str, field: str) -> float:
    found = re.search(rf"{field}:\s+(\d+) kB", status)
    assert found
    return int(found[1]) * 1024 / 1e6


def _free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        port: int = any_port.getsockname()[1]
        return port
