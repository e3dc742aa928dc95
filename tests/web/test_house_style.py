"""Two house styles: twelve tokens each, always readable, each served as one file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from portal.web.finders import FILES
from portal.web.house_style import ACCENT, KLEI, STYLES, TOKENS, ZEE, HouseStyle, contrast, style_for, unreadable

BASE = Path(settings.BASE_DIR)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_text_of_a_style_can_be_read(style: HouseStyle) -> None:
    assert unreadable(style) == []


@pytest.mark.parametrize("name", [name for name in TOKENS if "-color-" in name and "border-subtle" not in name])
def test_a_pale_colour_anywhere_is_found(name: str) -> None:
    """Negative control: each token in turn becomes the colour that the text on it, or under it, cannot bear."""
    wrong = "#8a8a8a" if "-bg-" in name and "inverse" not in name else "#c9c9c9"
    spoilt = replace(ZEE, values=tuple(wrong if token == name else value for token, value in ZEE.tokens.items()))
    assert unreadable(spoilt)


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_the_served_file_is_the_style(style: HouseStyle) -> None:
    assert (BASE / "static" / style.path).read_text() == style.css()


def test_every_token_overrides_one_of_the_design_system() -> None:
    theme = (BASE / "node_modules" / FILES["nlds/voorbeeld.css"]).read_text()
    assert len(TOKENS) == len(set(TOKENS)) == 12
    assert [name for name in TOKENS if f"  {name}: " not in theme] == []


def test_a_municipality_without_a_choice_gets_a_style() -> None:
    assert style_for("klei") is KLEI
    assert style_for("") is style_for("bestaat niet") is ZEE
    assert ZEE.tokens[f"{ACCENT}bg-subtle"] != KLEI.tokens[f"{ACCENT}bg-subtle"]
