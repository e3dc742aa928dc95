"""Forms that change what somebody else may change too: nobody's words take the place of others that were not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.choices import flatten_choices
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import Model
    from django.utils.functional import _StrPromise

CHANGED_MEANWHILE = _(
    "Somebody changed this meanwhile. Above the form you see how it is now, below what you filled in yourself. "
    "When you then press “Save”, what you filled in takes the place of theirs."
)
DAY, MOMENT = "j F Y", "j F Y, G.i"


class ChangedMeanwhile(Exception):
    """It is not as it was on the screen any more."""


def stamp_of(row: Model, names: Iterable[str]) -> str:
    """Short for what these fields of a row hold: when one holds something else, it is another."""
    held = [(name, row.serializable_value(name)) for name in sorted(names)]
    return sha256(repr(held).encode()).hexdigest()[:16]


class MeanwhileForm(forms.Form):
    """Carries which version was on the screen; when there is another by now, shows both and asks once more."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    stamp = ""
    meanwhile: str | _StrPromise = CHANGED_MEANWHILE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # How it is now, of each field that was filled in otherwise: shown by the component of forms.
        self.theirs: list[tuple[str | _StrPromise, str]] = []
        self._now: Mapping[str, Any] = {}

    def show(self, now: Mapping[str, Any], stamp: str) -> None:
        """What is kept now, and its stamp; without this there is nothing yet that others could change."""
        self._now, self.stamp = now, stamp
        self.initial = {**self.initial, **now, "seen": stamp}

    def clean(self) -> dict[str, Any]:
        """Of the version of now; after this warning, the next press is."""
        given = super().clean() or self.cleaned_data
        if given.pop("seen", "") not in {"", self.stamp}:
            self.data = self.data.copy()  # type: ignore[attr-defined]  # a posted form
            self.data[self.add_prefix("seen")] = self.stamp  # type: ignore[index]
            self.theirs = list(self._others(given))
            self.add_error(None, str(self.meanwhile))
        return given

    def _others(self, given: Mapping[str, Any]) -> Iterable[tuple[str | _StrPromise, str]]:
        for name, field in self.fields.items():
            if name in self._now and given.get(name) != self._now[name]:
                yield field.label or name, in_words(field, self._now[name])


def in_words(field: forms.Field, value: Any) -> str:
    """What a field holds, as somebody reads it."""
    if value in (None, "", []):
        return gettext("not filled in")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, time):
        return time_format(value, "G.i")
    if isinstance(value, date):
        return date_format(localtime(value), MOMENT) if isinstance(value, datetime) else date_format(value, DAY)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices: Any = field.choices
        labels: dict[Any, Any] = dict(flatten_choices(choices))
        return ", ".join(str(labels.get(one, one)) for one in (value if isinstance(value, list) else [value]))
    return str(field.prepare_value(value) if isinstance(value, list) else value)
