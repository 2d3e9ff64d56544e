"""One good state of the guidance: the catalogue with the router trained on it and the directory of offices."""

from dataclasses import dataclass
from pathlib import Path

from api.guidance.catalogue import Catalogue, load_catalogue
from api.guidance.cities import Gazetteer
from api.guidance.offices import Directory
from api.guidance.router import Router


@dataclass(frozen=True)
class Guidance:
    """Never changed after it is made, so that a turn that began with it ends with it."""

    catalogue: Catalogue
    router: Router
    directory: Directory
    gazetteer: Gazetteer

    @classmethod
    def load(cls, content: Path) -> "Guidance":
        """Reads content/ and trains the router. Raises ContentError."""
        catalogue = load_catalogue(content)
        gazetteer = Gazetteer(catalogue.cities)
        return cls(catalogue, Router(catalogue), Directory(catalogue.offices, gazetteer), gazetteer)
