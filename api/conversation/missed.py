"""What somebody asked and did not find: counted always, kept only when they allow it at that moment."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Missed:
    """A question with names and numbers covered. `topic` is `none` and `section` empty where nothing was found."""

    words: str
    topic: str
    section: str
    language: str


@dataclass(frozen=True)
class CountUnanswered:
    """Count one question that nothing fitted, without the person and the words."""

    topic: str
    language: str


@dataclass(frozen=True)
class OfferToKeep:
    """Hold a question while its person decides, an hour at most."""

    missed: Missed


@dataclass(frozen=True)
class KeepOffered:
    """Keep the question that was held, for editors."""

    missed: Missed


@dataclass(frozen=True)
class DropOffered:
    """Forget the question that was held."""


MissedEffect = CountUnanswered | OfferToKeep | KeepOffered | DropOffered
