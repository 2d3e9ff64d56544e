"""Writes an edition of the pack for each language of the catalogue."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from api.guidance.answers import day, warnings
from api.guidance.catalogue import ANY_COUNTRY, Catalogue
from api.guidance.pack.edition import VERSION, Check, Edition, Group, Passage, Step, Way
from api.guidance.pack.identity import Identity
from api.guidance.pack.sms import as_sms, sms_parts
from api.guidance.reading.guided_checks import GuidedCheck
from api.guidance.reading.sms_cards import MESSAGES
from api.guidance.topics import Section, Topic

WORDS = "pack-"  # texts of the interface that begin so stand in the pack


def editions(catalogue: Catalogue, identity: Identity) -> list[Edition]:
    """One for each language, in the order of languages.yaml."""
    date = max(_dates(catalogue))
    return [_Writer(catalogue, language, identity).edition(date) for language in catalogue.languages]


def sms_card(catalogue: Catalogue, topic_id: str, language: str) -> str | None:
    """The topic's card as it is sent, None if it has none.

    In letters in which it would take too many messages it stays in those in which it was written.
    """
    texts = catalogue.sms_cards.get(topic_id)
    if not texts:
        return None
    written_in = catalogue.languages[language].letters_of
    text = texts[language]
    return as_sms(texts[written_in] if written_in and sms_parts(text) > MESSAGES else text)


def _dates(catalogue: Catalogue) -> Iterator[datetime.date]:
    """When the parts of the content were checked."""
    for translations in catalogue.topics.values():
        for topic in translations.values():
            yield from (section.checked for section in topic.sections.values())
    for cards in catalogue.emergency.values():
        for each in cards.values():
            yield from (card.checked for card in each.cards.values())
    yield from (check.checked for check in catalogue.checks.values())


@dataclass(frozen=True)
class _Writer:
    catalogue: Catalogue
    language: str
    identity: Identity

    def edition(self, date: datetime.date) -> Edition:
        topics = [translations[self.language] for translations in self.catalogue.topics.values()]
        return Edition(
            code=self.language,
            name=self.catalogue.languages[self.language].name,
            date=date,
            identity=self.identity,
            words=self._words(date),
            emergency=tuple(map(self._cards, self._countries())),
            sms=tuple(self._sms(topics)),
            checks=tuple(self._check(name, check) for name, check in self.catalogue.checks.items()),
            topics=tuple(map(self._topic, topics)),
        )

    def _words(self, date: datetime.date) -> dict[str, str]:
        names = (name for name in self.catalogue.interface.names if name.startswith(WORDS))
        return {name.removeprefix(WORDS): self._say(name, date=day(date), version=VERSION) for name in names}

    def _say(self, text_id: str, **arguments: str) -> str:
        return self.catalogue.interface.say(self.language, text_id, **arguments)

    def _countries(self) -> list[str]:
        """Those with cards of their own in the order of the menu, then any other country."""
        own = [code for code in self.catalogue.countries if code in self.catalogue.emergency]
        return [*own, ANY_COUNTRY]

    def _cards(self, country: str) -> Group:
        found = self.catalogue.emergency[country][self.language]
        cards = [
            Passage(
                place=f"e-{country}-{danger}",
                title=card.title,
                text=card.text,
                notes=tuple(warnings(self.catalogue, card, self.language)),
            )
            for danger, card in found.cards.items()
        ]
        checked = min(card.checked for card in found.cards.values())
        return Group(
            place=f"e-{country}",
            title=found.title,
            summary=self._say("checked", date=day(checked)),
            passages=tuple(cards),
        )

    def _sms(self, topics: list[Topic]) -> Iterator[Passage]:
        for topic in topics:
            text = sms_card(self.catalogue, topic.id, self.language)
            if text:
                yield Passage(place=f"m-{topic.id}", title=topic.title, text=text)

    def _topic(self, topic: Topic) -> Group:
        sections = tuple(self._section(topic, section) for section in topic.sections.values())
        return Group(place=f"t-{topic.id}", title=topic.title, summary=topic.summary, passages=sections)

    def _section(self, topic: Topic, section: Section) -> Passage:
        notes = (
            *([] if ANY_COUNTRY in section.countries else [self._for_countries(section)]),
            *warnings(self.catalogue, section, self.language),
            self._say("checked", date=day(section.checked)),
        )
        return Passage(place=_place(topic.id, section.id), title=section.title, text=section.text, notes=notes)

    def _for_countries(self, section: Section) -> str:
        countries = self.catalogue.countries
        names = [countries[code].name[self.language] if code in countries else code for code in section.countries]
        return self._say("offline-countries", countries=", ".join(names))

    def _check(self, check_id: str, check: GuidedCheck) -> Check:
        place = f"c-{check_id}"
        questions = [
            Step(
                place=f"{place}-{name}",
                title=question.ask[self.language],
                text="",
                ways=tuple(Way(label=o.label[self.language], place=f"{place}-{o.to}") for o in question.options),
            )
            for name, question in sorted(check.questions.items(), key=lambda item: item[0] != check.start)
        ]
        endings = [
            Step(
                place=f"{place}-{name}",
                title=ending.title[self.language],
                text=ending.text[self.language],
                ways=tuple(self._reading(ending.danger, ending.sections)),
            )
            for name, ending in check.endings.items()
        ]
        phone = self.catalogue.value("phone-consular-department", self.language)
        overdue = (self._say("section-overdue", date=day(check.review_by), phone=phone),) if check.overdue else ()
        return Check(
            place=place,
            title=check.title[self.language],
            intro=check.intro[self.language],
            notes=(*overdue, self._say("checked", date=day(check.checked))),
            steps=(*questions, *endings),
        )

    def _reading(self, danger: str | None, sections: list[str]) -> Iterator[Way]:
        """Where to read on after an ending: the emergency cards where it is about danger, and sections."""
        if danger:
            yield Way(label=self._say("pack-emergency"), place="emergency")
        for name in sections:
            topic_id, _, section_id = name.partition("/")
            topic = self.catalogue.topics[topic_id][self.language]
            yield Way(label=topic.sections[section_id].title, place=_place(topic_id, section_id))


def _place(topic_id: str, section_id: str) -> str:
    return f"s-{topic_id}-{section_id}"
