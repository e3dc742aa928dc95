"""What the form pack promises to somebody who cannot see the page, or who made a mistake."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.template import engines

from tests.looks.forms import Choose, EveryField

TYPED = {"naam": 'Ada "de eerste" <b>', "email": "geen adres", "telefoon": "06", "taal": "tr", "thema": ["s", "p"]}


def rendered(form: forms.Form, source: str = "{% load crispy_forms_filters %}{{ form|crispy }}", **more: Any) -> str:
    return str(engines["django"].from_string(source).render({"form": form, **more}))


def control(page: str, name: str) -> str:
    found = re.search(rf'<(?:input|select|textarea)[^>]*name="{name}"[^>]*>', page)
    assert found, name
    return found.group()


@pytest.fixture
def wrong() -> str:
    return rendered(EveryField(TYPED))


def test_every_field_has_a_label_of_its_own(wrong: str) -> None:
    ids = set(re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', wrong))
    assert ids
    assert ids == set(re.findall(r'<label[^>]*for="([^"]+)"', wrong))


def test_every_description_that_is_named_exists(wrong: str) -> None:
    named = {each for group in re.findall(r'aria-describedby="([^"]+)"', wrong) for each in group.split()}
    assert {"id_email_helptext", "id_email_error", "id_taal_helptext"} <= named
    assert named <= set(re.findall(r'\bid="([^"]+)"', wrong))


def test_a_field_in_error_says_so_and_a_good_one_does_not(wrong: str) -> None:
    assert 'aria-invalid="true"' in control(wrong, "email")
    assert "aria-invalid" not in control(wrong, "telefoon")
    assert 'id="id_dag_error"' in wrong


def test_the_summary_comes_first_is_announced_and_leads_to_the_fields(wrong: str) -> None:
    assert 'role="alert"' in wrong[: wrong.index("<label")]
    targets = re.findall(r'href="#([^"]+)"', wrong)
    assert targets[:3] == ["id_email", "id_dag", "id_wijk"]
    assert set(targets) <= set(re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', wrong))


def test_nothing_is_announced_before_a_mistake() -> None:
    assert "alert" not in rendered(EveryField())


def test_what_was_typed_stays(wrong: str) -> None:
    assert 'value="Ada &quot;de eerste&quot; &lt;b&gt;"' in control(wrong, "naam")
    assert 'value="geen adres"' in control(wrong, "email")
    assert re.search(r'value="tr"[^>]*checked', wrong)
    assert len(re.findall(r'name="thema"[^>]*checked', wrong)) == 2


def test_optional_is_said_in_words_and_no_star_is_used(wrong: str) -> None:
    assert wrong.count("mag leeg blijven") == 4
    assert "*" not in wrong
    assert "mag leeg blijven" not in rendered(Choose(), '{% include "components/filter_bar.html" %}')


def test_choices_stand_in_a_group_with_a_legend() -> None:
    group = re.search(r"<fieldset.*?</fieldset>", rendered(EveryField()), re.DOTALL)
    assert group
    assert "Welke taal spreekt u het liefst?" in group.group()
    assert group.group().count('type="radio"') == 3


def test_a_mistake_of_the_whole_form_is_in_the_summary() -> None:
    class Dates(forms.Form):
        first = forms.CharField(label="Eerste")

        def clean(self) -> None:
            raise forms.ValidationError("De laatste dag ligt voor de eerste.")

    assert "De laatste dag ligt voor de eerste." in rendered(Dates({"first": "x"}))


def test_a_whole_form_has_its_token_and_leaves_checking_to_us(rf: Any) -> None:
    template = engines["django"].from_string("{% load crispy_forms_tags %}{% crispy form %}")
    page = str(template.render({"form": EveryField()}, rf.get("/")))
    assert 'name="csrfmiddlewaretoken"' in page
    assert re.search(r"<form[^>]*multipart/form-data[^>]*novalidate", page)


def test_mistakes_are_told_in_our_own_kind_words() -> None:
    page = rendered(EveryField({"naam": "x" * 61, "email": "geen adres", "wijk": "z", "dag": "31 mei-ish"}))
    assert "Vul dit nog in." in page
    assert "er passen 60 tekens, nu zijn het er 61" in page
    assert "Kies iets uit de lijst. z staat er niet bij." in page
    assert "bijvoorbeeld 31-12-2026" in page
    assert "verplicht" not in page
