"""House styles: each is twelve design tokens, kept so that its text can always be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.municipalities.models import OwnStyle

ACCENT = "--basis-color-accent-1-"
INK = "--basis-color-default-color-document"
TOKENS = (
    f"{ACCENT}color-default",
    f"{ACCENT}color-hover",
    f"{ACCENT}color-active",
    f"{ACCENT}border-default",
    f"{ACCENT}border-subtle",
    f"{ACCENT}bg-subtle",
    f"{ACCENT}bg-default",
    f"{ACCENT}bg-hover",
    f"{ACCENT}inverse-bg-default",
    f"{ACCENT}inverse-bg-hover",
    INK,
    "--basis-border-radius-md",
)
FONT = "--basis-text-font-family-default"
# Of these only Noto Sans comes along; the others everyone has.
FAMILIES: Mapping[str, str] = {
    "noto": '"Noto Sans Variable", "Noto Sans", system-ui, sans-serif',
    "device": "system-ui, sans-serif",
    "serif": 'Georgia, "Times New Roman", serif',
}
# Before the key of a style that a municipality made itself.
OWN = "own-"
WHITE = "#ffffff"
TEXT_CONTRAST = 4.5
EDGE_CONTRAST = 3.0


@dataclass(frozen=True)
class HouseStyle:
    """One municipality's colours and roundness, in the order of TOKENS, and its letter."""

    key: str
    values: tuple[str, ...]
    font: str = "noto"

    @property
    def tokens(self) -> Mapping[str, str]:
        """Token name to value."""
        return dict(zip(TOKENS, self.values, strict=True))

    @property
    def path(self) -> str:
        """The static file that serves this style."""
        return f"css/huisstijl-{self.key}.css"

    @property
    def digest(self) -> str:
        """The same for the same look, and for no other."""
        return hashlib.sha256("|".join((*self.values, self.font)).encode()).hexdigest()[:12]

    def css(self) -> str:
        """The content of that file."""
        told = {**self.tokens, FONT: FAMILIES[self.font]} if self.font != "noto" else self.tokens
        lines = "".join(f"  {name}: {value};\n" for name, value in told.items())
        return f".house-{self.key} {{\n{lines}}}\n"


ZEE = HouseStyle(
    "zee",
    (
        *("#0b5773", "#08445b", "#063548"),
        *("#2f7f9b", "#b5d5e0"),
        *("#f3f9fb", "#e4f1f6", "#cfe5ee"),
        *("#0b5773", "#08445b"),
        "#0c2231",
        "8px",
    ),
)
KLEI = HouseStyle(
    "klei",
    (
        *("#8f3a1c", "#722c13", "#5a220e"),
        *("#b05a36", "#e6c8b9"),
        *("#fdf7f3", "#f9ece4", "#f2dccf"),
        *("#8f3a1c", "#722c13"),
        "#2a1a13",
        "4px",
    ),
)
STYLES: Mapping[str, HouseStyle] = {style.key: style for style in (ZEE, KLEI)}


def style_for(key: str) -> HouseStyle:
    """The style with this key; the first one for a municipality that chose none."""
    return STYLES.get(key, ZEE)


def _channel(part: str) -> float:
    value = int(part, 16) / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB, WCAG 2.2


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_channel(colour[start : start + 2]) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True)
class Clash:
    """Two colours of a style that are too close: tokens (None for white), the measured ratio and the least needed."""

    text: str | None
    ground: str | None
    ratio: float
    least: float


def _pairs() -> Iterable[tuple[str | None, str | None, float]]:
    grounds = (None, *(f"{ACCENT}bg-{tint}" for tint in ("subtle", "default", "hover")))
    for text in (INK, *(f"{ACCENT}color-{state}" for state in ("default", "hover", "active"))):
        yield from ((text, ground, TEXT_CONTRAST) for ground in grounds)
    yield from ((None, f"{ACCENT}inverse-bg-{state}", TEXT_CONTRAST) for state in ("default", "hover"))
    yield f"{ACCENT}border-default", None, EDGE_CONTRAST


def _colours(style: HouseStyle) -> Mapping[str | None, str]:
    colours: dict[str | None, str] = {None: WHITE}
    colours.update(style.tokens)
    return colours


def clashes(style: HouseStyle) -> list[Clash]:
    """Which colours of the style cannot be told apart well enough. Empty means readable."""
    tokens = _colours(style)
    found = (Clash(text, ground, contrast(tokens[text], tokens[ground]), least) for text, ground, least in _pairs())
    return [clash for clash in found if clash.ratio < clash.least]


def unreadable(style: HouseStyle) -> list[tuple[str, str, float]]:
    """Colour pairs of the style that are too close: text, background, measured ratio. Empty means readable."""
    tokens = _colours(style)
    return [(tokens[clash.text], tokens[clash.ground], round(clash.ratio, 2)) for clash in clashes(style)]


def style_of(own: OwnStyle) -> HouseStyle:
    """The style that a municipality made itself."""
    return HouseStyle(f"{OWN}{own.digest}", tuple(own.values), own.font)
