"""Who saves after somebody else sees both versions first: of organisations, of who is where and of parents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

import pytest
from django.test import Client

from partners.domain.change_organisation import allow_organisation, change_organisation
from partners.domain.change_parent import change_parent
from partners.domain.keep_presence import FACTS, add_presence, change_presence
from partners.messages.own_page import own_path
from partners.models import Organisation, Parent
from portal.web.meanwhile import ChangedMeanwhile, stamp_of
from tests import cast

ORGANISATIONS = "/sliedrecht/organisaties/"


@dataclass
class Case:
    """A form, what somebody else does meanwhile, and the field that both change."""

    path: str
    field: str
    theirs: Callable[[], object]
    shown: str
    kept: Callable[[], object]


def of_organisation(boom: Organisation) -> Case:
    def theirs() -> object:
        return change_organisation(organisation=boom, facts={"times": "op maandag"})

    path = f"{ORGANISATIONS}{boom.public_id}/aanpassen/"
    return Case(path, "times", theirs, "op maandag", lambda: Organisation.objects.get(pk=boom.pk).times)


def of_presence(boom: Organisation) -> Case:
    told = {"person": "Juf Ina", "role": "leerkracht", "times": "elke dag", "weekday": 2, "place": "lokaal 3"}
    one = add_presence(organisation=boom, facts={**told, "starts": time(9), "ends": time(11)})

    def theirs() -> object:
        return change_presence(presence=one, facts={"times": "op maandag", "starts": time(8, 30)})

    def kept() -> object:
        one.refresh_from_db()
        return one.times

    return Case(f"/sliedrecht/aanwezig/{one.public_id}/", "times", theirs, "op maandag", kept)


@pytest.fixture(params=[of_organisation, of_presence])
def case(request: pytest.FixtureRequest, boom: Organisation) -> Case:
    made: Case = request.param(boom)
    return made


def on_screen(client: Client, path: str) -> dict[str, Any]:
    """What the form would send when nobody touched it."""
    form = client.get(path).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value in (None, False) else value for name, value in values.items()}


def test_both_versions_are_shown_and_the_next_press_decides(cjg: Client, case: Case) -> None:
    typed = {**on_screen(cjg, case.path), case.field: "op dinsdag"}
    case.theirs()
    page = cjg.post(case.path, typed)
    words = page.content.decode()
    assert page.status_code == 200
    assert "Iemand anders heeft dit intussen aangepast" in words
    for version in (case.shown, "op dinsdag"):
        assert version in words
    assert case.kept() == case.shown
    again = {**typed, "seen": page.context["form"]["seen"].value()}
    assert cjg.post(case.path, again).status_code == 302
    assert case.kept() == "op dinsdag"


def test_without_anybody_else_it_is_saved_at_once(cjg: Client, case: Case) -> None:
    """The control: the warning comes of the change of somebody else only."""
    assert cjg.post(case.path, {**on_screen(cjg, case.path), case.field: "op dinsdag"}).status_code == 302
    assert case.kept() == "op dinsdag"


def test_who_wrote_just_the_same_hears_nothing_to_choose(cjg: Client, case: Case) -> None:
    typed = {**on_screen(cjg, case.path), case.field: case.shown}
    case.theirs()
    page = cjg.post(case.path, typed)
    assert case.field not in {name for name, field in page.context["form"].fields.items()
                              if field.label in dict(page.context["form"].theirs)}  # fmt: skip


def test_times_and_choices_of_theirs_are_told_in_words(cjg: Client, boom: Organisation) -> None:
    case = of_presence(boom)
    typed = {**on_screen(cjg, case.path), "weekday": "3"}
    case.theirs()
    told = dict(cjg.post(case.path, typed).context["form"].theirs)
    assert {str(label): words for label, words in told.items()} == {
        "Op welke dag?": "dinsdag", "Vanaf": "8.30", "Wanneer, in woorden": "op maandag",
    }  # fmt: skip


def test_what_it_may_do_is_seen_first_too(cjg: Client, boom: Organisation) -> None:
    path = f"{ORGANISATIONS}{boom.public_id}/zelf/"
    typed = {**on_screen(cjg, path), "may_register": "on"}
    allow_organisation(organisation=boom, may_register=False, may_publish=True)
    page = cjg.post(path, typed)
    assert "Iemand anders heeft dit intussen aangepast" in page.content.decode()
    boom.refresh_from_db()
    assert (boom.may_register, boom.may_publish) == (False, True)


def test_between_reading_and_writing_the_verb_looks_itself(boom: Organisation) -> None:
    one = add_presence(organisation=boom, facts={"person": "Juf Ina", "role": "leerkracht", "times": "elke dag"})
    seen = stamp_of(one, FACTS)
    change_presence(presence=one, facts={"times": "nooit"})
    with pytest.raises(ChangedMeanwhile):
        change_presence(presence=one, facts={"times": "altijd"}, seen=seen)
    # What is so already needs no choice.
    assert change_presence(presence=one, facts={"times": "nooit"}, seen=seen).times == "nooit"


STAFF, OWN = "Iemand anders heeft dit intussen aangepast", "Uw gegevens zijn net veranderd"


def pages_of(parent: Parent) -> dict[str, str]:
    """Where staff and where the parent changes the details."""
    staff = f"/sliedrecht/ouders/{parent.public_id}/wijzigen/"
    return {STAFF: staff, OWN: own_path(parent, "own_change")}


@pytest.mark.parametrize(("mine", "theirs"), [(STAFF, OWN), (OWN, STAFF)])
def test_what_staff_and_a_parent_change_at_once_is_not_lost(cjg: Client, mine: str, theirs: str) -> None:
    parent = cast.parent("Anna Vrolijk", phone="+31612345678")
    paths = pages_of(parent)
    typed = {**on_screen(cjg, paths[mine]), "name": "Anna de Vrolijk"}
    other = {**on_screen(cjg, paths[theirs]), "phone": "06 87654321", "language": "ar"}
    assert cjg.post(paths[theirs], other).status_code == 302
    page = cjg.post(paths[mine], typed)
    words = page.content.decode()
    assert page.status_code == 200
    for shown in (mine, "06 87654321", "Anna de Vrolijk"):
        assert shown in words
    # How it is now, as somebody reads it: no code of a language, no number with +31.
    told = {words for _label, words in page.context["form"].theirs}
    assert {"06 87654321", "Anna Vrolijk"} < told
    assert "ar" not in told
    parent.refresh_from_db()
    assert (parent.name, parent.phone) == ("Anna Vrolijk", "+31687654321")
    again = {**typed, "phone": "06 87654321", "seen": page.context["form"]["seen"].value()}
    assert cjg.post(paths[mine], again).status_code == 302
    parent.refresh_from_db()
    assert (parent.name, parent.phone) == ("Anna de Vrolijk", "+31687654321")


def test_whether_a_phone_works_is_no_change_for_the_parent(cjg: Client) -> None:
    """The control: what does not stand in the own form is no reason to ask again."""
    parent = cast.parent("Anna Vrolijk", phone="+31612345678")
    path = pages_of(parent)[OWN]
    typed = {**on_screen(cjg, path), "name": "Anna de Vrolijk"}
    change_parent(parent=parent, details={"phone_works": True})
    assert cjg.post(path, typed).status_code == 302


def test_staff_who_change_another_field_are_told_only_what_differs(cjg: Client) -> None:
    parent = cast.parent("Anna Vrolijk", phone="+31612345678", phone_works=True)
    path = pages_of(parent)[STAFF]
    typed = on_screen(cjg, path)
    change_parent(parent=parent, details={"name": "Anna de Vrolijk"})
    told = {str(label): words for label, words in cjg.post(path, typed).context["form"].theirs}
    assert told == {"Naam": "Anna de Vrolijk"}


def test_of_a_parent_the_verb_looks_itself_too(cjg: Client) -> None:
    parent, shown = cast.parent("Anna Vrolijk"), ("name", "phone")
    seen = stamp_of(parent, shown)
    change_parent(parent=parent, details={"phone": "+31687654321"})
    with pytest.raises(ChangedMeanwhile):
        change_parent(parent=parent, details={"name": "Anna"}, seen=seen, shown=shown)
