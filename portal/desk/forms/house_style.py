from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.municipalities.models import OwnStyle
from portal.web.fields import Line
from portal.web.house_style import FONT, TOKENS, Clash, HouseStyle, clashes

COLOUR = RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", _("Choose a colour."))
PHONE = RegexValidator(r"\A[0-9 +()-]{3,20}\Z", _("Type a phone number: figures, with spaces if you like."))
ROUNDNESS = [("0px", _("Straight")), ("4px", _("A little round")), ("8px", _("Round")), ("16px", _("Very round"))]


class Colour(forms.CharField):
    """A colour, as the browser's own chooser gives it."""

    widget = forms.ColorInput
    default_validators = [COLOUR]

    def to_python(self, value: Any) -> str:
        """In small letters, as it is kept."""
        return str(super().to_python(value)).lower()


class StyleForm(forms.Form):
    """The twelve tokens of a house style, and its letter; a text that cannot be read is refused."""

    link = Colour(label=_("Links and headings"))
    link_hover = Colour(label=_("Links under the mouse"))
    link_active = Colour(label=_("Links that are pressed"))
    line = Colour(label=_("Clear lines"))
    line_soft = Colour(label=_("Soft lines"))
    ground_soft = Colour(label=_("Soft background"))
    ground = Colour(label=_("Background of parts"))
    ground_hover = Colour(label=_("Background under the mouse"))
    button = Colour(label=_("Buttons and the edge at the top"))
    button_hover = Colour(label=_("Buttons under the mouse"))
    ink = Colour(label=_("Text"))
    round = forms.ChoiceField(label=_("Corners"), choices=ROUNDNESS, widget=forms.RadioSelect)
    font = forms.ChoiceField(label=_("Typeface"), choices=OwnStyle.Font.choices, widget=forms.RadioSelect)

    NAMES: ClassVar = (
        "link", "link_hover", "link_active", "line", "line_soft", "ground_soft", "ground", "ground_hover",
        "button", "button_hover", "ink", "round",
    )  # fmt: skip

    def __init__(self, *args: Any, style: HouseStyle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**dict(zip(self.NAMES, style.values, strict=True)), "font": style.font}
        for name, token in zip((*self.NAMES, "font"), (*TOKENS, FONT), strict=True):
            self.fields[name].widget.attrs["data-token"] = token

    @property
    def style(self) -> HouseStyle | None:
        """What was chosen, readable or not; None while something is no colour at all."""
        return getattr(self, "_chosen", None)

    def clean(self) -> dict[str, Any]:
        """Name the two colours of which one cannot be read on the other, at the field of the first that is ours."""
        if not self.errors:
            values = tuple(self.cleaned_data[name] for name in self.NAMES)
            self._chosen = HouseStyle("preview", values, self.cleaned_data["font"])
            for name, worst in self._worst(clashes(self._chosen)).items():
                self.add_error(name, self._words(worst))
        return self.cleaned_data

    def _name(self, token: str | None) -> str:
        return self.NAMES[TOKENS.index(token)] if token else ""

    def _worst(self, found: list[Clash]) -> dict[str, Clash]:
        worst: dict[str, Clash] = {}
        for clash in sorted(found, key=lambda clash: clash.ratio):
            worst.setdefault(self._name(clash.text or clash.ground), clash)
        return worst

    def _words(self, clash: Clash) -> str:
        words = gettext(
            "%(one)s on %(other)s is hard to see: the contrast is %(ratio)s and must be %(least)s or more."
            " Choose a darker or a lighter colour."
        )
        told = {"one": self._told(clash.text), "other": self._told(clash.ground)}
        numbers = {"ratio": number_format(clash.ratio, 2), "least": number_format(clash.least, 1)}
        return words % {**told, **numbers}

    def _told(self, token: str | None) -> str:
        name = self._name(token)
        if not name:
            return gettext("White (#ffffff)")
        return f"“{self.fields[name].label}” ({self._chosen.tokens[str(token)]})"


class ContactForm(forms.Form):
    """What parents see of the municipality on each page."""

    public_name = Line(
        label=_("Name at the top of each page"),
        help_text=_("Leave it empty for the name of the municipality itself."),
        max_length=80,
        required=False,
    )
    contact_phone = forms.CharField(label=_("Phone number"), validators=[PHONE], max_length=20, required=False)
    contact_email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
