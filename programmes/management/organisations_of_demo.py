"""What the demo tells of its organisations: made-up people, and an agreement to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta

from django.utils import timezone

from partners.domain.agree import draft_agreement, sign_agreement
from partners.domain.change_organisation import change_organisation
from partners.domain.keep_presence import add_presence
from partners.models import Organisation, Presence
from portal.accounts.models import Membership

TERMS = {
    "subjects": ["inviting", "informing"],
    "what_we_tell": "Wanneer er iets voor ouders is, en of er nog plek is.",
    "who_tells": "De contactpersoon van de school vertelt het aan de CJG-medewerker, en andersom.",
    "told_back": "De school hoort binnen twee weken hoeveel ouders er kwamen.",
    "privacy": "We delen alleen iets over een ouder als die ouder het weet en het goed vindt.",
}


def tell_more(organisations: Sequence[Organisation], *, partner: Membership, cjg: Membership) -> None:
    """Fill in the first organisation and who is where, once: what somebody changed in the demo stays."""
    if Presence.objects.exists():
        return
    first, last = organisations[0], organisations[-1]
    change_organisation(organisation=first, facts=_facts())
    add_presence(organisation=first, facts=_hour("Ina Verzonnen", "intern begeleider", first, 1, ["nl", "tr"]))
    add_presence(organisation=last, facts=_hour("Sam Bedacht", "ouderconsulent", first, 3, ["nl", "ar"]))
    review_on = timezone.localdate() + timedelta(days=300)
    version = draft_agreement(first=first, second=None, terms={**TERMS, "review_on": review_on})
    sign_agreement(version=version, side="first", membership=partner)
    sign_agreement(version=version, side="second", membership=cjg)


def _facts() -> dict[str, object]:
    return {
        "languages": ["nl", "tr"],
        "location": "Voorbeeldlaan 1",
        "times": "op schooldagen van 8.30 tot 15.00 uur",
        "email": "school@voorbeeld.example",
        "contact_name": "Ina Verzonnen",
        "contact_role": "intern begeleider",
    }


def _hour(person: str, role: str, at: Organisation, weekday: int, languages: list[str]) -> dict[str, object]:
    """An hour at the start of a schoolday."""
    hours = {"weekday": weekday, "starts": time(8, 30), "ends": time(9, 30)}
    where = {"at": at, "place": "ouderkamer", "neighbourhood": at.neighbourhood}
    return {"person": person, "role": role, **hours, **where, "languages": languages, "public": True}
