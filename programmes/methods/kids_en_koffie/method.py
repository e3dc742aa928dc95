"""Kids & Koffie: a weekly walk-in for parents of small children in a place that they already know."""

from __future__ import annotations

from datetime import time

from programmes.spec import (
    Agreement,
    CampaignHook,
    Capacity,
    Criterion,
    Evidence,
    FollowUp,
    GroupSize,
    Indicator,
    Level,
    Measure,
    Method,
    Phase,
    Role,
    Sessions,
    Source,
    Text,
    Weekday,
)

MONDAYS = Sessions(weekday=Weekday.MONDAY, start=time(9, 30), end=time(11), walk_in=True)

PHASES = (
    Phase(
        "start",
        "Van start",
        "U zoekt een vertrouwde plek, drie vrijwilligers en een contact bij het CJG. Samen kiest u de eerste thema's.",
    ),
    Phase(
        "mondays",
        "Elke maandag",
        "De inloop is elke week op dezelfde tijd. Waar ouders over praten, wordt een volgend thema.",
        MONDAYS,
    ),
    Phase(
        "look_back",
        "Terugkijken",
        "Na een half jaar kijkt u met de vrijwilligers terug. Wie kwam er, en wat willen ouders nu?",
    ),
)

ROLES = (
    Role(
        "volunteer", "Vrijwilliger", "Is gastvrouw of gastheer, schenkt koffie en speelt met de kinderen.", at_least=3
    ),
    Role(
        "cjg",
        "Contact bij het CJG",
        "Kiest met de vrijwilligers de thema's en maakt tijd voor ouders die meer willen weten.",
        must_be_present=False,
    ),
    Role(
        "speaker",
        "Spreker uit de buurt",
        "Vertelt over een thema of doet iets met ouders en kinderen, zoals zingen.",
        at_least=0,
        must_be_present=False,
    ),
)

INDICATORS = (
    Indicator("visitors", "Bezoekers per keer", Measure.COUNT),
    Indicator("new", "Nieuwe gezichten", Measure.COUNT),
    Indicator("themes", "Thema's waar ouders over begonnen", Measure.COUNT),
    Indicator("walked_along", "Ouders met wie iemand meeliep naar het CJG", Measure.COUNT),
    Indicator("hosts", "Bezoekers die nu zelf gastvrouw of gastheer zijn", Measure.COUNT),
    Indicator("mark", "Cijfer van ouders", Measure.MARK),
)

FOLLOW_UP = (
    FollowUp("cjg", "Samen naar het CJG", "Als een ouder dat zelf wil: een vrijwilliger loopt mee."),
    FollowUp(
        "host", "Zelf gastvrouw of gastheer worden", "Als een ouder graag blijft, ook als de kinderen naar school gaan."
    ),
)

AGREEMENTS = (
    Agreement("place", "De plek is elke week open op dezelfde tijd, ook als er weinig mensen komen."),
    Agreement(
        "volunteers", "Er zijn altijd drie vrijwilligers. Zijn ze er niet, dan gaat de inloop die week niet door."
    ),
    Agreement("themes", "Het CJG helpt kiezen welke thema's er komen. De vrijwilligers leiden de ochtend."),
    Agreement(
        "nothing_written",
        "Niemand schrijft op wat ouders vertellen. We weten alleen hoeveel mensen er zijn, en wie zich aanmeldde.",
    ),
    Agreement("only_if_wanted", "We praten alleen met anderen over een ouder als die ouder dat wil."),
    Agreement("local", "Sprekers komen uit de eigen gemeente, zodat ouders hen daarna weer kunnen vinden."),
)

INVITATION = """Hebt u een kind van 0 tot en met 4 jaar? Dan bent u welkom bij Kids & Koffie.

U drinkt koffie of thee met andere ouders uit de buurt. Uw kind kan intussen spelen. Soms vertelt iemand iets, \
bijvoorbeeld over slapen of tanden poetsen. Soms gaan we samen zingen.

Het kost niets en u hoeft niets voor te bereiden. Opa's, oma's en andere verzorgers zijn ook welkom. \
U bepaalt zelf wat u vertelt.

Fijn als u ons laat weten of u komt. Dan zetten we een kopje klaar. Komt u toch onverwacht? Dan is dat ook goed."""

TEXTS = (
    Text("invitation", INVITATION, subject="Komt u koffie drinken bij Kids & Koffie?"),
    Text(
        "summary",
        "Koffie en een praatje met andere ouders uit de buurt. Uw kind kan intussen spelen.",
    ),
    Text(
        "written_down",
        "U praat in een groep. We schrijven niet op wat u vertelt. We tellen hoeveel mensen er zijn.",
    ),
    Text(
        "newsletter",
        "Elke maandag van 9.30 tot 11.00 uur is het Kids & Koffie, voor ouders met kinderen van 0 tot en met 4 jaar. "
        "Er is koffie, er zijn andere ouders en uw kind kan spelen. Loop gerust binnen.",
    ),
)

METHOD = Method(
    version=1,
    name="Kids & Koffie",
    summary=(
        "Elke week een inloop voor ouders met jonge kinderen, op een plek die ze al kennen. "
        "Ouders leren van elkaar. Zij bepalen waar het over gaat."
    ),
    audience="Ouders en verzorgers van kinderen van 0 tot en met 4 jaar",
    place="Een gewone plek waar ouders toch al graag komen, zoals een kinderboerderij",
    source=Source(
        title="Van nul tot later als ik groot ben",
        publisher="Ministerie van Volksgezondheid, Welzijn en Sport, met de VNG",
        year=2017,
        place="Sliedrecht",
    ),
    evidence=Evidence(Level.DESCRIBED, "Praktijkverhaal van de gemeente Sliedrecht", "2017"),
    phases=PHASES,
    roles=ROLES,
    group=GroupSize(10, 20),
    criteria=(Criterion("everyone", "Iedereen met een kind van 0 tot en met 4 jaar is welkom, ook opa's en oma's."),),
    capacity=(Capacity("places", 20),),
    indicators=INDICATORS,
    follow_up=FOLLOW_UP,
    agreements=AGREEMENTS,
    campaign_hooks=(
        CampaignHook("Week van de Opvoeding", (10,), "Nodig ouders uit om een vriend of buur mee te nemen."),
    ),
    texts=TEXTS,
)
