"""A parent's file as a person reads it: choices and days in words, and no numbers that only a computer needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partners.models import Parent
from partners.registry import Part
from partners.spec.consent import PURPOSES, source_words, text_of
from partners.spec.languages import name_of
from partners.spec.phone import written
from portal.audit.models import AuditEntry
from portal.audit.registry import word_for
from portal.municipalities.spec import Kind

# What is kept as a code, and the words for it.
IN_WORDS: dict[str, Callable[[str], object]] = {
    "partners.Parent.phone": written,
    "partners.Parent.language": name_of,
    "outbox.Message.language": name_of,
    "partners.Consent.purpose": lambda purpose: PURPOSES[purpose].label if purpose in PURPOSES else purpose,
    "partners.Consent.source": source_words,
    "partners.Consent.text_version": text_of,
}
# What says nothing without the other rows, or stands in the line above it.
NUMBERS = frozenset({
    "id", "municipality", "public_id", "key", "kind", "subject_kind", "subject_id", "source", "version", "session",
    "registration", "came_from",
})  # fmt: skip
# Their fields tell it all; how they are called is for the log.
WITHOUT_LINE = frozenset({"partners.Consent", "partners.Merge"})
# Technical, and yet worth to know.
TELLING = frozenset({"state", "sent_at"})


@dataclass(frozen=True)
class Read:
    """One row to read: its line, and its fields in words."""

    line: str
    fields: list[tuple[str, str]]


def to_read(parts: Iterable[Part]) -> list[tuple[str, list[Read]]]:
    """Every one of these parts that somebody can read. A query per part that was not read yet.

    Who looked is told apart; a part of which each row holds numbers only has no rows here.
    """
    told = [part for part in parts if part.model is not AuditEntry]
    return [(str(part.title), [one for one in map(_reader(part), part.rows) if one.fields]) for part in told]


def _reader(part: Part) -> Callable[[Model], Read]:
    told = [field for field in part.model._meta.concrete_fields if _is_telling(part, field)]
    named = part.model._meta.label not in WITHOUT_LINE
    return lambda row: Read(
        part.line(row) if named else "", [(word_for(it.name), said) for it in told if (said := _said(row, it))]
    )


def _is_telling(part: Part, field: Field[Any, Any]) -> bool:
    if _place(field) in IN_WORDS:
        return True
    kind = field.get_internal_type()
    if kind in {"UUIDField", "JSONField", "BinaryField"} or field.related_model is Parent:
        return False
    left_out = NUMBERS | part.of_others | (_technical(part.model) - TELLING)
    return field.name not in left_out and not field.name.endswith("_key")


def _technical(model: type[Model]) -> set[str]:
    keeps = model.KEEPS  # type: ignore[attr-defined]  # every model of ours says why it keeps
    return {name for keep in keeps if keep.kind is Kind.TECHNICAL for name in keep.fields.split()}


def _place(field: Field[Any, Any]) -> str:
    return f"{field.model._meta.label}.{field.name}"


def _said(row: Model, field: Field[Any, Any]) -> str:
    """What stands in this field, in words; nothing when it is empty."""
    value = getattr(row, field.name)
    if value is None or value in ("", []):
        return ""
    if _place(field) in IN_WORDS:
        return str(IN_WORDS[_place(field)](value))
    choices = field.choices or getattr(getattr(field, "base_field", None), "choices", None) or ()
    words = dict(choices)
    several = value if isinstance(value, list) else [value]
    return ", ".join(_word(words.get(one, one)) for one in several)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, G.i")
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)
