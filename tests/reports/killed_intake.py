"""Tells a report, turn by turn, in processes that are killed; run as a program: `killed_intake DATA CACHE EVERY`.

The guidance is loaded once; every attempt then forks, so that each meets the same database at another moment. A child
takes the turns as the inbox does for a channel and dies at its n-th statement, by SIGKILL. Like a channel, the next
child sends again every turn whose answer had not come back.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from api.conversation.schemas import TurnIn, TurnOut
from api.guidance.library import Library
from api.main import open_service
from api.service import Service
from api.settings import PROJECT, Settings
from tests.databases import quick
from tests.people.staff import Office

STORY = "Хозяин стройки не платит нам уже третий месяц"
FIRST_WORDS = ("/report", "r/yes", STORY)
WAYS_ON = ("r/done", "r/send", "r/skip")  # as a person presses who wants it to be over


def main(data: Path, cache: Path, every: int) -> None:
    library = Library(PROJECT / "content", cache)
    service = _service(data / "template", library)
    (data / "recovery-key").write_text(Office.opened(service.desk).recovery, encoding="ascii")
    service.database.close()
    statements = _attempt(data / "unhurt", library, dies_at=None)
    for dies_at in range(1, statements + 1, every):
        _attempt(data / f"dies-at-{dies_at}", library, dies_at=dies_at)


def _service(folder: Path, library: Library) -> Service:
    return open_service(quick(Settings(_env_file=None, data=folder, reload_seconds=0)), library)


def _attempt(folder: Path, library: Library, dies_at: int | None) -> int:
    """Tells one report in a copy of the database; gives how many statements the last child made."""
    shutil.copytree(folder.with_name("template"), folder)
    answered: list[TurnOut] = []
    while True:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _child(folder, library, answered, writing, dies_at)
        os.close(writing)
        statements = _listen(reading, answered)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert os.WEXITSTATUS(status) == 0, f"child failed when killed at {dies_at}"
            return statements
        assert os.WTERMSIG(status) == signal.SIGKILL
        dies_at = None  # the next one lives


def _listen(reading: int, answered: list[TurnOut]) -> int:
    statements = 0
    with os.fdopen(reading, encoding="utf-8") as pipe:
        for line in pipe:
            kind, _, rest = line.partition(" ")
            if kind == "answer":
                answered.append(TurnOut.model_validate_json(rest))
            elif kind == "statements":
                statements = int(rest)
    return statements


def _child(folder: Path, library: Library, answered: list[TurnOut], writing: int, dies_at: int | None) -> None:
    service = _service(folder, library)
    counted = _count_statements(service, dies_at)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        tell(service, answered, lambda answer: print("answer", answer.model_dump_json(), file=pipe, flush=True))
        print("statements", counted(), file=pipe, flush=True)
    os._exit(0)


def _count_statements(service: Service, dies_at: int | None) -> Callable[[], int]:
    """Dies before the statement or commit of that number."""
    count = 0

    def one_more(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(service.database.engine, "before_cursor_execute", one_more)
    event.listen(service.database.engine, "commit", one_more)
    return lambda: count


def tell(service: Service, answered: list[TurnOut], note: Callable[[TurnOut], None]) -> None:
    """From the first word to the end, going on after the answers that came already."""
    answers = list(answered)
    while not answers or not _is_over(answers[-1]):
        answer = service.inbox.take(service.library.current, _turn(answers))
        answers.append(answer)
        note(answer)


def _turn(answers: list[TurnOut]) -> TurnIn:
    number = len(answers)
    said = FIRST_WORDS[number] if number < len(FIRST_WORDS) else _next_choice(answers[-1])
    kind = "text" if said in ("/report", STORY) else "choice"
    act = {"type": kind, kind: said}
    return TurnIn.model_validate({"channel": "telegram", "address": "77001", "key": f"key-{number}", "event": act})


def _next_choice(answer: TurnOut) -> str:
    choices = [button.choice for reply in answer.replies for row in reply.buttons for button in row]
    for wanted in WAYS_ON:
        for choice in choices:
            if choice.startswith(wanted):
                return choice
    raise AssertionError(f"no way on: {choices}")


def _is_over(answer: TurnOut) -> bool:
    return not any(b.choice.startswith("r/") for reply in answer.replies for row in reply.buttons for b in row)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
