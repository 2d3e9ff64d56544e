"""Ways through the questions of a report."""

from api.conversation.drafts import SendReport
from api.conversation.replies import Reply
from api.guidance.routing.decision import Guess
from tests.conversation.dialogue import Reporter, choices

STORY = "Начальник третий месяц не платит зарплату за стройку"
NONE = Guess("none", None, 0.9)


def goes_to(person: Reporter, name: str) -> None:
    """Skips questions until one is on the screen."""
    while person.draft.asking != name:
        asked = person.draft.asking
        person.presses(f"r/done/{asked}" if asked in ("story", "shares", "files") else f"r/skip/{asked}")


def choice_beginning(reply: Reply, beginning: str) -> str:
    return next(choice for choice in choices(reply) if choice.startswith(beginning))


def sends_it(person: Reporter) -> Reply:
    return person.presses(choice_beginning(person.replies[-1], "r/send/"))


def sent(person: Reporter) -> list[SendReport]:
    return [effect for effect in person.effects if isinstance(effect, SendReport)]
