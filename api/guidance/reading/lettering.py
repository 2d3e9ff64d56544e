"""Languages that are another one in other letters: Uzbek in Cyrillic. Their texts are made, never written."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from api.guidance.catalogue import Catalogue, EmergencyCards
from api.guidance.reading.interface import Argument, Interface
from api.guidance.topics import Section, Topic

Write = Callable[[str], str]
T = TypeVar("T")
_KEPT_TEXTS = 4_096
_FOREIGN = "\ue000{}\ue001"  # stands for an argument while the text around it is written: not in any alphabet


def lettered(catalogue: Catalogue, write: Write) -> Catalogue:
    """The catalogue with the languages that have `letters_of`, each made from that one by `write`."""
    for code, language in catalogue.languages.items():
        if language.letters_of:
            catalogue = _with(catalogue, code, language.letters_of, write)
    return catalogue


def _with(catalogue: Catalogue, code: str, base: str, write: Write) -> Catalogue:
    def texts(value: T) -> T:
        """The same, with a text in the other letters beside each text in the language."""
        found: Any = value
        if isinstance(value, BaseModel):
            changed = {name: texts(each) for name, each in vars(value).items()}
            found = value.model_copy(update=changed)
        elif isinstance(value, Mapping) and isinstance(value.get(base), str):
            found = {**value, code: write(value[base])}
        elif isinstance(value, Mapping):
            found = {name: texts(each) for name, each in value.items()}
        elif isinstance(value, list | tuple):
            found = type(value)(texts(each) for each in value)
        return found  # type: ignore[no-any-return]  # of the same type as it came

    made = {name: texts(getattr(catalogue, name)) for name in _WITH_TEXTS}
    # A card has to fit two SMS, and less than half as much fits in Cyrillic.
    made["sms_cards"] = {
        topic: {**each, code: each[base]} for topic, each in catalogue.sms_cards.items() if base in each
    }
    topics = {
        name: {**each, code: _topic(each[base], code, write)} for name, each in catalogue.topics.items() if base in each
    }
    cards = {
        name: {**each, code: _cards(each[base], write)} for name, each in catalogue.emergency.items() if base in each
    }
    interface = LetteredInterface(catalogue.interface, code, base, write)
    return Catalogue(**{**vars(catalogue), **made, "topics": topics, "emergency": cards, "interface": interface})


_WITH_TEXTS = (
    *("values", "checks", "offices", "countries", "families", "violations", "intake"),
    *("case_messages", "statistics", "referral"),
)


def _topic(topic: Topic, code: str, write: Write) -> Topic:
    changed = {
        "language": code,
        "title": write(topic.title),
        "summary": write(topic.summary),
        "questions": {},
        "sections": _sections(topic.sections, write),
    }
    return topic.model_copy(update=changed)


def _cards(cards: EmergencyCards, write: Write) -> EmergencyCards:
    return EmergencyCards(write(cards.title), _sections(cards.cards, write))


def _sections(sections: Mapping[str, Section], write: Write) -> dict[str, Section]:
    return {
        name: section.model_copy(update={"title": write(section.title), "text": write(section.text)})
        for name, section in sections.items()
    }


class LetteredInterface(Interface):
    """The interface with one language more. What people typed and what is a name of its own stays as it is."""

    def __init__(self, interface: Interface, code: str, base: str, write: Write) -> None:
        self._interface, self._code, self._base = interface, code, base
        self._write = lru_cache(maxsize=_KEPT_TEXTS)(write)
        self.names = interface.names

    def say(self, language: str, text_id: str, /, **arguments: Argument) -> str:
        if language != self._code:
            return self._interface.say(language, text_id, **arguments)
        foreign = [name for name, value in arguments.items() if isinstance(value, str)]
        marked = {name: _FOREIGN.format(number) for number, name in enumerate(foreign)}
        text = self._write(self._interface.say(self._base, text_id, **{**arguments, **marked}))
        for name, mark in marked.items():
            text = text.replace(mark, str(arguments[name]))
        return text

    def has(self, text_id: str) -> bool:
        return self._interface.has(text_id)
