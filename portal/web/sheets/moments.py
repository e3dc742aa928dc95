"""Days and times as people write them in lists: 3-3-27, ma 3 mrt, serial numbers, 9.30 uur, 20u15, 9.30-11.00."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from portal.web.sheets.cells import plain
from portal.web.sheets.grid import Value
from portal.web.sheets.words import fold

_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets
_SERIAL = (20_000, 80_000)  # 1954 to 2119
_FIRST_OF_SCHOOL_YEAR = 8
_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mrt": 3,
    "maa": 3,
    "mar": 3,
    "apr": 4,
    "mei": 5,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_WORDED = re.compile(
    r"(?<!\d)(\d{1,2})(?:e|ste|de)?[\s.\-/]*(jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*"
    r"\.?[\s.,\-/]*(?:(\d{4})(?!\d)|'?(\d{2})(?![\d.:hu]|\s*(?:uur|u\b|h\b)))?"
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(?:t(?=\d))?")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{4}|\d{2})(?![\d.:hu])")
_SHORT = re.compile(r"^(\d{1,2})[-/](\d{1,2})$")
_WEEKDAY = re.compile(
    r"\b(?:ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b[.,]?"
)
_WALL = r"(\d{1,2})(?:(?:[.:]|\s?[uh]\s?)([0-5]\d))?(?:[.:]\d{2})?\s*(?:uur|u|h)?"
_WALLS = re.compile(rf"{_WALL}(?:\s*(?:-|\u2013|\u2014|tot|t/m|tm|/|en)\s*(?:ca\.?\s*)?{_WALL})?")
_DIGITS = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_BEFORE = re.compile(r"^(?:(?:van|vanaf|om|tussen|ca|circa|rond|plm|tot)\b\.?\s*)+")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_TWO_YEARS = re.compile(r"(?<!\d)(20)?(\d\d)\s?[-/]\s?(?:20)?(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Dates:
    """How days are written in a list: the year that they leave out (or a school year, from August), months first."""

    first: int | None = None
    second: int | None = None
    american: bool = False

    def year_of(self, month: int) -> int | None:
        """The year of this month, when it is known."""
        return self.second if self.second and month < _FIRST_OF_SCHOOL_YEAR else self.first


PLAIN = Dates()


@dataclass(frozen=True, slots=True)
class Moment:
    """What a cell says: a day, one or two times, or neither; `rest` is what was not understood."""

    day: date | None = None
    walls: tuple[time, ...] = ()
    rest: str = ""


def dates_of(titles: Iterable[str], cells: Iterable[str]) -> Dates:
    """How the days in these cells are written; titles and the names of sheets may tell the year."""
    return replace(_years_in(" ".join(titles)), american=_month_first(cells))


def _years_in(titles: str) -> Dates:
    pair = next((found for found in _TWO_YEARS.finditer(titles) if int(found[3]) == int(found[2]) + 1), None)
    if pair:
        return Dates(2000 + int(pair[2]), 2000 + int(pair[3]))
    single = {int(year) for year in _YEAR.findall(titles)}
    return Dates(single.pop()) if len(single) == 1 else Dates()


def _month_first(cells: Iterable[str]) -> bool:
    """Whether these dates can only be month/day: then all of the column are."""
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := _NUMBERS.search(cell))]
    months = range(1, 13)
    return any(second not in months for _, second in pairs) and all(first in months for first, _ in pairs)


def read_moment(value: Value, dates: Dates = PLAIN) -> Moment:
    """Give the day and the times in a cell of dates; a number is the day as spreadsheets count."""
    if isinstance(value, datetime):
        return Moment(value.date(), () if value.time() == time() else (_whole(value.time()),))
    if isinstance(value, date):
        return Moment(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value))
    written = fold(plain(value)) if isinstance(value, str) else ""
    if not written:
        return Moment()
    if re.fullmatch(r"\d{5}([.,]\d+)?", written):
        return _serial(float(written.replace(",", ".")))
    day, rest = _day(_WEEKDAY.sub(" ", written).strip(" ,.;"), dates)
    walls = read_walls(rest) if rest else ()
    return Moment(day, walls or (), "" if walls is not None else rest)


def _serial(number: float) -> Moment:
    whole, part = divmod(number, 1)
    if not _SERIAL[0] < whole < _SERIAL[1]:
        return Moment(rest=str(number))
    return Moment(_EPOCH + timedelta(days=whole), (_fraction(part),) if part else ())


def _day(written: str, dates: Dates) -> tuple[date | None, str]:
    for pattern, order in ((_ISO, _iso), (_WORDED, _worded), (_NUMBERS, _numbers), (_SHORT, _short)):
        found = pattern.search(written)
        if found:
            day = _real(*order(found, dates))
            rest = (written[: found.start()] + " " + written[found.end() :]).strip(" ,.;-")
            return day, rest if day else written
    return None, written


Parts = tuple[int | None, int, int]


def _iso(found: re.Match[str], _dates: Dates) -> Parts:
    return int(found[1]), int(found[2]), int(found[3])


def _worded(found: re.Match[str], dates: Dates) -> Parts:
    month = _MONTHS[found[2]]
    year = found[3] or found[4]
    return _century(year) if year else dates.year_of(month), month, int(found[1])


def _numbers(found: re.Match[str], dates: Dates) -> Parts:
    first, second = int(found[1]), int(found[2])
    return (_century(found[3]), first, second) if dates.american else (_century(found[3]), second, first)


def _short(found: re.Match[str], dates: Dates) -> Parts:
    day, month = (int(found[2]), int(found[1])) if dates.american else (int(found[1]), int(found[2]))
    return dates.year_of(month), month, day


def _century(year: str) -> int:
    return int(year) if len(year) > 2 else 2000 + int(year)  # noqa: PLR2004 - '27 is 2027


def _real(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year and 2000 <= year <= 2100 else None  # noqa: PLR2004 - a likely year
    except ValueError:
        return None


def read_walls(value: Value) -> tuple[time, ...] | None:
    """Give the one or two times in a cell of times, () for an empty one, None for what is no time."""
    if isinstance(value, datetime):
        return (_whole(value.time()),)
    if isinstance(value, time):
        return (_whole(value),)
    if isinstance(value, timedelta):
        return (_fraction(value / timedelta(days=1)),) if timedelta() <= value < timedelta(days=1) else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        wall = _number(float(value))
        return (wall,) if wall else None
    return _written(fold(plain(value))) if isinstance(value, str) else None


def _written(cell: str) -> tuple[time, ...] | None:
    cell = _BEFORE.sub("", cell).strip(" ,;")
    if not cell:
        return ()
    if re.fullmatch(r"0[.,]\d{3,}", cell):
        return (_fraction(float(cell.replace(",", "."))),)
    digits = _DIGITS.fullmatch(cell)
    found = _WALLS.fullmatch(cell.rstrip("."))
    if digits or not found:
        return (time(int(digits[1]), int(digits[2])),) if digits else None
    walls = [_wall(found[1], found[2])]
    if found[3]:
        walls.append(_wall(found[3], found[4]))
    return None if None in walls else tuple(wall for wall in walls if wall is not None)


def _wall(hours: str, minutes: str | None) -> time | None:
    return time(int(hours), int(minutes or 0)) if int(hours) < 24 else None  # noqa: PLR2004 - hours of a day


def _number(number: float) -> time | None:
    """9.5 hours is never meant: 9.3 was typed as 9.30, and 930 without a point."""
    if 0 <= number < 1:
        return _fraction(number)
    hours, minutes = divmod(int(number), 100) if number >= 100 else (int(number), round(number % 1 * 100))  # noqa: PLR2004
    return time(hours, minutes) if hours < 24 and minutes < 60 else None  # noqa: PLR2004 - a clock


def _fraction(part: float) -> time:
    minutes = round(part * 24 * 60) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def _whole(wall: time) -> time:
    return wall.replace(second=0, microsecond=0)
