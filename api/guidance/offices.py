"""The directory of consular offices and other places of help, and the rules for showing a contact."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from api.guidance.cities import Gazetteer, Point
from api.guidance.reading.content_rows import Strict

Confidence = Literal["confirmed", "single-source", "uncertain"]
Risk = Literal[
    "none", "state-check", "foreign-agent", "unchecked", "police", "honorary", "undesirable", "extremist"
]  # fmt: skip
CONSULAR_KINDS = frozenset({"embassy", "consulate_general", "consular_section"})
NEAREST = 3
_EARTH_RADIUS_KM = 6371.0


class OfficeSource(Strict):
    title: str
    address: str | None
    date: str | None


class Office(Strict):
    """A row of offices.yaml, with the fields that only editors and caseworkers see."""

    id: str
    kind: str
    status: str
    name: dict[str, str | None]
    country: str
    city: dict[str, str] | None
    address: dict[str, str | None]
    lat: float | None
    lon: float | None
    coords: Literal["wikidata", "approximate", "city_only"] | None
    phones: list[str]
    phones_old: list[str]
    emergency_phone: str | None
    emergency_phone_owner: Literal["own", "embassy_moscow", "consular_department_bishkek"] | None
    email: str | None
    website: str | None
    telegram: str | None
    whatsapp: str | None
    hours: str | None
    jurisdiction: list[str]
    services: list[str]
    display: Literal["show", "show_dated", "hide"]
    as_of: str
    sources: list[OfficeSource]
    confidence: Confidence
    confidence_contact: Confidence
    risk: Risk
    risk_note: str | None
    note: str | None

    @property
    def point(self) -> Point | None:
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)

    @property
    def pin(self) -> Point | None:
        """The point to draw on a map: never the centre of a city as if it were the door."""
        return None if self.coords == "city_only" else self.point

    @property
    def dated(self) -> bool:
        """Whether the contact must be shown with its date and the advice to check it."""
        return self.display == "show_dated"


@dataclass(frozen=True)
class Found:
    """An office and how far it is from the place asked about, in kilometres as the crow flies."""

    office: Office
    distance_km: float | None = None


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance (haversine formula) between two points in degrees."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = math.sin((lat_b - lat_a) / 2) ** 2
    half_lon = math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(half_lat + math.cos(lat_a) * math.cos(lat_b) * half_lon))


class Directory:
    """What people may see of offices.yaml. Rows with `display: hide` are not in it."""

    def __init__(self, offices: Iterable[Office], gazetteer: Gazetteer) -> None:
        self._offices = {office.id: office for office in offices if office.display != "hide"}
        self._gazetteer = gazetteer

    def get(self, office_id: str) -> Office | None:
        return self._offices.get(office_id)

    def kinds(self) -> set[str]:
        return {office.kind for office in self._offices.values()}

    def listed(self, country: str | None = None, kind: str | None = None) -> list[Office]:
        return [
            office
            for office in self._offices.values()
            if country in (None, office.country) and kind in (None, office.kind)
        ]

    def countries(self) -> list[str]:
        """Countries with a consular office, in the order of the file."""
        return list(dict.fromkeys(o.country for o in self._offices.values() if o.kind in CONSULAR_KINDS))

    def near(self, point: Point, kind: str | None = None, country: str | None = None) -> list[Found]:
        """The nearest offices, nearest first; consular ones unless a kind is named."""
        found = [
            Found(office, round(distance_km(point, office.point), 1))
            for office in self.listed(country, kind)
            if office.point and (kind or office.kind in CONSULAR_KINDS)
        ]
        return sorted(found, key=lambda f: f.distance_km or 0.0)[:NEAREST]

    def in_city(self, name: str, kind: str | None = None, country: str | None = None) -> list[Found]:
        """Offices for a city typed in any spelling and script: of the same country, the nearest first.

        Empty when no city of the name is known.
        """
        city = self._gazetteer.find(name, country)
        if city is None:
            return []
        return self.near(city.point, kind, country=city.country) or self.near(city.point, kind)
