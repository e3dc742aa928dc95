from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What these actions are called in the log.
ACTIONS = {
    "agreement.changed": _("Changed an agreement"),
    "agreement.drafted": _("Wrote down an agreement"),
    "agreement.ended": _("Ended an agreement"),
    "agreement.signed": _("Agreed to an agreement"),
    "consent.given": _("Said yes to messages"),
    "consent.withdrawn": _("Said no to messages"),
    "contact.added": _("Wrote down a contact"),
    "contact.removed": _("Took away a contact"),
    "promise.made": _("Wrote down a promise"),
    "promise.kept": _("Kept a promise"),
    "promise.passed_on": _("Passed a promise on"),
    "list.columns_chosen": _("Said how a list of parents is read"),
    "list.import_started": _("Began to read in a list"),
    "list.reason_chosen": _("Chose another reason to use a list"),
    "list.taken": _("Chose a list to read in"),
    "neighbourhoods.followed": _("Tied to the new neighbourhoods"),
    "organisation.added": _("Added an organisation"),
    "organisation.allowed": _("Changed what an organisation may do by itself"),
    "organisation.changed": _("Changed the data of an organisation"),
    "organisation.member_added": _("Added somebody to an organisation"),
    "organisation.member_ended": _("Took somebody off an organisation"),
    "parent.added": _("Added a parent"),
    "parent.file_given": _("Gave a parent their own file"),
    "parent.link_sent": _("Sent a parent the link to their own page"),
    "parent.merged": _("Put two entries of a parent together"),
    "parent.two_people": _("Said that two parents are two people"),
    "parent.unmerged": _("Took back that two entries were put together"),
    "parent.removed": _("Removed a parent and everything about them"),
    "parent.changed": _("Changed the details of a parent"),
    "parent.address_broken": _("Found that an address does not work"),
    "parent.stayed": _("Said that they want to stay known here"),
    "parent.stopped": _("Stopped the invitations to a parent"),
    "parents.imported": _("Read in parents from a list"),
    "presence.added": _("Wrote down who is where"),
    "presence.changed": _("Changed when somebody is where"),
    "presence.photo_kept": _("Chose a photo of who is where"),
    "presence.photo_removed": _("Took away the photo of who is where"),
    "presence.removed": _("Took away when somebody is where"),
}
# What an entry of the log is about, and which fields it names.
WORDS = {
    "partners.Agreement": _("Agreement"),
    "partners.Organisation": _("Organisation"),
    "partners.OrganisationMember": _("Member of an organisation"),
    "partners.Parent": _("Parent"),
    "partners.Presence": _("Who is where"),
    "partners.Promise": _("Promise"),
    "partners.SheetImport": _("List of parents"),
    "basis": _("reason"),
    "by": _("by whom"),
    "by_hand": _("by hand"),
    "contact": _("contact person"),
    "contact_name": _("name of the contact person"),
    "contact_role": _("what the contact person does"),
    "action": _("what happened"),
    "actor_id": _("by whom (number)"),
    "actor_kind": _("by whom"),
    "address": _("address"),
    "at": _("when"),
    "attempts": _("number of tries"),
    "body": _("content"),
    "created_at": _("made on"),
    "data": _("what was filled in"),
    "date_header": _("date of the mail"),
    "email_broken_at": _("address does not work since"),
    "email_key": _("address as we compare it"),
    "error": _("what went wrong"),
    "fence": _("turn of the sender"),
    "fields": _("which fields"),
    "form_key": _("number of the form"),
    "given": _("yes or no"),
    "held": _("held"),
    "id": _("row"),
    "invited_at": _("invited on"),
    "key": _("key"),
    "lease_until": _("taken until"),
    "message_id": _("number of the mail"),
    "municipality": _("municipality"),
    "name_key": _("name as we compare it"),
    "near_key": _("nearly the same name, as we compare it"),
    "same_key": _("the same name, as we compare it"),
    "next_at": _("sent from"),
    "parent": _("parent"),
    "public_id": _("public number"),
    "purpose": _("for what"),
    "recipient_key": _("number of the receiver"),
    "registered_at": _("signed up on"),
    "registration": _("sign-up"),
    "result": _("how it ended"),
    "sent_at": _("sent on"),
    "session": _("meeting"),
    "source": _("how it came"),
    "subject_id": _("about (row)"),
    "subject_kind": _("about"),
    "subject_public_id": _("about (public number)"),
    "text_version": _("version of the text"),
    "version": _("version"),
    "contacts": _("contacts"),
    "day": _("day"),
    "done_at": _("done on"),
    "due": _("promised for"),
    "promises": _("promises"),
    "tombstones": _("marks of removals"),
    "way": _("how"),
    "what": _("what"),
    "with_agenda": _("with a subject"),
    "consent": _("answers"),
    "filled": _("what was filled in from the other"),
    "gone": _("the entry that went"),
    "invitation": _("invitations"),
    "kept": _("the entry that stayed"),
    "last_sign_on": _("last sign of life that we keep"),
    "old": _("earlier public number"),
    "merge": _("entries put together before"),
    "mergedinto": _("earlier public numbers"),
    "message": _("messages"),
    "moved": _("what moved along"),
    "promise": _("promises"),
    "created": _("new"),
    "email": _("e-mail address"),
    "invitations": _("invitations"),
    "language": _("language"),
    "letter_address": _("address for letters"),
    "letter_works": _("whether letters arrive"),
    "languages": _("languages"),
    "kind": _("kind"),
    "may_publish": _("publish without asking"),
    "may_register": _("register activities itself"),
    "name": _("name"),
    "neighbourhood": _("neighbourhood"),
    "organisation": _("organisation"),
    "organisations": _("organisations"),
    "origin": _("from whom"),
    "parents": _("parents"),
    "person": _("name"),
    "photo": _("photo"),
    "place": _("where"),
    "public": _("public"),
    "waits": _("waits to become public"),
    "role": _("what somebody does"),
    "phone": _("phone"),
    "phone_works": _("whether the phone works"),
    "postcode": _("postcode"),
    "prefers": _("road that is liked best"),
    "refused": _("not read in"),
    "sign_up": _("signed up by themselves"),
    "skipped": _("known already or twice in the list"),
    "stages": _("stages"),
    "stopped_at": _("no more invitations"),
    "times": _("when"),
    "updated": _("filled in further"),
    "via_member": _("familiar face"),
    "via_organisation": _("familiar organisation"),
    "website": _("website"),
    "ended_at": _("ended on"),
    "first_side": _("for the first"),
    "second_side": _("for the second"),
    "privacy": _("how privacy is kept"),
    "review_on": _("when it is looked at again"),
    "subjects": _("what it is about"),
    "told_back": _("who is told back"),
    "what_we_tell": _("what is told"),
    "who_tells": _("who tells whom"),
}


