"""One good state of the guidance: the catalogue, with what was made of it to find topics, offices and violations."""

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from api.feedback.masking import Masker
from api.guidance.catalogue import Catalogue
from api.guidance.cities import Gazetteer
from api.guidance.offices import Directory
from api.guidance.reading.known import Known
from api.guidance.reading.loading import load_catalogue
from api.guidance.routing.questions import lessons
from api.guidance.routing.router import Router
from api.guidance.routing.teaching import Teacher
from api.guidance.routing.trained import Trained
from api.guidance.routing.violations import Suggester, ViolationExamples


@dataclass(frozen=True)
class Guidance:
    """Never changed after it is made, so that a turn that began with it ends with it."""

    catalogue: Catalogue
    router: Router
    directory: Directory
    gazetteer: Gazetteer
    suggester: Suggester

    @cached_property
    def masker(self) -> Masker:
        """Made when the first question is to be kept: most starts need none."""
        return Masker.of(self.catalogue)

    @classmethod
    def load(cls, content: Path, cache: Path | None = None) -> "Guidance":
        """Reads content/ and trains the router, or takes the trained one from `cache`. Raises ContentError."""
        catalogue = load_catalogue(content)
        return cls.of(catalogue, Teacher(cache).teach(lessons(catalogue)), Known())

    @classmethod
    def of(cls, catalogue: Catalogue, trained: Trained, known: Known) -> "Guidance":
        """`trained` may have learned from an older catalogue. `known` holds what was made for an older one."""
        cities, violations = catalogue.cities, catalogue.violations
        gazetteer = known.made("gazetteer", cities, partial(Gazetteer, cities))
        examples = known.made("violation examples", violations, partial(ViolationExamples, violations))
        router = Router(catalogue, trained)
        return cls(catalogue, router, Directory(catalogue.offices, gazetteer), gazetteer, Suggester(examples, router))
