"""Figures of one table have the same number of decimals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from programmes.models import Figure
from programmes.views.figures import Asked


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with override("nl"):
        yield


@pytest.mark.parametrize(
    ("shares", "written"),
    [([0.18, 0.113], ["18,0%", "11,3%"]), ([0.18, 0.5], ["18%", "50%"]), ([0.29, 0.57, 0.07], ["29%", "57%", "7%"])],
)
def test_figures_of_a_table_are_written_alike(shares: list[float], written: list[str]) -> None:
    asked = Asked("Slaapt slecht", [Figure(share=share) for share in shares], 0)
    assert [shown for _figure, shown in asked.rows] == written
    assert [bar.shown for bar in asked.chart.bars] == written
