"""Headings as people write them, and what each column is."""

from __future__ import annotations

import pytest

from partners.spec.parents.columns import meaning
from partners.spec.parents.parts import Part

KNOWN = {
    Part.FULL: "Naam|Naam ouder(s)/verzorger(s)|Ouder|Ouder1|Naam 1e ouder|Vader|Contactpersoon|Naam deelnemer|Fam.|"
    "Full name|Parent/guardian|Ouder 1: naam|naam_ouder|OuderNaam|Verzorger 1 naam|Uw naam|Pleegouder|"
    "Naam en voorletters",
    Part.FIRST: "Voornaam moeder|Roepnaam|First name|Voornaam_ouder1",
    Part.INITIALS: "Voorletters|Voorletter(s)|Initialen",
    Part.PREFIX: "Tussenv.|Tussen voegsel|Voorvoegsel achternaam|tv",
    Part.LAST: "Achternaam ouder 2|Last name|Surname|Achternaam (ouder)",
    Part.EMAIL: "E-mail|e\u2013mail|E mail|Emailadres moeder|Mailadres ouder(s)|2e e-mailadres|Moeder - e-mail|"
    "Parent email|Wat is uw e-mailadres?|EmailOuder|E-mailadres (verplicht)",
    Part.MOBILE: "06 nummer|06-nr.|GSM|Mobiel nr.|Tel. (mobiel)|Ouder 1: mobiel|Cell phone|Whatsapp|Mobile number",
    Part.PHONE: "Tel. ouder1|Telefoonnummer 2e ouder|Tel.nr. overdag|Phone number|telefoon_1|telefoonOuder1|"
    "Op welk telefoonnummer kunnen wij u bereiken?",
    Part.LANDLINE: "Telefoon thuis|Vaste lijn|Tel. vast",
    Part.POSTCODE: "Postcode|PC|Postcode/woonplaats|Post code|ZIP code|Postcode (cijfers)",
    Part.LANGUAGE: "Thuistaal|Taal (thuis)|Eerste taal|Welke taal spreekt u thuis?|Preferred language",
    Part.CONSENT: "Toestemming (J/N)|AVG akkoord|Mag gemaild worden (J/N)|Mag CJG contact opnemen?|Consent given|"
    "Ik geef toestemming om mij te mailen",
    Part.NOTE: "Opmerking|Bijzonderheden|Notes|Opm.",
    Part.CHILD: "Naam kind|Kind|Leerling|Groep|Klas|Geboortedatum kind|Child name|Hoe heet uw kind?|Aantal kinderen|"
    "Roepnaam leerling|E-mail leerling",
    Part.OTHER: "Adres|Woonplaats|Naam school|E-mail leerkracht|Telefoon huisarts|Noodnummer|Datum toestemming|BSN|"
    "Toestemming foto's|Noodcontact telefoon|Datum aanmelding|Volgnr",
}
HEADINGS = [(heading, part) for part, headings in KNOWN.items() for heading in headings.split("|")]


@pytest.mark.parametrize(("heading", "part"), HEADINGS)
def test_a_heading_is_known(heading: str, part: Part) -> None:
    found = meaning(heading)
    assert found is not None
    assert found.part is part


@pytest.mark.parametrize("heading", ["Taalniveau", "Contactgegevens", "Komt u?", "12-11-2026", "Anna Vrolijk", "4", ""])
def test_other_words_mean_nothing(heading: str) -> None:
    assert meaning(heading) is None


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("E-mail ouder 2", "2"),
        ("Tel. 1e ouder", "1"),
        ("Naam moeder", "moeder"),
        ("Vader/moeder", ""),
        ("First name", ""),
    ],
)
def test_a_heading_tells_whose_column_it_is(heading: str, group: str) -> None:
    found = meaning(heading)
    assert found is not None
    assert found.group == group
