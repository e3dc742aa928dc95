"""Who may see which personal field, and where: the permission table of the house, field by field.

Each line is a promise: these fields are seen by these roles on these pages and nowhere else. A field that no line
names is seen by nobody. "another ..." is of an organisation that the partner does not work for, "CJG's ..." was
promised by staff of the CJG. Everybody sees their own name; here are those of colleagues.
"""

from __future__ import annotations

from collections.abc import Mapping

Rules = Mapping[str, Mapping[str, frozenset[str]]]
# What CJG staff do with one parent, and what a parent does on the own page.
ABOUT_ONE = "partners:parent partners:parent_file"
OWN_PAGES = "partners:own_page partners:own_change partners:own_file"
# The file that a parent asks for holds every row about them: it is theirs, whoever hands it over.
IN_THEIR_FILE = {"cjg": "partners:parent_file", "link": "partners:own_file"}
LISTS = "list:parents list:sign-ups"


def _seen(fields: str, **roles: str) -> dict[str, dict[str, frozenset[str]]]:
    return {name: {role: frozenset(pages.split()) for role, pages in roles.items()} for name in fields.split()}


def _of(kind: str, fields: str) -> str:
    return " ".join(f"{kind}.{name}" for name in fields.split())


def _by_staff(whose: str, rules: Rules) -> Rules:
    return {f"{whose} {name}": roles for name, roles in rules.items()}


ORGANISATION = "partners:organisation partners:change_organisation"
PRESENCE = "partners:organisation partners:change_presence partners:where"
COLLEAGUES = "partners:add_promise ground:person"
# Who began long work, for who sees that of colleagues.
WORK = "ground:jobs ground:job"

FIELD_RULES: Rules = {
    # Parents: CJG staff who work with them, and themselves. Nobody else, in no list and on no page.
    **_seen(
        "partners.Parent.name",
        cjg=f"{ABOUT_ONE} {LISTS} partners:parents partners:merge partners:change_parent partners:remove_parent "
        "partners:add_contact partners:promise_parent partners:promises partners:told partners:told_stop "
        "activities:staff_session activities:attendance",
        link=OWN_PAGES,
    ),
    **_seen(
        "partners.Parent.email",
        cjg=f"{ABOUT_ONE} {LISTS} partners:parents partners:merge partners:change_parent activities:staff_session",
        link=OWN_PAGES,
    ),
    # On pages a phone number is shown only when it is one; here it is a word, and forms and files hold that.
    **_seen(
        "partners.Parent.phone",
        cjg=f"{LISTS} partners:parent_file partners:change_parent",
        link="partners:own_change partners:own_file",
    ),
    **_seen(
        "partners.Parent.postcode",
        cjg=f"{ABOUT_ONE} list:parents partners:merge partners:change_parent",
        link=OWN_PAGES,
    ),
    # The page about all neighbourhoods names a language that parents read, of a few of them not how many or where.
    **_seen(
        "partners.Parent.language",
        cjg=f"{ABOUT_ONE} list:parents partners:merge partners:change_parent partners:areas",
        policy_officer="partners:areas",
        link=OWN_PAGES,
    ),
    **_seen("partners.Parent.letter_address", cjg=f"{ABOUT_ONE} partners:change_parent", link=OWN_PAGES),
    **_seen("partners.Parent.created_at", cjg="partners:parent_file list:parents", link="partners:own_file"),
    **_seen(_of("partners.Parent", "name_key email_key same_key near_key last_sign_on"), **IN_THEIR_FILE),
    **_seen(_of("partners.Consent", "at purpose source text_version"), **IN_THEIR_FILE),
    **_seen(_of("partners.Merge", "at filled gone moved"), **IN_THEIR_FILE),
    **_seen("partners.Contact.day", cjg=ABOUT_ONE, link="partners:own_page partners:own_file"),
    **_by_staff(
        "another",
        _seen("partners.Contact.day", cjg="partners:parent_file", link="partners:own_page partners:own_file"),
    ),
    **_seen(_of("activities", "Attendance.at Invitation.invited_at Registration.source"), **IN_THEIR_FILE),
    **_seen(
        "activities.Registration.registered_at", cjg="partners:parent_file list:sign-ups", link="partners:own_file"
    ),
    # A list that waits is seen by those who read it in.
    **_seen(_of("files.File", "name content"), cjg="partners:preview"),
    # Promises: whoever made them, and the parent to whom they were made.
    **_seen("partners.Promise.what", partner="partners:promises partners:pass_on_promise"),
    **_seen("partners.Promise.due", partner="partners:promises"),
    **_by_staff(
        "CJG's",
        _seen(
            _of("partners.Promise", "what due"),
            cjg=f"{ABOUT_ONE} partners:promises",
            link="partners:own_page partners:own_file",
        ),
    ),
    # Organisations: a partner sees the own one, who keeps organisations sees all, parents see who said so.
    **_seen(
        _of("partners.Organisation", "contact_name contact_role email phone"),
        cjg=ORGANISATION,
        policy_officer=ORGANISATION,
        partner=f"{ORGANISATION} partners:own_organisation",
    ),
    **_seen(
        "partners.Presence.person",
        anonymous="partners:where",
        cjg=f"{PRESENCE} partners:areas partners:change_photo",
        policy_officer=f"{PRESENCE} partners:areas partners:change_photo",
        partner=f"{PRESENCE} partners:own_organisation partners:change_photo",
        administrator="partners:where",
        privacy_officer="partners:where",
    ),
    **_seen(
        _of("partners.Presence", "role times"),
        anonymous="partners:where",
        cjg=f"{PRESENCE} partners:areas",
        policy_officer=f"{PRESENCE} partners:areas",
        partner=f"{PRESENCE} partners:own_organisation",
        administrator="partners:where",
        privacy_officer="partners:where",
    ),
    **_seen(
        "partners.Presence.place",
        anonymous="partners:where",
        cjg=PRESENCE,
        policy_officer=PRESENCE,
        partner=f"{PRESENCE} partners:own_organisation",
        administrator="partners:where",
        privacy_officer="partners:where",
    ),
    **_by_staff(
        "another",
        _seen(
            _of("partners.Presence", "person role times"), cjg="partners:areas", policy_officer="partners:areas"
        ),
    ),
    **_seen(
        _of("partners.AgreementVersion", "first_signed_at second_signed_at"),
        cjg="partners:agreement",
        policy_officer="partners:agreement",
        partner="partners:agreement",
    ),
    # Colleagues: by name where one chooses whom to ask, by address only where their roles are.
    **_seen(
        "accounts.User.name",
        cjg=f"{ORGANISATION} partners:members partners:add_promise partners:parent "
        f"partners:add_parent partners:change_parent {WORK}",
        policy_officer=f"{ORGANISATION} partners:members partners:add_promise",
        administrator=f"{COLLEAGUES} {WORK} ground:stop_person ground:reset_factors",
        privacy_officer=COLLEAGUES,
        link="ground:join",
    ),
    **_seen("accounts.User.email", administrator="ground:person", privacy_officer="ground:person"),
    # One's own, on one's own page.
    **_seen("accounts.WorkAccount.linked_at", partner="work_account"),
    **_seen("accounts.StaffInvitation.email", link="ground:join"),
    # Messages: what kind, never to whom or what.
    **_seen("outbox.Message.kind", administrator="ground:outbox", privacy_officer="ground:outbox"),
}  # fmt: skip
