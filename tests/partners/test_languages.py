"""Where somebody chooses a language, those that the municipality offers stand first; every other one stays possible."""

from __future__ import annotations

import pytest
from django.test import Client

from partners.forms import DetailsForm, ParentForm
from partners.messages.own_page import OwnPage, own_path
from partners.models import Parent
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from tests import cast

pytestmark = pytest.mark.django_db
OFFERED = '<optgroup label="Talen die wij aanbieden">'


@pytest.fixture
def two(municipality: Municipality) -> Municipality:
    """The municipality, which offers Turkish and Arabic."""
    Municipality.objects.filter(pk=municipality.pk).update(
        languages=["tr", "ar"], own_texts={"mail_foot": {"nl": "Tot gauw.", "tr": "Yine bekleriz."}}
    )
    return municipality


def choice(client: Client, parent: Parent) -> str:
    """The choice of a language on a parent's own page."""
    page = client.get(own_path(parent, "own_change")).content.decode()
    return page[page.index('name="language"') :].partition("</select>")[0]


def test_a_parent_finds_their_language_by_its_own_name(client: Client, two: Municipality) -> None:
    shown = choice(client, cast.parent())
    first, others = shown.split("</optgroup>")[:2]
    assert OFFERED in first
    assert '<option value="ar" lang="ar" dir="rtl">العربية</option>' in first
    assert ">Türkçe</option>" in first
    assert ">Pools</option>" in others
    assert ">Turks</option>" not in shown


def test_staff_read_it_in_dutch(two: Municipality) -> None:
    shown = str(ParentForm()["language"])
    assert shown.index(OFFERED) < shown.index(">Turks</option>") < shown.index("Andere talen")
    assert "Türkçe" not in shown


def test_control_without_other_languages_there_is_one_list(client: Client, municipality: Municipality) -> None:
    shown = choice(client, cast.parent())
    assert "optgroup" not in shown
    assert ">Turks</option>" in shown


def test_a_language_that_is_not_offered_or_not_known_stays(client: Client, two: Municipality) -> None:
    for code in ("fa", "xx-Odd"):
        parent = cast.parent(language=code)
        assert f'<option value="{code}" selected>' in choice(client, parent)
        form = DetailsForm({"name": parent.name, "email": parent.email, "language": code}, parent=parent)
        assert form.is_valid(), form.errors
        assert form.cleaned_data["language"] == code


@pytest.mark.parametrize(("language", "reads"), [("tr", True), ("pl", False), ("", False)])
def test_a_mail_ends_in_dutch_and_in_the_parents_own_language(two: Municipality, *, language: str, reads: bool) -> None:
    parent = Parent.objects.select_related("municipality").get(pk=cast.parent(language=language).pk)
    message = Message(subject_id=parent.pk, address=parent.email, language="nl")
    message.about = parent
    text = OwnPage().build(message).text
    assert "Tot gauw." in text
    assert ("Yine bekleriz." in text) is reads
