"""Made-up series, parents and sign-ups for benchmarks: the same numbers give the same rows, but for their ids."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from activities.models import Capacity, Registration, Series, Session
from activities.queries import PLACES
from activities.spec import instant
from partners.models import Consent, Parent
from partners.spec.consent import INVITATIONS, SIGN_UP_TEXT
from partners.spec.keys import email_key, name_key
from programmes.management.copying import Table

SIGNED_UP = 6  # for a session, on average
ROUND = 12  # sessions of a series
ROOM = 20  # places
PAST, AHEAD = 60, 120  # days
TITLES = (
    "Koffieochtend", "Samen eten", "Spelen en praten", "Vadergroep", "Opvoedcafé", "Wandelen met de kinderwagen",
    "Praten over slapen", "Voorlezen doe je zo", "Pubers in huis", "Kids & Koffie",
)  # fmt: skip
PLACES_TO_MEET = ("Buurthuis Het Voorbeeld", "Basisschool De Voorbeeldboom", "Bibliotheek Voorbeeldstad", "Het Huis")
NAMES = ("Kastanje", "Linde", "Wilg", "Beuk", "Els", "Esdoorn", "Hazelaar", "Meidoorn", "Vlier", "Berk")
STARTS = (time(9, 30), time(13, 0), time(15, 30), time(19, 30))
SUMMARY = "Andere ouders ontmoeten, met koffie en thee. U hoeft niets voor te bereiden."
INVITATION = "Wij drinken koffie met andere ouders uit de buurt.\n\nKomt u ook? Uw kinderen zijn welkom."


@dataclass(frozen=True)
class Place:
    """A municipality: its id, its neighbourhoods, and its share of the country."""

    id: int
    neighbourhoods: Sequence[int]
    weight: int


def shares(places: Sequence[Place], total: int) -> Mapping[int, int]:
    """Divide `total` by weight, so that the parts add up to it exactly."""
    whole, given, seen = sum(place.weight for place in places), 0, 0
    parts = {}
    for place in places:
        seen += place.weight
        parts[place.id] = total * seen // whole - given
        given += parts[place.id]
    return parts


class MadeUp:
    """The tables to fill, and how the rows hang together."""

    def __init__(self, today: date, seed: int = 1) -> None:
        self.today = today
        now = timezone.now().replace(microsecond=0)
        self._random = random.Random(seed)  # noqa: S311 - the same each time is what is wanted
        self.series = Table(Series, {"summary": SUMMARY, "invitation": INVITATION, "audience": "Ouders"})
        self.sessions = Table(Session, {})
        self.capacities = Table(Capacity, {"what": PLACES, "total": ROOM})
        self.parents = Table(Parent, {"created_at": now, "language": "nl", "stages": "{}"})
        consent = {"purpose": INVITATIONS, "given": True, "basis": Consent.Basis.PARENT, "at": now}
        self.consents = Table(Consent, consent | {"text_version": SIGN_UP_TEXT, "source": "demo"})
        self.registrations = Table(Registration, {"registered_at": now})

    @property
    def tables(self) -> tuple[Table, ...]:
        """In the order in which they point to each other."""
        return (self.series, self.sessions, self.capacities, self.parents, self.consents, self.registrations)

    def start(self, cursor: Any) -> None:
        """Go on behind what is there; a second helping differs from the first."""
        for table in self.tables:
            table.start(cursor)
        self._random.seed(self._random.randint(0, 2**32) + self.parents.last)

    def fill(self, place: Place, sign_ups: int) -> None:
        """Add so many sign-ups to one municipality, with all that they need."""
        count = -(-sign_ups // SIGNED_UP)
        series = [self._series(place, number) for number in range(-(-count // ROUND))]
        parents = [self._parent(place) for _ in range(max(ROOM, sign_ups // 4) if count else 0)]
        for number in range(count):
            coming = sign_ups * (number + 1) // count - sign_ups * number // count
            session = self._session(place, series[number % len(series)], number, count)
            self._add(self.capacities, place, session_id=session, taken=coming)
            for parent in self._some(parents, number * SIGNED_UP, coming):
                self._add(self.registrations, place, session_id=session, parent_id=parent)

    def _series(self, place: Place, number: int) -> int:
        return self._add(
            self.series,
            place,
            title=f"{TITLES[number % len(TITLES)]} {number + 1}",
            location=PLACES_TO_MEET[number % len(PLACES_TO_MEET)],
            neighbourhood_id=self._area(place),
            walk_in=number % 2 == 0,
        )

    def _session(self, place: Place, series: int, number: int, count: int) -> int:
        day = self.today + timedelta(days=(PAST + AHEAD) * number // count - PAST)
        start = STARTS[number % len(STARTS)]
        end = start.replace(hour=start.hour + 2)
        times = {"local_date": day, "local_start": start, "local_end": end}
        return self._add(
            self.sessions, place, series_id=series, starts_at=instant(day, start), ends_at=instant(day, end), **times
        )

    def _parent(self, place: Place) -> int:
        number = self.parents.last + 1
        name, email = f"Ouder {NAMES[number % len(NAMES)]} {number}", f"ouder{number}@example.org"
        keys = {"name_key": name_key(name), "email_key": email_key(email)}
        parent = self._add(self.parents, place, name=name, email=email, neighbourhood_id=self._area(place), **keys)
        self._add(self.consents, place, parent_id=parent)
        return parent

    def _area(self, place: Place) -> int | None:
        return self._random.choice(place.neighbourhoods) if place.neighbourhoods else None

    def _add(self, table: Table, place: Place, **values: Any) -> int:
        made = UUID(int=self._random.getrandbits(128), version=4)
        return table.add(made, municipality_id=place.id, **values)

    @staticmethod
    def _some(parents: Sequence[int], start: int, count: int) -> Iterator[int]:
        return (parents[(start + at) % len(parents)] for at in range(count))
