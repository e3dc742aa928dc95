"""What stands in a copy for development and tests in the place of what is known of parents and organisations."""

from __future__ import annotations

from portal.municipalities.spec import MadeUp

DROPPED = MadeUp(dropped=True)
NUMBER = "'+316' || lpad((id % 100000000)::text, 8, '0')"
MAIL = "'ouder' || id || '@example.org'"
MADE_UP = {
    "partners.Organisation": MadeUp(
        by={
            "name": "'Organisatie ' || id",
            "contact_role": "'Contact'",
            "contact_name": "'Contactpersoon ' || id",
            "phone": NUMBER,
            "email": "'organisatie' || id || '@example.org'",
        },
    ),
    "partners.Parent": MadeUp(
        as_is="language prefers letter_works phone_works stages last_sign_on stopped_at email_broken_at created_at",
        by={
            "name": "'Ouder ' || id",
            "name_key": "'ouder ' || id",
            "email": MAIL,
            "email_key": MAIL,
            "phone": NUMBER,
            "letter_address": "'Straat ' || id",
            # Four digits of a few streets: which one it is, is kept by neighbourhood only.
            "postcode": "'0000'",
            "same_key": "''",
            "near_key": "''",
        },
    ),
    "partners.Consent": MadeUp(as_is="text_version given purpose at basis", by={"source": "'Een lijst'"}),
    "partners.Contact": MadeUp(as_is="way with_agenda day"),
    "partners.Merge": DROPPED,
    "partners.MergedInto": DROPPED,
    "partners.Presence": MadeUp(
        as_is="weekday starts ends public waits languages",
        by={"person": "'Persoon ' || id", "role": "'Medewerker'", "place": "'Gebouw ' || id", "times": "'op afspraak'"},
    ),
    "partners.Promise": MadeUp(as_is="due done_at form_key", by={"what": "'Belofte ' || id"}),
    "partners.AgreementVersion": MadeUp(as_is="first_signed_at second_signed_at"),
    "partners.Tombstone": DROPPED,
}
