"""Words by which a heading is known; all folded and written together, as `columns` compares them."""

from __future__ import annotations

from enum import StrEnum

from portal.web.sheets.words import listed


class Part(StrEnum):
    """What a column holds; several parts may make one field."""

    FULL = "full"
    FIRST = "first"
    INITIALS = "initials"
    PREFIX = "prefix"
    LAST = "last"
    EMAIL = "email"
    MOBILE = "mobile"
    PHONE = "phone"
    LANDLINE = "landline"
    POSTCODE = "postcode"
    LANGUAGE = "language"
    CONSENT = "consent"
    NOTE = "note"
    CHILD = "child"
    OTHER = "other"


NAMES = (Part.FULL, Part.FIRST, Part.INITIALS, Part.PREFIX, Part.LAST)
# The order in which telephone columns are tried.
PHONES = (Part.MOBILE, Part.PHONE, Part.LANDLINE)
CONTACT = (Part.EMAIL, *PHONES)
UNREAD = (Part.CHILD, Part.OTHER)

FIELD = {
    **dict.fromkeys(NAMES, "name"),
    **dict.fromkeys(PHONES, "phone"),
    Part.EMAIL: "email",
    Part.POSTCODE: "postcode",
    Part.LANGUAGE: "language",
    Part.CONSENT: "consent",
    Part.NOTE: "note",
}

# What a person can choose for a column, the first of each the part that it then is.
HOLDS = {
    Part.FULL: "name",
    Part.FIRST: "first",
    Part.INITIALS: "first",
    Part.PREFIX: "prefix",
    Part.LAST: "last",
    Part.EMAIL: "email",
    **dict.fromkeys((Part.PHONE, Part.MOBILE, Part.LANDLINE), "phone"),
    Part.POSTCODE: "postcode",
    Part.LANGUAGE: "language",
    Part.CONSENT: "consent",
    Part.NOTE: "note",
}

_WORDS = {
    # First in the list wins where a long heading holds several words.
    Part.CONSENT: "toestemming toestemmingen akkoord consent avg avgakkoord gdpr optin privacy privacyverklaring mag "
    "toestemmingsverklaring toest permission agree instemming",
    Part.EMAIL: "email emailadres emailadressen emailaddress emails mail mailadres mailadressen mailaddress mails "
    "epost epostadres eadres emial emailaders eemail emailadress mailadress emaildres",
    Part.MOBILE: "mobiel mobiele mobielnr mobielnummer mobieltelefoonnummer mobieletelefoon mobieltje telefoonmobiel "
    "telmobiel telmob mob mobnr mobno gsm gsmnummer gsmnr 06 06nummer 06nr 06nummers mobile mobilephone mobilenumber "
    "cell cellphone whatsapp whatsappnummer telefoonnummermobiel mobieletelefoonnummer mobielenummer handy",
    Part.LANDLINE: "vast vaste vastnummer vastenummer vastetelefoon telefoonvast telvast thuisnummer telefoonthuis "
    "telthuis huistelefoon telefoonwerk telwerk landline homephone workphone telefoonnummervast",
    Part.PHONE: "telefoon telefoonnummer telefoonnummers telefoonnr telefoonnrs tel telnr telnrs telnummer telno phone "
    "phonenumber phonenumbers telephone telephonenumber telefoonprive telprive contactnummer belnummer",
    Part.POSTCODE: "postcode postcodes postkode pcode postcd pc pc4 pc6 zip zipcode postalcode postcodewoonplaats "
    "postcodeplaats pcplaats pcwoonplaats",
    Part.LANGUAGE: "taal talen thuistaal thuistalen moedertaal voertaal spreektaal voorkeurstaal taalvoorkeur "
    "moerstaal contacttaal language languages homelanguage mothertongue nativelanguage gezinstaal huistaal",
    Part.FIRST: "voornaam voornamen roepnaam firstname givenname forename vnaam",
    Part.INITIALS: "voorletters voorletter voorl initialen initialenvan initials vl voorlett",
    Part.PREFIX: "tussenvoegsel tussenvoegsels tussenv tussen tussenvgsl tussenvoeg tv tsv tvs voorvoegsel "
    "voorvoegsels voorv prefix infix voegsel vv",
    Part.LAST: "achternaam achternamen familienaam geslachtsnaam surname lastname familyname anaam achtern",
    Part.NOTE: "opmerking opmerkingen opm bijzonderheden bijzonderheid bijz notitie notities memo toelichting remark "
    "remarks aantekening aantekeningen comment comments note notes overig overige info informatie extrainfo overigen",
    Part.FULL: "naam namen volledigenaam naamvoluit name names fullname voornaamachternaam voorenachternaam "
    "achternaamvoornaam naamvoornaam voorlettersachternaam voornaamtussenvoegselachternaam weergavenaam displayname "
    "familie fam gezin gezinsnaam naamvoorletters family household deelnemer aanmelder bezoeker persoon heetu heet "
    "voorachternaam",
    Part.CHILD: "groep groepen klas klassen leerjaar leerlingnummer leerlingnr geboortedatum gebdatum geb geboren "
    "class grade birthdate dateofbirth birthday stamgroep basisgroep",
    Part.OTHER: "adres straat straatnaam straathuisnummer huisnummer huisnr hnr nr nummer volgnummer volgnr woonplaats "
    "plaats plaatsnaam stad gemeente wijk buurt leeftijd geslacht mv bsn sofinummer land nationaliteit id aanhef titel "
    "status relatie beroep activiteit address street city town place age gender country nationality tijdstempel "
    "timestamp ingevuldop religie geloof iban dag tijd bron herkomst",
}

