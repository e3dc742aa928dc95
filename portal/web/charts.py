"""Bar charts as inline SVG, made here; the page always shows their table too (components/chart.html)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

if TYPE_CHECKING:
    from django.utils.functional import Promise
    from django.utils.safestring import SafeString

ROW = 56
LABEL_LENGTH = 32
BAR = (
    '<text x="0" y="{}" class="house-chart__label">{}</text>'
    '<text x="100%" y="{}" class="house-chart__value" text-anchor="end">{}</text>'
    '<rect x="0" y="{}" width="100%" height="16" rx="3" class="house-chart__track"/>'
    '<rect x="0" y="{}" width="{}%" height="16" rx="3" class="house-chart__bar"/>'
)


@dataclass(frozen=True)
class Bar:
    """One named number; never below 0."""

    label: str | Promise
    value: float

    @property
    def shown(self) -> str:
        """The number as it is written in this language."""
        return number_format(self.value, force_grouping=True)


@dataclass(frozen=True)
class BarChart:
    """A title, what the labels are, what is counted, and the bars; a full bar is `whole`, or else the most."""

    title: str | Promise
    label_header: str | Promise
    value_header: str | Promise
    bars: Sequence[Bar]
    whole: float = 0

    @property
    def svg(self) -> SafeString:
        """The drawing; widths are percentages, so that letters keep their size on a phone."""
        longest = self.whole or max((bar.value for bar in self.bars), default=0) or 1
        return format_html(
            '<svg class="house-chart__drawing" width="100%" height="{}" direction="ltr" aria-hidden="true"'
            ' focusable="false">{}</svg>',
            ROW * len(self.bars),
            format_html_join("", BAR, (self._row(at, bar, longest) for at, bar in enumerate(self.bars))),
        )

    def _row(self, at: int, bar: Bar, longest: float) -> tuple[object, ...]:
        top = at * ROW
        width = f"{100 * max(bar.value, 0) / longest:.2f}"
        label = Truncator(str(bar.label)).chars(LABEL_LENGTH)
        return top + 18, label, top + 18, bar.shown, top + 27, top + 27, width
