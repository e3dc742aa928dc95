from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from partners.models import Parent
from partners.spec.consent import source_words, text_of
from partners.spec.gaps import FEWEST
from partners.spec.languages import name_of
from partners.spec.parents import Place, Problem
from partners.spec.phone import written
from partners.spec.stages import FOR
from partners.spec.weigh import Verdict

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from partners.domain.read_list import Reading
    from partners.spec.weigh import Candidate

register = template.Library()

FIELDS: dict[str, _StrPromise] = {
    "name": _("Name"),
    "email": _("E-mail address"),
    "phone": _("Phone"),
    "postcode": _("Postcode"),
    "language": _("Language"),
    "consent": _("May we invite?"),
    "note": _("Remark (we do not keep it)"),
}
VERDICTS: dict[Verdict, _StrPromise] = {
    Verdict.TAKE: _("Will be read in"),
    Verdict.DOUBLE: _("Stands in the list twice"),
    Verdict.NO_NAME: _("Not read in: no name"),
    Verdict.TOO_LONG: _("Not read in: too long"),
    Verdict.NO_ROAD: _("Not read in: no address or phone number that works"),
    Verdict.NO_YES: _("Not read in: no clear yes"),
    Verdict.SAID_NO: _("Not read in: said no"),
}
KNOWN = _("Known already")
ANSWERS = (Verdict.NO_YES, Verdict.SAID_NO)


@register.filter
def phone_number(number: str) -> str:
    """A telephone number as people here write it."""
    return written(number)


@register.filter
def language_word(code: str) -> _StrPromise | str:
    """A language in words; nothing for none."""
    return name_of(code) if code else ""


@register.filter
def stage_word(stage: str) -> str:
    """Where a parent says that they are, in words."""
    return str(dict(Parent.Stage.choices).get(stage, stage))


@register.filter
def source_word(source: str) -> _StrPromise | str:
    """Where an answer came from, in words."""
    return source_words(source)


@register.filter
def consent_text(version: str) -> _StrPromise | str:
    """What somebody said yes or no to."""
    return text_of(version)


@register.filter
def mail_address(address: str) -> SafeString:
    """An address that breaks behind its @ where it does not fit, and nowhere else if it can."""
    name, at, host = address.rpartition("@")
    return format_html("{}{}<wbr>{}", name, at, host) if address else SafeString()


@register.filter
def for_stage(stage: str) -> _StrPromise | str:
    """For whom something is, in words that go on in a sentence."""
    return FOR.get(stage, stage)


@register.filter
def some_parents(count: int) -> str:
    """How many parents, in words that tell of nobody: a small number could tell who they are; below nought none."""
    if count < 0:
        return gettext("parents")
    if count < FEWEST:
        return gettext("a few parents")
    return ngettext("%(n)s parent", "%(n)s parents", count) % {"n": count}


@register.filter
def initials(name: str) -> str:
    """The first letter of the first and of the last word of a name: what stands where there is no photo."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in words[:1] + words[1:][-1:])


@register.filter
def field_word(field: str) -> _StrPromise | str:
    """What a column holds, in words."""
    return FIELDS.get(field, field)


@register.filter
def verdict_word(row: Candidate) -> _StrPromise:
    """What becomes of a row, in words."""
    return KNOWN if row.known else VERDICTS[row.verdict]


@register.simple_tag
def outcomes(reading: Reading) -> list[tuple[_StrPromise, int]]:
    """How many rows come to each end, the ends that do not occur left out."""
    rest = [(VERDICTS[verdict], reading.count(verdict)) for verdict in Verdict if verdict is not Verdict.TAKE]
    counted = [(VERDICTS[Verdict.TAKE], reading.new), (KNOWN, reading.known), *rest]
    return [(words, count) for words, count in counted if count]


@register.simple_tag
def problems(reading: Reading) -> list[str]:
    """Each cell and each row to look at, in words with its number, in the order of the list.

    Nothing about remarks, which are not kept, nor about who did not say yes: nobody needs to repair what we leave out.
    Only of an answer that is no clear yes it is told what stands there.
    """
    left = _without_yes(reading)
    told = [
        it for it in reading.sheet.problems if it.field == "consent" or (it.field != "note" and it.place not in left)
    ]
    order = {name: at for at, name in enumerate(reading.sheet.sheets)}
    found = sorted([*told, *_own(reading, told)], key=lambda it: (order.get(it.place.sheet, -1), it.place.row))
    return [problem.message for problem in found]


def _without_yes(reading: Reading) -> set[Place]:
    """The rows on which nobody is read in for want of a yes; a row may hold two parents."""
    places: dict[Place, set[bool]] = {}
    for row in reading.candidates:
        places.setdefault(Place(row.sheet, row.row), set()).add(row.verdict in ANSWERS)
    return {place for place, answers in places.items() if answers == {True}}


def _own(reading: Reading, told: list[Problem]) -> Iterator[Problem]:
    several = len(reading.sheet.sheets) > 1
    # The reader itself says that somebody cannot be reached at all.
    said = {problem.place for problem in told if problem.field == "email" and problem.used}
    for row in reading.candidates:
        place = Place(row.sheet, row.row)
        known = row.verdict is Verdict.NO_ROAD and place in said
        if row.verdict not in {Verdict.TAKE, Verdict.DOUBLE, *ANSWERS} and not known:
            yield Problem(place, "", f"{VERDICTS[row.verdict]}.", with_sheet=several)


@register.simple_tag
def left_out(reading: Reading) -> list[str]:
    """Who did not say yes: for each answer and sheet one line with the numbers of its rows."""
    rows: dict[tuple[Verdict, str], list[str]] = {}
    for row in reading.candidates:
        if row.verdict in ANSWERS:
            rows.setdefault((row.verdict, row.sheet), []).append(str(row.row))
    several = len(reading.sheet.sheets) > 1
    return [_answer(verdict, sheet if several else "", ", ".join(found)) for (verdict, sheet), found in rows.items()]


def _answer(verdict: Verdict, sheet: str, rows: str) -> str:
    values = {"words": VERDICTS[verdict], "sheet": sheet, "rows": rows}
    if sheet:
        return gettext("%(words)s (sheet “%(sheet)s”, rows %(rows)s).") % values
    return gettext("%(words)s (rows %(rows)s).") % values