class PartnersConfig(AppConfig):
    name = "partners"
    label = "partners"

    def ready(self) -> None:
        """Tell the ground what stands here: pages, long work, and whom a dead address concerns."""
        from partners import rules
        from partners.domain.end_member import end_ties
        from partners.domain.flag_address import flag_address
        from partners.domain.follow_division import follow_division
        from partners.domain.forget_lists import forget_lists
        from partners.domain.import_parents import OUTCOMES, import_parents
        from partners.domain.parent_lists import KIND as PARENT_LISTS
        from partners.domain.remind_reviews import remind_reviews
        from partners.domain.start_import import KIND
        from partners.messages.agreements import AgreementReview
        from partners.queries.exports import ORGANISATIONS, PARENTS
        from partners.views import tiles
        from portal.accounts.registry import on_role_ended
        from portal.accounts.rules import partner
        from portal.audit.registry import name_actions, name_words
        from portal.jobs import registry as jobs
        from portal.municipalities.registry import on_new_division
        from portal.outbox import registry as outbox
        from portal.web import exports, lists
        from portal.web.registry import NavItem, nav, tile

        jobs.register(KIND, import_parents, label=_("Reading in a list of parents"), queue="heavy", counts=OUTCOMES)
        lists.register(PARENT_LISTS)
        exports.register(PARENTS)
        exports.register(ORGANISATIONS)
        outbox.on_dead_address(lambda address: flag_address(address=address))
        _tell_what_is_kept()
        _tell_of_parents()
        outbox.on_due("partners.forget_lists", forget_lists)
        on_new_division(follow_division)
        on_role_ended(end_ties)
        nav(NavItem(_("Parents"), "partners:parents", rules.count_parents, order=30))
        nav(NavItem(_("Who is where"), "partners:where", order=15))
        outbox.register(AgreementReview())
        outbox.on_due("partners.agreements", remind_reviews)
        nav(NavItem(_("Our agreements"), "partners:agreements", rules.see_organisation, order=65))
        nav(NavItem(_("Organisations"), "partners:organisations", rules.keep_organisations, order=60))
        nav(NavItem(_("Our organisation"), "partners:own_organisation", partner, order=60))
        for role in ("policy_officer", "cjg", "partner"):
            tile(role, tiles.agreements)
        for role in ("policy_officer", "cjg"):
            tile(role, tiles.to_publish)
            tile(role, tiles.to_connect)
        tile("partner", tiles.own_organisation)
        tile("cjg", tiles.parents)
        name_actions(ACTIONS)
        name_words(WORDS)


def _tell_what_is_kept() -> None:
    from partners.domain.signs_of_life import signs_here
    from partners.domain.terms import TERMS
    from partners.registry import signs_of_life
    from partners.spec.made_up import MADE_UP
    from partners.spec.people import PEOPLE
    from portal.municipalities.registry import keeps_until, tell_made_up, tell_people

    keeps_until(*TERMS)
    tell_people(PEOPLE)
    tell_made_up(MADE_UP)
    signs_of_life(signs_here)


def _tell_of_parents() -> None:
    from partners.domain.forget_files import forget_files
    from partners.domain.merge_parents import forget_merges
    from partners.messages.own_page import KINDS
    from partners.queries import parts_of_partners
    from partners.registry import About, about_parent
    from partners.views import tiles
    from portal.accounts.models import Membership
    from portal.outbox import registry as outbox
    from portal.web.registry import NavItem, nav, tile

    for kind in KINDS:
        outbox.register(kind())
    about_parent("partners", About(parts_of_partners, forget_files))
    outbox.on_due("partners.forget_merges", forget_merges)
    nav(NavItem(_("What we know about you"), "partners:own_page_ask", order=40, place="new_link"))
    for role in Membership.Role.values:
        tile(role, tiles.promises)
