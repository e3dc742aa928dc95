"""House styles: each is twelve design tokens, kept so that its text can always be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
WHITE = "#ffffff"
TEXT_CONTRAST = 4.5
EDGE_CONTRAST = 3.0


@dataclass(frozen=True)
class HouseStyle:
    """One municipality's colours and roundness, in the order of TOKENS."""

    key: str
    values: tuple[str, ...]

    @property
    def tokens(self) -> Mapping[str, str]:
        """Token name to value."""
        return dict(zip(TOKENS, self.values, strict=True))

    @property
    def path(self) -> str:
        """The static file that serves this style."""
        return f"css/huisstijl-{self.key}.css"

    def css(self) -> str:
        """The content of that file."""
        lines = "".join(f"  {name}: {value};\n" for name, value in self.tokens.items())
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


def _pairs(tokens: Mapping[str, str]) -> Iterable[tuple[str, str, float]]:
    backgrounds = (WHITE, *(tokens[f"{ACCENT}bg-{tint}"] for tint in ("subtle", "default", "hover")))
    for text in (INK, *(f"{ACCENT}color-{state}" for state in ("default", "hover", "active"))):
        yield from ((tokens[text], background, TEXT_CONTRAST) for background in backgrounds)
    yield from ((WHITE, tokens[f"{ACCENT}inverse-bg-{state}"], TEXT_CONTRAST) for state in ("default", "hover"))
    yield tokens[f"{ACCENT}border-default"], WHITE, EDGE_CONTRAST


def unreadable(style: HouseStyle) -> list[tuple[str, str, float]]:
    """Colour pairs of the style that are too close: text, background, measured ratio. Empty means readable."""
    return [
        (text, background, round(contrast(text, background), 2))
        for text, background, least in _pairs(style.tokens)
        if contrast(text, background) < least
    ]
