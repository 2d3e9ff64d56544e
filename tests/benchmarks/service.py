"""The service under measurement: its settings, its questions, and processes that run beside this one."""

import contextlib
import json
import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from pydantic import SecretStr

from api.settings import PROJECT, Settings

TOKEN = "the-token-of-channels"
_PATIENCE_SECONDS = 60


def settings_in(folder: Path, name: str) -> Settings:
    """Data of its own; the trained router is shared by all benchmarks of a run. No limit on requests."""
    return Settings(
        _env_file=None,
        data=folder / name,
        cache=folder / "cache",
        content=PROJECT / "content",
        database_url=None,
        service_token=SecretStr(TOKEN),
        server_key=None,
        requests_per_minute=1_000_000_000,
        reload_seconds=0,
    )


def questions() -> list[str]:
    lines = (PROJECT / "tests/guidance/questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


@contextlib.contextmanager
def beside(work: Callable[..., None], *arguments: object) -> Iterator[Connection]:
    """`work` in a process of its own; it gets the other end of a pipe first. It ends with the block."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=work, args=(theirs, *arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.terminate()
        process.join(_PATIENCE_SECONDS)
