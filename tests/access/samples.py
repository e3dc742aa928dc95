"""How to build the arguments of each address. A new address with arguments needs ONE line here:

    "partners:parent": {"public_id": of("partners.Parent")},

An address without arguments needs none. What an address answers when that is not plain: expected.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID

from allauth.mfa.models import Authenticator

from activities.queries import stamp_of
from partners.messages.own_page import hidden
from partners.queries import own_stamp
from portal.municipalities import tenant
from portal.web import links
from tests.access.world import Town

Maker = Callable[[Town], Any]


def of(model: str, field: str = "public_id", **wants: Any) -> Maker:
    """This field of the town's own row of a model; with wants, of a row apart that has those."""

    def make(town: Town) -> Any:
        value = town.row(model, **wants)
        for name in field.split("."):
            value = getattr(value, name)
        return value

    return make


def row(model: str, **wants: Any) -> Maker:
    """The row itself: something to want."""

    def make(town: Town) -> Any:
        return town.row(model, **wants)

    return make


def stamp(town: Town) -> str:
    """What the links of the town's parent carry."""
    return stamp_of(town.row("partners.Parent"))


def slug(town: Town) -> str:
    """What the town is called outside its own addresses."""
    return town.slug


def always(value: object) -> Maker:
    """The same for every town: names nothing of a municipality."""

    def make(_: Town) -> object:
        return value

    return make


def token(purpose: str, **data: Maker | str) -> Maker:
    """A signed link of the town with these data; a function of the town, or a text."""

    def make(town: Town) -> str:
        with tenant.use(town.municipality):
            told = {name: str(value(town) if callable(value) else value) for name, value in data.items()}
            return links.make(purpose, told, days=1)

    return make


def own_page_stamp(town: Town) -> str:
    """What the own link of the town's parent carries."""
    return own_stamp(town.row("partners.Parent"))


def saved_list(town: Town) -> UUID:
    """The file of a list that CJG staff of the town saved."""
    file = town.row("files.File", name="lijst.csv")
    told, made = {"list": "organisations"}, {"file": str(file.public_id)}
    user = town.users["cjg"].pk
    town.row("jobs.Job", kind="desk.save_list", params=told, result=made, started_by=user, state="done")
    return cast("UUID", file.public_id)


OF_PARENT: Mapping[str, Maker | str] = {"parent": of("partners.Parent"), "stamp": own_page_stamp}
OTHER_PARENT = of("partners.Parent", phone="+31612345678")
OWN = token("own_page", **OF_PARENT)


def passkey(town: Town) -> int:
    """The passkey of the town's CJG staff."""
    return int(Authenticator.objects.get(user=town.users["cjg"], type=Authenticator.Type.WEBAUTHN).pk)


SESSION = of("activities.Session")
# A meeting that the parent was asked for and has not signed up for yet.
ASKED_FOR = row("activities.Session", local_date=dt.date(2031, 4, 7))
# A list of neighbourhoods that was uploaded, with the town's canary as the name of one.
AREAS = row(
    "files.File", name="wijken.csv", content=lambda town: f"Code;Naam;Postcodes\nA1;{town.canary};3361".encode()
)
# A list of meetings that waits, with the town's canary as the name of one.
MEETINGS = of(
    "activities.MeetingList",
    "file.public_id",
    file=row(
        "files.File",
        name="agenda.csv",
        content=lambda town: f"Titel;Datum;Tijd\n{town.canary};3-3-2031;9.30\n;5;6".encode(),
    ),
)
# A table of figures that waits, with the town's canary as the question.
FIGURES = of(
    "programmes.FigureList",
    "file.public_id",
    file=row(
        "files.File",
        name="cijfers.csv",
        content=lambda town: f"Vraag;Jaar;Percentage\n{town.canary};2026;12%\n".encode(),
    ),
)
METHOD = always("kids-en-koffie")
ORGANISATION = of("partners.Organisation")
# Somebody with a photo, whom everyone may see.
SHOWN = of("partners.Presence", photo=row("files.File", name="foto.jpg", media_type="image/jpeg"))
AGREEMENT = of("partners.AgreementVersion", "agreement.public_id")

