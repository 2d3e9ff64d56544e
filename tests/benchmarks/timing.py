"""Rounds, medians, cores, and the table of figures."""

import asyncio
import contextlib
import gc
import os
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

import uvicorn

T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """One line of the table. `met` is None where nobody has set a target."""

    name: str
    unit: str
    measured: float
    floor: float | None = None
    target: str = "-"
    met: bool | None = None

    @property
    def ratio(self) -> float | None:
        return self.measured / self.floor if self.floor else None


@dataclass(frozen=True)
class Figures:
    """What one benchmark found, with its floor in words."""

    title: str
    floor: str
    lines: Sequence[Figure]


def alternate(rounds: int, floor: Callable[[], float], subject: Callable[[], float]) -> tuple[float, float]:
    """Medians of both over so many rounds; who goes first changes, so that a noisy moment meets both."""
    samples: dict[Callable[[], float], list[float]] = {floor: [], subject: []}
    for number in range(rounds):
        for side in (floor, subject) if number % 2 else (subject, floor):
            samples[side].append(side())
    return median(samples[floor]), median(samples[subject])


def percentile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def each_ms(work: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """Milliseconds of the work on each text."""
    times = []
    for text in texts:
        began = perf_counter()
        work(text)
        times.append((perf_counter() - began) * 1e3)
    return times


def kept_bytes(make: Callable[[], T]) -> tuple[T, int]:
    """What `make` makes, and the bytes that stay in use for it."""
    gc.collect()
    tracemalloc.start()
    try:
        made = make()
        gc.collect()
        return made, tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


@contextlib.contextmanager
def one_core(number: int = 0) -> Iterator[None]:
    """Keeps this thread, and what it starts meanwhile, on one of the cores it may use, where the system allows it."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {allowed[number % len(allowed)]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def runner() -> asyncio.Runner:
    """The event loop that the service runs on."""

    async def nothing(_scope: Any, _receive: Any, _send: Any) -> None:
        pass

    return asyncio.Runner(loop_factory=uvicorn.Config(nothing).get_loop_factory())


def heading() -> str:
    return f"{'':40} {'measured':>14} {'floor':>14} {'ratio':>9}  target"


def table(figures: Figures) -> str:
    return "\n".join([figures.title, f"  floor: {figures.floor}", *map(_line, figures.lines)])


def _line(figure: Figure) -> str:
    floor = "-" if figure.floor is None else _amount(figure.floor, figure.unit)
    ratio = "-" if figure.ratio is None else f"x {figure.ratio:.3g}"
    verdict = {True: "ok", False: "MISSED", None: ""}[figure.met]
    measured = _amount(figure.measured, figure.unit)
    return f"  {figure.name:38} {measured:>14} {floor:>14} {ratio:>9}  {figure.target:20} {verdict}".rstrip()


def _amount(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 3
    return f"{value:,.{digits}f} {unit}"
