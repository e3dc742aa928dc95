"""The municipality's own words, as plain text; and the languages that parents may choose."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.municipalities.models import Municipality
from portal.municipalities.words import DUTCH, LANGUAGES, Language, OwnText, offered

TAG = re.compile(r"[<>]|&#?\w+;")
ADDRESS = re.compile(r"(?:https?|mailto|tel|hxxps?):|www\.|//\w", re.IGNORECASE)
# A point between words is the end of a sentence without its space, or a site: then its end has no capital, or a path.
SITE = re.compile(r"(?<=\w)[.\u3002\uff61]([^\W\d_]{2,})(?![^\W\d_])(/?)")
COMMON = {"nl", "com", "net", "org", "eu", "info", "app"}
# Of a mail address the point is none of a site: people may be told where to write.
MAIL = re.compile(r"(?<![^\s(,;:])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?=[.,;:!?)]*(?:\s|$))")
USER = re.compile(r"[^/]*//[^/?#]*@")
# With what is not seen, or turns the reading direction; joiners stay, some letters and faces need them.
JOINERS = re.compile(r"[\u200c\u200d]")
CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f\xad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff]"
)


def names_a_page(text: str) -> bool:
    """Whether a mail program, or a reader, would make a link of something in this text."""
    plain = JOINERS.sub("", unicodedata.normalize("NFKC", text))
    return bool(ADDRESS.search(plain)) or any(_is_site(*found) for found in SITE.findall(MAIL.sub("", plain)))


def _is_site(end: str, path: str) -> bool:
    return bool(path) or end[0].islower() or end.isupper() or end.lower() in COMMON


def no_user(value: str) -> None:
    """Raises ValidationError where something stands before the site: "https://gemeente.nl@elders.example"."""
    if USER.match(value):
        raise forms.ValidationError(_("Fill in the address without a name and @ before it."))


class PlainText(forms.CharField):
    """Words as a person types them: no code, no address of a page, and no more lines than fit."""

    def __init__(self, *, lines: int, **kwargs: Any) -> None:
        self.lines = lines
        widget = forms.Textarea(attrs={"rows": lines + 1}) if lines > 1 else forms.TextInput()
        super().__init__(required=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        """With one kind of line break, so that a browser's own counts as one letter too."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: Any) -> None:
        """Raises ValidationError with what is wrong in words."""
        super().validate(value)
        if TAG.search(value) or CONTROL.search(value):
            raise forms.ValidationError(_("Only ordinary words fit here, without code or signs such as < and >."))
        if names_a_page(value):
            raise forms.ValidationError(_("The address of a page does not fit here. Say it in words."))
        if value.count("\n") >= self.lines:
            raise forms.ValidationError(_("These are too many lines."))


class OwnTextForm(forms.Form):
    """One text, in Dutch and in each language that is offered."""

    def __init__(self, *args: Any, text: OwnText, municipality: Municipality, **kwargs: Any) -> None:
        said = municipality.own_texts.get(text.key, {})
        kwargs.setdefault("initial", said)
        super().__init__(*args, **kwargs)
        self.text = text
        for language in offered(municipality) if text.of_languages else [LANGUAGES[DUTCH]]:
            self.fields[language.code] = _field(text, language)

    def clean(self) -> dict[str, Any]:
        """Without words in Dutch the other languages have nothing to stand beside."""
        found = super().clean() or {}
        if not self.errors and not found.get(DUTCH) and any(found.values()):
            self.add_error(
                DUTCH, _("Fill in the words in Dutch too: who reads none of the other languages sees those.")
            )
        return found


def _field(text: OwnText, language: Language) -> forms.Field:
    if text.link:
        secure = URLValidator(schemes=["https"], message=_("Fill in an address that begins with https://."))
        return forms.CharField(
            label=_("Address of the page"), max_length=text.longest, required=False, validators=[secure, no_user],
            widget=forms.URLInput(), help_text=_("For example: https://www.voorbeeld.example/privacy"),
        )  # fmt: skip
    field = PlainText(label=_("Your words"), lines=text.lines, max_length=text.longest)
    if text.of_languages:
        field.label = gettext("In %(language)s") % {"language": language.label}
    field.help_text = gettext("At most %(n)s letters.") % {"n": text.longest}
    field.widget.attrs.update({"lang": language.code, "dir": language.direction})
    return field


class LanguagesForm(forms.Form):
    """Which languages parents may choose, beside Dutch."""

    languages = forms.MultipleChoiceField(
        label=_("Languages beside Dutch"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [language for language in LANGUAGES.values() if language.code != DUTCH]
        choices = [(one.code, named(one)) for one in others]
        self.fields["languages"].choices = choices  # type: ignore[attr-defined]  # it is a choice field


def named(language: Language) -> str:
    """What its speakers call it, in their own letters, and what we call it."""
    own = format_html('<bdi lang="{}" dir="{}">{}</bdi>', language.code, language.direction, language.own_name)
    return format_html("{} · {}", own, language.label)
