"""One form with every kind of field, for the look and its tests."""

from __future__ import annotations

from django import forms

LONG = "Een heel lang antwoord, van iemand die het graag precies zegt: meervoudigepersoonlijkheidsverhalenverteller"


class EveryField(forms.Form):
    """All widgets that the pack knows."""

    naam = forms.CharField(label="Uw voornaam", max_length=60)
    email = forms.EmailField(
        label="Uw e-mailadres",
        help_text="Hierop krijgt u de bevestiging. Wij gebruiken het nergens anders voor.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    telefoon = forms.CharField(label="Uw telefoonnummer", required=False, help_text="Bijvoorbeeld 06 12345678.")
    dag = forms.DateField(label="Dag", widget=forms.DateInput(attrs={"type": "date"}))
    wijk = forms.ChoiceField(label="Wijk", choices=[("", "Kies een wijk"), ("w", "Westwijk"), ("o", "Oost")])
    taal = forms.ChoiceField(
        label="Welke taal spreekt u het liefst?",
        help_text="We kijken of er iemand is die uw taal spreekt.",
        choices=[("nl", "Nederlands"), ("tr", "Turks"), ("x", LONG)],
        widget=forms.RadioSelect,
    )
    thema = forms.MultipleChoiceField(
        label="Waar wilt u het over hebben?",
        required=False,
        choices=[("s", "Slapen"), ("t", "Telefoon"), ("p", "Puberteit")],
        widget=forms.CheckboxSelectMultiple,
    )
    vraag = forms.CharField(label="Wilt u nog iets kwijt?", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    lijst = forms.FileField(label="Lijst van de school", required=False, help_text="Excel of CSV, hooguit 20 MB.")
    akkoord = forms.BooleanField(label="Ik wil een herinnering krijgen", help_text="De dag ervoor om 9 uur.")


class Choose(forms.Form):
    """What a filter bar asks."""

    q = forms.CharField(label="Zoek op naam", required=False)
    wijk = forms.ChoiceField(label="Wijk", required=False, choices=[("", "Alle wijken"), ("w", "Westwijk")])