SAMPLES: Mapping[str, Mapping[str, Maker]] = {
    "account_reset_password_from_key": {"uidb36": always("1"), "key": always("broken-link")},
    "link_work_account": {"place": slug},
    "unlink_work_account": {"place": slug},
    "work_account_start": {"place": slug},
    "work_account_back": {"place": slug},
    "mfa_edit_webauthn": {"pk": passkey},
    "mfa_remove_webauthn": {"pk": passkey},
    # A list that CJG staff saved: its file, made together with the job that tells so.
    "ground:export": {"which": always("organisations")},
    "ground:saved_list": {"public_id": saved_list},
    "ground:job": {"public_id": of("jobs.Job")},
    "ground:stop_job": {"public_id": of("jobs.Job")},
    "ground:send_again": {"public_id": of("outbox.Message")},
    "ground:give_up": {"public_id": of("outbox.Message")},
    "web:style": {"digest": of("municipalities.OwnStyle", "digest")},
    "ground:join": {"token": token("colleague", invitation=of("accounts.StaffInvitation", "public_id.hex"))},
    "ground:remove_feast_day": {"public_id": of("municipalities.FeastDay")},
    "ground:invite_again": {"public_id": of("accounts.StaffInvitation")},
    "ground:take_back_invitation": {"public_id": of("accounts.StaffInvitation")},
    "ground:person": {"public_id": of("accounts.User")},
    "ground:stop_person": {"public_id": of("accounts.User")},
    "ground:reset_factors": {"public_id": of("accounts.User")},
    "ground:change_term": {"kind": always("contacts")},
    "ground:text": {"key": always("welcome")},
    "ground:reset_text": {"key": always("welcome")},
    "ground:change_processor": {"public_id": of("desk.Processor")},
    "ground:end_processor": {"public_id": of("desk.Processor")},
    "ground:change_breach": {"public_id": of("desk.Breach")},
    "ground:close_breach": {"public_id": of("desk.Breach")},
    "ground:check_areas": {"token": token("neighbourhoods", file=lambda town: AREAS(town).public_id.hex, year="2026")},
    "partners:preview": {"file": of("partners.SheetImport", "file.public_id", file=row("files.File"))},
    "partners:reason": {"file": of("partners.SheetImport", "file.public_id", file=row("files.File"))},
    "partners:columns": {"file": of("partners.SheetImport", "file.public_id", file=row("files.File"))},
    "partners:imported": {"public_id": of("partners.SheetImport")},
    "partners:parent": {"public_id": of("partners.Parent")},
    "partners:told": {"public_id": of("partners.Parent"), "purpose": always("feedback")},
    "partners:told_stop": {"public_id": of("partners.Parent")},
    "partners:change_parent": {"public_id": of("partners.Parent")},
    "partners:organisation": {"public_id": ORGANISATION},
    "partners:change_organisation": {"public_id": ORGANISATION},
    "partners:allow_organisation": {"public_id": ORGANISATION},
    "partners:members": {"public_id": ORGANISATION},
    "partners:end_member": {"public_id": ORGANISATION, "member": of("partners.OrganisationMember")},
    "partners:send_own_link": {"public_id": of("partners.Parent")},
    "partners:parent_file": {"public_id": of("partners.Parent")},
    "partners:remove_parent": {"public_id": of("partners.Parent")},
    "partners:add_contact": {"public_id": of("partners.Parent")},
    "partners:remove_contact": {
        "public_id": of("partners.Contact", "parent.public_id"),
        "contact": of("partners.Contact"),
    },
    "partners:help_card": {"public_id": of("partners.Parent")},
    "partners:merge": {"public_id": of("partners.Parent"), "other": OTHER_PARENT},
    "partners:two_people": {"public_id": of("partners.Parent"), "other": OTHER_PARENT},
    "partners:undo_merge": {
        "public_id": of("partners.Merge", "kept.public_id"),
        "merge": of("partners.Merge"),
    },
    "partners:promise_parent": {"public_id": of("partners.Parent")},
    "partners:keep_promise": {"public_id": of("partners.Promise")},
    "partners:pass_on_promise": {"public_id": of("partners.Promise")},
    **{
        f"partners:{page}": {"token": OWN}
        for page in ("own_page", "own_change", "own_answer", "own_stay", "own_file", "own_remove")
    },
    "partners:new_address": {
        "token": token("new_address", **OF_PARENT, email=lambda _town: hidden("nieuw@example.org"))
    },
    "partners:add_presence": {"public_id": ORGANISATION},
    "partners:change_presence": {"public_id": of("partners.Presence")},
    "partners:remove_presence": {"public_id": of("partners.Presence")},
    "partners:publish_presence": {"public_id": of("partners.Presence")},
    "partners:change_photo": {"public_id": of("partners.Presence")},
    "partners:remove_photo": {"public_id": of("partners.Presence")},
    "partners:kept_photo": {"public_id": SHOWN},
    "partners:photo": {"public_id": SHOWN},
    "partners:agreement": {"public_id": AGREEMENT},
    "partners:change_agreement": {"public_id": AGREEMENT},
    "partners:sign_agreement": {"public_id": AGREEMENT},
    "partners:end_agreement": {"public_id": AGREEMENT},
    "partners:stop": {"token": token("stop", parent=of("partners.Parent"))},
    "activities:list_preview": {"file": MEETINGS},
    "activities:list_letters": {"file": MEETINGS},
    "activities:list_columns": {"file": MEETINGS},
    "activities:list_read": {"public_id": of("activities.MeetingList")},
    "activities:undo_list": {"public_id": of("activities.MeetingList")},
    "activities:session": {"public_id": SESSION},
    "activities:signed_up": {"public_id": SESSION},
    "activities:calendar": {"public_id": SESSION},
    "activities:invited": {
        "token": token(
            "invitation",
            session=of("activities.Invitation", "session.public_id", session=ASKED_FOR),
            parent=of("partners.Parent"),
            stamp=stamp,
        )
    },
    "activities:registration": {
        "token": token("registration", registration=of("activities.Registration"), stamp=stamp)
    },
    "activities:staff_session": {"public_id": SESSION},
    "activities:invite": {"public_id": SESSION},
    "activities:attendance": {"public_id": SESSION},
    "activities:move": {"public_id": SESSION},
    "activities:cancel": {"public_id": SESSION},
    "programmes:method": {"slug": METHOD},
    "programmes:start": {"slug": METHOD},
    "programmes:programme": {"public_id": of("programmes.Programme")},
    "programmes:figures_preview": {"file": FIGURES},
    "programmes:figures_letters": {"file": FIGURES},
    "programmes:figures_columns": {"file": FIGURES},
    "programmes:figures_read": {"public_id": of("programmes.FigureList")},
    "programmes:undo_figures": {"public_id": of("programmes.FigureList")},
}
