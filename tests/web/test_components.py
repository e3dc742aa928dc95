from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.template import TemplateSyntaxError, engines
from django.urls import NoReverseMatch

from portal.municipalities import tenant
from portal.web.addresses import murl, slug_of
from portal.web.pages import Page

if TYPE_CHECKING:
    from portal.municipalities.models import Municipality

EVIL = '<script>alert(1)</script>" onclick="x'


def drawn(source: str, request: Any = None, **context: Any) -> str:
    return str(engines["django"].from_string("{% load house %}" + source).render(context, request))


@pytest.mark.parametrize(
    "source",
    [
        "{% page_header evil lead=evil %}{% endpage_header %}",
        "{% breadcrumbs %}{% crumb evil evil %}{% endbreadcrumbs %}",
        "{% status_badge 'success' evil %}",
        "{% alert 'ok' evil %}{{ evil }}{% endalert %}",
        "{% button_link evil evil %}{% button evil name=evil value=evil %}",
        "{% table evil evil %}{% row %}{% cell evil header=True %}{{ evil }}{% endcell %}{% endrow %}{% endtable %}",
        "{% facts %}{% fact evil %}{{ evil }}{% endfact %}{% endfacts %}",
        "{% empty_state evil evil %}{{ evil }}{% endempty_state %}",
        "{% progress evil 1 2 evil %}",
    ],
)
def test_what_people_typed_stays_text(source: str) -> None:
    page = drawn(source, evil=EVIL)
    assert "<script" not in page
    assert '" onclick' not in page
    assert "&lt;script&gt;" in page


def test_a_table_says_its_roles_and_names_every_cell() -> None:
    page = drawn(
        "{% table 'Wie komt' 'Naam' 'Sinds' numbers='2' %}{% row %}{% cell 'Naam' header=True %}Ada{% endcell %}"
        "{% cell 'Sinds' nowrap=True number=True %}3 mei{% endcell %}{% endrow %}{% endtable %}"
    )
    assert '<th class="utrecht-table__header-cell house-number" scope="col" role="columnheader">Sinds</th>' in page
    assert '<th scope="row" role="rowheader" class="utrecht-table__cell" data-label="Naam">Ada</th>' in page
    assert '<td role="cell" class="utrecht-table__cell house-nowrap house-number" data-label="Sinds">3 mei</td>' in page


def test_a_kind_that_does_not_exist_is_found_at_once() -> None:
    for source in ("{% status_badge 'purple' 'x' %}", "{% button 'x' 'purple' %}"):
        with pytest.raises((KeyError, TemplateSyntaxError)):
            drawn(source)


def test_pages_lead_nowhere_when_all_fits() -> None:
    assert drawn("{% pagination page %}", page=Page([], 1, "", "")).strip() == ""
    page = drawn("{% pagination page %}", page=Page([], 2, "?pagina=1", "?pagina=3"))
    assert 'rel="prev" href="?pagina=1"' in page
    assert "Pagina 2" in page


def test_progress_is_told_in_words_too() -> None:
    page = drawn("{% progress 'Lijst inlezen' 120 300 '/taak/' %}")
    assert '<progress class="house-progress__bar" max="300" value="120" aria-label="Lijst inlezen">' in page
    assert "120 van 300 klaar" in page
    assert 'href="/taak/"' in page
    unknown = drawn("{% progress 'Lijst inlezen' 0 0 %}")
    assert " value=" not in unknown
    assert "Het begint zo." in unknown


def test_messages_are_announced_with_their_kind(rf: Any) -> None:
    said = [Message(messages.SUCCESS, "Opgeslagen <b>"), Message(messages.ERROR, "Mislukt")]
    page = drawn("{% include 'components/messages.html' %}", messages=said)
    assert 'role="status"' in page
    assert page.index("utrecht-alert--ok") < page.index("Opgeslagen &lt;b&gt;") < page.index("utrecht-alert--error")


class TestAddresses:
    def test_a_page_of_the_municipality_in_use(self, municipality: Municipality) -> None:
        assert murl("web:privacy") == "/sliedrecht/privacy/"

    def test_the_request_goes_before_what_is_in_use(
        self, municipality: Municipality, other: Municipality, rf: Any
    ) -> None:
        request = rf.get("/")
        request.municipality = other
        assert drawn("{% murl 'web:privacy' %}", request) == "/zwolle/privacy/"
        assert drawn("{% murl 'web:privacy' %}") == "/sliedrecht/privacy/"

    def test_nowhere_is_an_error(self, municipality: Municipality) -> None:
        with tenant.use(None), pytest.raises(tenant.NoMunicipality):
            murl("web:privacy")
        with pytest.raises(NoReverseMatch):
            murl("web:nothing")

    def test_costs_a_query_once_and_follows_a_change(
        self, municipality: Municipality, django_assert_num_queries: Any
    ) -> None:
        slug_of.cache_clear()
        with django_assert_num_queries(1):
            assert murl("web:privacy") == murl("web:privacy")
        municipality.slug = "anders"
        municipality.save()
        assert murl("web:privacy") == "/anders/privacy/"
        slug_of.cache_clear()