PARTS: dict[str, Part] = {word: part for part, words in _WORDS.items() for word in words.split()}
ORDER = tuple(_WORDS)

PARENT_WORDS = listed(
    "ouder ouders verzorger verzorgers opvoeder opvoeders voogd contactpersoon contactpersonen contact moeder mama "
    "mamma vader papa pappa mother mom mum father dad parent parents guardian guardians caregiver partner "
    "pleegouder pleegouders stiefouder stiefouders stiefmoeder stiefvader pleegmoeder pleegvader grootouder "
    "grootouders "
    "mantelzorger gezaghebbende gezaghebbenden ouderverzorger oudersverzorgers gezagdrager"
)
CHILD_WORDS = listed(
    "kind kinderen kindje kindnaam leerling leerlingen zoon dochter zoons dochters child children pupil pupils student "
    "students broer zus broertje zusje broertjes zusjes baby peuter kleuter jongere"
)
# Somebody else's particulars: not read, unless the heading names the parent too.
THIRD_WORDS = listed(
    "huisarts tandarts leerkracht leerkrachten juf meester mentor school schoolnaam bso opvang kinderopvang oppas "
    "werkgever organisatie instelling locatie begeleider verwijzer verwijzende tolk noodnummer "
    "noodcontact nood noodgeval oma opa "
    "buurvrouw buurman teacher doctor gp emergency directeur coach medewerker consulent bedrijf"
)
# Such a word makes another thing of the heading: `datum toestemming`, `aantal kinderen`, `toestemming foto's`.
OTHER_WORDS = listed(
    "datum aantal foto fotos beeldmateriaal film filmpjes video date geboorteplaats leeftijd niveau zwemmen "
    "medicatie allergie bsn iban"
)
GROUPS = {
    **dict.fromkeys(("moeder", "mama", "mamma", "mother", "mom", "mum", "stiefmoeder", "pleegmoeder"), "moeder"),
    **dict.fromkeys(("vader", "papa", "pappa", "father", "dad", "stiefvader", "pleegvader"), "vader"),
    "partner": "partner",
}
NUMBERS = {
    **dict.fromkeys(("1", "eerste", "first", "i"), "1"),
    **dict.fromkeys(("2", "tweede", "second", "ii"), "2"),
    **dict.fromkeys(("3", "derde", "third", "iii"), "3"),
}
FILLERS = listed(
    "de het een van voor bij en of en/of and or the of your uw je jouw jullie u wij we ik wat welke welk welke is zijn "
    "graag hier invullen vul in op te s n j ja nee y yes no verplicht optioneel evt eventueel indien bekend v d vd aub "
    "svp kunnen kan bereiken geeft eigen prive gegevens e nr1 a b please"
)
