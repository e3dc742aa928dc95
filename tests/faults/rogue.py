"""What an administrator, a partner and a policy officer may not, and try all the same: one line for each try.

Where: "here" is their own page; "of another" is a row of an organisation or a colleague that is not theirs;
"elsewhere" is another municipality, "smuggled" an id of there at an address of here. The log tells what was refused,
in the municipality where it was tried; what no page does at all (405) is nothing to tell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from portal.web.checks import addresses
from tests.access.matrix import arguments
from tests.access.world import Town

REFUSED, NOT_THERE, NOTHING = "Geweigerd", "Niet te vinden voor deze persoon", ""
STATUS = {REFUSED: 403, NOT_THERE: 404, NOTHING: 405}


@dataclass(frozen=True)
class Try:
    """One thing that somebody may not: in words, the request, what it must get, what the log then says."""

    what: str
    method: str
    page: str
    where: str = "here"
    log: str = REFUSED
    status: int = 0
    sent: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.what

    @property
    def answer(self) -> int:
        """The status that it must get."""
        return self.status or (404 if self.where == "elsewhere" else STATUS[self.log])


ADMINISTRATOR = (
    Try("reads the list of parents", "GET", "partners:parents"),
    Try("reads one parent", "GET", "partners:parent"),
    Try("changes a parent", "POST", "partners:change_parent", sent={"name": "Iemand anders"}),
    Try("takes the file of a parent", "POST", "partners:parent_file"),
    Try("removes a parent", "POST", "partners:remove_parent"),
    Try("reads who signed up", "GET", "activities:staff_session"),
    Try("reads who came", "GET", "activities:attendance"),
    Try("reads a list of parents in", "GET", "partners:import"),
    Try("looks into a list that a colleague reads in", "GET", "partners:preview"),
    Try("saves the list of parents", "POST", "export parents", sent={"form": "csv", "reason": "work"}),
    Try("saves who signed up", "POST", "export sign-ups", sent={"form": "csv", "reason": "work"}),
    Try("opens a list that somebody else saved", "GET", "ground:saved_list", log=NOT_THERE),
    Try("passes on what the CJG promised", "POST", "partners:pass_on_promise", "of another", NOT_THERE),
    Try("keeps parents longer than the privacy officer chose", "POST", "ground:change_term", sent={"months": "84"}),
    Try("writes that there was no data breach", "POST", "ground:close_breach"),
    Try("takes away their own role, that of the last", "POST", "own stop_person", status=200,
        sent={"what": "administrator"}),
    Try("takes away their own second factor by the page of others", "POST", "own reset_factors", status=200),
    Try("makes themself CJG in another municipality", "POST", "ground:invite_colleague", "elsewhere",
        sent={"email": "administrator.kanariesli@canary.example", "role": "cjg"}),
    Try("takes away a second factor in another municipality", "POST", "ground:reset_factors", "elsewhere"),
    Try("stops a colleague of another municipality", "POST", "ground:stop_person", "elsewhere", sent={"what": "alles"}),
    Try("reads the log of another municipality", "GET", "ground:audit", "elsewhere"),
    Try("reads who works in another municipality", "GET", "ground:person", "smuggled", NOT_THERE),
    Try("sends a message of another municipality again", "POST", "ground:send_again", "smuggled", NOT_THERE),
    Try("changes the log by its page", "POST", "ground:audit", log=NOTHING),
)  # fmt: skip
PARTNER = (
    Try("reads the list of parents", "GET", "partners:parents"),
    Try("reads a parent by number", "GET", "partners:parent"),
    Try("changes a parent by number", "POST", "partners:change_parent", sent={"name": "Iemand anders"}),
    Try("takes the file of a parent", "POST", "partners:parent_file"),
    Try("writes down a contact", "POST", "partners:add_contact"),
    Try("removes a contact of another organisation", "POST", "partners:remove_contact", "of another"),
    Try("reads who signed up", "GET", "activities:staff_session"),
    Try("writes down who came", "POST", "activities:attendance"),
    Try("moves a meeting", "POST", "activities:move"),
    Try("lets a list of parents be read in", "POST", "partners:preview"),
    Try("looks at a list that somebody else reads in", "GET", "activities:list_preview"),
    Try("saves the list of parents", "POST", "export parents", sent={"form": "csv", "reason": "work"}),
    Try("saves the list of organisations", "POST", "export organisations", sent={"form": "csv", "reason": "work"}),
    Try("opens a list that the CJG saved", "GET", "ground:saved_list", log=NOT_THERE),
    Try("reads about another organisation", "GET", "partners:organisation", "of another", NOT_THERE),
    Try("changes another organisation", "POST", "partners:change_organisation", "of another", NOT_THERE),
    Try("changes when somebody of another is there", "POST", "partners:change_presence", "of another", NOT_THERE),
    Try("takes away who is there for another", "POST", "partners:remove_presence", "of another", NOT_THERE),
    Try("reads an agreement of others", "GET", "partners:agreement", "of another", NOT_THERE),
    Try("signs an agreement of others", "POST", "partners:sign_agreement", "of another", NOT_THERE,
        sent={"side": "first"}),
    Try("lets their organisation publish by itself", "POST", "partners:allow_organisation", sent={"may_publish": "on"}),
    Try("adds somebody to their organisation", "POST", "partners:members"),
    Try("keeps what the CJG promised", "POST", "partners:keep_promise", "of another", NOT_THERE),
    Try("makes themself CJG", "POST", "ground:invite_colleague",
        sent={"email": "partner.kanariesli@canary.example", "role": "cjg"}),
    Try("reads the log", "GET", "ground:audit"),
    Try("reads an organisation of another municipality", "GET", "partners:organisation", "smuggled", NOT_THERE),
)  # fmt: skip
POLICY_OFFICER = (
    Try("reads one parent", "GET", "partners:parent"),
    Try("changes a parent", "POST", "partners:change_parent", sent={"name": "Iemand anders"}),
    Try("takes the file of a parent", "POST", "partners:parent_file"),
    Try("removes a parent", "POST", "partners:remove_parent"),
    Try("reads who may be in twice", "GET", "partners:doubles"),
    Try("makes one of two parents", "POST", "partners:merge"),
    Try("says no for a parent", "POST", "partners:told_stop"),
    Try("writes down a contact", "POST", "partners:add_contact"),
    Try("sends a parent's own link", "POST", "partners:send_own_link"),
    Try("reads who came by name", "GET", "activities:attendance"),
    Try("writes down who came from a list", "GET", "activities:came_upload"),
    Try("looks into a list of parents", "GET", "partners:preview"),
    Try("saves the list of parents", "POST", "export parents", sent={"form": "csv", "reason": "work"}),
    Try("saves who signed up", "POST", "export sign-ups", sent={"form": "csv", "reason": "work"}),
    Try("opens a list that the CJG saved", "GET", "ground:saved_list", log=NOT_THERE),
    Try("keeps what the CJG promised", "POST", "partners:keep_promise", "of another", NOT_THERE),
    Try("chooses how long parents are kept", "POST", "ground:change_term", sent={"months": "84"}),
    Try("reads who works here", "GET", "ground:people"),
    Try("makes themself administrator", "POST", "ground:invite_colleague",
        sent={"email": "policy_officer.kanariesli@canary.example", "role": "administrator"}),
    Try("stops a colleague", "POST", "ground:stop_person", sent={"what": "partner"}),
    Try("takes away a colleague's second factor", "POST", "ground:reset_factors"),
    Try("reads the log", "GET", "ground:audit"),
    Try("reads how the house style is made", "GET", "ground:house_style"),
    Try("closes a data breach", "POST", "ground:close_breach"),
    Try("reads the parents of another municipality", "GET", "partners:parents", "elsewhere"),
    Try("calls off a meeting of another municipality", "POST", "activities:cancel", "smuggled", NOT_THERE),
)  # fmt: skip
TRIES = {"administrator": ADMINISTRATOR, "partner": PARTNER, "policy_officer": POLICY_OFFICER}
ADDRESSES = {address.name: address for address in addresses()}


def everything() -> list[tuple[str, Try]]:
    """Each role with each of its tries."""
    return [(role, one) for role, tries in TRIES.items() for one in tries]


def path_of(one: Try, role: str, own: Town, other: Town) -> str:
    """The address that is asked."""
    kind, _, name = one.page.partition(" ")
    if kind == "own":
        return reverse(f"ground:{name}", args=[own.slug, own.users[role].public_id])
    if kind == "export":
        of = f"?van={own.row('activities.Session').public_id}" if name == "sign-ups" else ""
        return reverse("ground:export", args=[own.slug, name]) + of
    at = other if one.where == "elsewhere" else own
    ids = arguments(ADDRESSES[one.page], other if one.where in {"elsewhere", "smuggled"} else own)
    told = _of_another(one.page, own) if one.where == "of another" else {}
    return reverse(one.page, kwargs={"municipality": at.slug, **ids, **told})


def _of_another(page: str, town: Town) -> dict[str, Any]:
    """Arguments that name what is of an organisation for which the partner does not work, or of the CJG."""
    theirs = town.row("partners.Organisation", name="Een andere")
    if "presence" in page:
        return {"public_id": town.row("partners.Presence", organisation=theirs).public_id}
    if "promise" in page:
        promise = town.row("partners.Promise", by=town.users["cjg"], parent=town.row("partners.Parent"))
        return {"public_id": promise.public_id}
    if "contact" in page:
        contact = town.row("partners.Contact", organisation=theirs, day=dt.date(2026, 3, 3))
        return {"public_id": contact.parent.public_id, "contact": contact.public_id}
    if "agreement" in page:
        agreement = town.row("partners.Agreement", first=theirs)
        return {"public_id": town.row("partners.AgreementVersion", agreement=agreement).agreement.public_id}
    return {"public_id": theirs.public_id}
