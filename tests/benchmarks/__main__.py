"""`python -m tests.benchmarks [name…]`: runs all benchmarks, or those named, and prints what they find.

A missed target is printed, not an error: these are measurements.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import click

from api.settings import PROJECT
from tests.benchmarks import (
    asking,
    attachments,
    cases,
    growth,
    reloading,
    reporting,
    routing,
    starting,
    telegram,
    turns,
)
from tests.benchmarks.timing import Figures, heading, seconds, table

# In this order: the first start trains the router that all others take.
BENCHMARKS: dict[str, Callable[[Path], Figures]] = {
    "starting": starting.measure,
    "routing": routing.measure,
    "reloading": reloading.measure,
    "growth": growth.measure,
    "asking": asking.measure,
    "turns": turns.measure,
    "reporting": reporting.measure,
    "telegram": telegram.measure,
    "cases": cases.measure,
    "attachments": attachments.measure,
}


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHMARKS)))
def main(names: tuple[str, ...]) -> None:
    click.echo(f"{_machine()}\n\n{heading()}")
    took = seconds(lambda: _run([name for name in BENCHMARKS if name in names or not names]))
    click.echo(f"{took:.0f} s in all")


def _run(names: list[str]) -> None:
    kept = PROJECT / ".cache"  # on the disk of the project, as data/ is: in memory, commits would cost nothing
    kept.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="benchmarks-", dir=kept) as folder:
        for name in names:
            began = perf_counter()
            click.echo(table(BENCHMARKS[name](Path(folder))))
            click.echo(f"  took {perf_counter() - began:.0f} s\n")


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"Python {sys.version.split()[0]}, {os.cpu_count()} cores{load}"


if __name__ == "__main__":
    main()
