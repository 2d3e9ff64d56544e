"""What every screen needs: the guidance, the person's language and country, and the words of the interface."""

from dataclasses import dataclass, field

from api.conversation.drafts import NOTHING_KNOWN, Known
from api.conversation.replies import Button
from api.conversation.state import State
from api.guidance.catalogue import Catalogue
from api.guidance.guidance import Guidance
from api.guidance.pack.identity import Published
from api.guidance.reading.interface import Argument


@dataclass(frozen=True)
class Context:
    """`country` is None while the person has not said where they are: then guidance for Russia comes first."""

    guidance: Guidance
    language: str
    country: str | None
    channel: str = ""
    known: Known = NOTHING_KNOWN
    published: Published = field(default_factory=Published)

    @property
    def catalogue(self) -> Catalogue:
        return self.guidance.catalogue

    @property
    def writing(self) -> bool:
        """Whether there is a draft of a report to go on with."""
        return self.known.draft is not None

    @property
    def takes_reports(self) -> bool:
        return self.known.open_for_reports

    @property
    def maybe_in_russia(self) -> bool:
        """Whether to keep Russian risks in mind: also when we do not know where the person is."""
        return self.country in (None, "RU")

    def say(self, text_id: str, /, **arguments: Argument) -> str:
        return self.catalogue.interface.say(self.language, text_id, **arguments)

    def say_here(self, text_id: str, /, **arguments: Argument) -> str:
        """A text that may differ by channel: `privacy-webchat` stands for `privacy` in the web chat."""
        here = f"{text_id}-{self.channel}"
        return self.say(here if self.catalogue.interface.has(here) else text_id, **arguments)

    def button(self, text_id: str, choice: str, /, **arguments: Argument) -> Button:
        return Button(self.say(text_id, **arguments), choice)

    def value(self, name: str) -> str:
        """A named value of values.yaml, such as a phone number, in the person's language."""
        return self.catalogue.value(name, self.language)

    @property
    def home(self) -> Button:
        return self.button("button-home", "home")


@dataclass(frozen=True)
class World:
    """What a step may know besides the person: the guidance of the moment, the channel, and what was looked up."""

    guidance: Guidance
    channel: str
    known: Known = NOTHING_KNOWN
    published: Published = field(default_factory=Published)

    def context(self, state: State) -> Context:
        language = state.language or self.guidance.catalogue.source_language
        return Context(self.guidance, language, state.country, self.channel, self.known, self.published)
