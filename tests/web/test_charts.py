from __future__ import annotations

import re

from django.template import engines

from portal.web.charts import Bar, BarChart

CHART = BarChart("Bereik", "Stap", "Ouders", [Bar("Uitgenodigd", 1200), Bar("<b>Kwam</b>", 300), Bar("Niets", 0)])


def drawn(chart: BarChart) -> str:
    return str(engines["django"].from_string("{% load house %}{% chart chart %}").render({"chart": chart}))


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    assert re.findall(r'width="([\d.]+)%" height="16" rx="3" class="house-chart__bar"', CHART.svg) == [
        "100.00",
        "25.00",
        "0.00",
    ]


def test_a_drawing_never_comes_without_its_table() -> None:
    page = drawn(CHART)
    assert page.index("<svg") < page.index("<table")
    assert re.findall(r'data-label="Ouders">([^<]*)<', page) == ["1.200", "300", "0"]


def test_a_label_cannot_become_markup() -> None:
    assert "<b>" not in drawn(CHART)
    assert "&lt;b&gt;Kwam" in CHART.svg


def test_nothing_to_draw_is_no_division_by_zero() -> None:
    assert "<rect" not in BarChart("Leeg", "Stap", "Ouders", []).svg
    assert 'width="0.00%"' in BarChart("Nul", "Stap", "Ouders", [Bar("x", 0)]).svg


def test_no_style_attribute_that_the_policy_would_block() -> None:
    assert "style=" not in drawn(CHART)
