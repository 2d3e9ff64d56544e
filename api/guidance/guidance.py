"""One good state of the guidance: the catalogue, with what was made of it to find topics, offices and violations."""

from dataclasses import dataclass
from pathlib import Path

from api.guidance.catalogue import Catalogue
from api.guidance.cities import Gazetteer
from api.guidance.loading import load_catalogue
from api.guidance.offices import Directory
from api.guidance.router import Router
from api.guidance.trained import trained_on
from api.guidance.violations import Suggester


@dataclass(frozen=True)
class Guidance:
    """Never changed after it is made, so that a turn that began with it ends with it."""

    catalogue: Catalogue
    router: Router
    directory: Directory
    gazetteer: Gazetteer
    suggester: Suggester

    @classmethod
    def load(cls, content: Path, cache: Path | None = None) -> "Guidance":
        """Reads content/ and trains the router, or takes the trained one from `cache`. Raises ContentError."""
        catalogue = load_catalogue(content)
        gazetteer = Gazetteer(catalogue.cities)
        router = Router(catalogue, trained_on(catalogue, cache))
        directory = Directory(catalogue.offices, gazetteer)
        return cls(catalogue, router, directory, gazetteer, Suggester(catalogue, router))
