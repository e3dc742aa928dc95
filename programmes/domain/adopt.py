from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from activities.domain.lay_series import Times, lay_series
from activities.models import Series
from portal.audit.domain.record import record
from portal.municipalities.holidays import in_school_holiday
from portal.municipalities.models import Municipality, Neighbourhood
from programmes.models import Programme, ProgrammeNeighbourhood, ProgrammeSeries
from programmes.spec import Method, Sessions


class NameTaken(Exception):
    """An open programme of this municipality has this name already."""


@dataclass(frozen=True)
class Wishes:
    """What a municipality fills in when it adopts a method."""

    name: str
    location: str
    first_day: date
    meetings: int
    places: int
    areas: tuple[Neighbourhood, ...] = ()


@transaction.atomic
def adopt(*, method: Method, municipality: Municipality, wishes: Wishes) -> Programme:
    """Start a programme from a method: its plan is copied, its meetings are laid outside school holidays.

    Raises NameTaken, and NoSuchTime when the clock skips the time of a meeting; nothing is stored then.
    """
    programme = _programme(method, wishes.name)
    ProgrammeNeighbourhood.objects.bulk_create(
        ProgrammeNeighbourhood(programme=programme, neighbourhood=area) for area in wishes.areas
    )
    for phase, sessions in method.meetings():
        series = _lay(method, sessions, municipality, wishes)
        ProgrammeSeries.objects.create(programme=programme, series=series, phase=phase.key)
    record("programme.adopted", programme, fields=("method", "name", "areas", "plan"))
    return programme


def _programme(method: Method, name: str) -> Programme:
    try:
        with transaction.atomic():
            return Programme.objects.create(
                method=method.slug, method_version=method.version, name=name, plan=method.plan()
            )
    except IntegrityError as error:
        raise NameTaken(name) from error


def _lay(method: Method, sessions: Sessions, municipality: Municipality, wishes: Wishes) -> Series:
    closed = in_school_holiday(municipality.school_holiday_region) if sessions.skip_school_holidays else _never
    days = sessions.days(wishes.first_day, sessions.count or wishes.meetings, closed)
    series = Series(
        title=wishes.name,
        location=wishes.location,
        neighbourhood=wishes.areas[0] if len(wishes.areas) == 1 else None,
        audience=method.audience,
        walk_in=sessions.walk_in,
        **{key: _text(method, key) for key in ("summary", "written_down", "invitation")},
    )
    return lay_series(series=series, times=Times(tuple(days), sessions.start, sessions.end), places=wishes.places)


def _text(method: Method, key: str) -> str:
    found = method.text(key)
    return found.body if found else ""


def _never(_day: date) -> bool:
    return False
