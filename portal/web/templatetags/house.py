"""The pieces that pages are made of. All of them in all states: tests/looks/."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.municipalities import words
from portal.web.addresses import murl as murl_in_use

if TYPE_CHECKING:
    from django.template.context import Context
    from django.utils.functional import Promise

    from portal.municipalities.models import Municipality
    from portal.web.charts import BarChart
    from portal.web.pages import Page

    Text = str | Promise

register = template.Library()

BADGES = {"success": "success", "warning": "warning", "danger": "danger", "neutral": "neutral"}
ALERTS = {"info": "info", "ok": "ok", "success": "ok", "warning": "warning", "error": "error", "debug": "info"}
ALERT_WORDS = {
    "info": _("Good to know"),
    "ok": _("It worked"),
    "warning": _("Please note"),
    "error": _("That did not work"),
}
BUTTONS = {"primary": "primary-action", "secondary": "secondary-action", "subtle": "subtle"}


@register.simple_tag(takes_context=True)
def murl(context: Context, name: str, **kwargs: Any) -> str:
    """The address of a page in the municipality of the request; outside a request in the one in use."""
    municipality = getattr(context.get("request"), "municipality", None)
    if municipality is None:
        return murl_in_use(name, **kwargs)
    return reverse(name, kwargs={"municipality": municipality.slug, **kwargs})


@register.filter
def own_text(municipality: Municipality | None, key: str) -> str:
    """The municipality's own words for this place, in the language of the page where it has them; else empty."""
    return words.own_text(municipality, key, get_language() or words.DUTCH) if municipality else ""


@register.filter
def also(municipality: Municipality | None, key: str) -> list[tuple[words.Language, str]]:
    """The same words in each other language that is offered, where somebody wrote them."""
    return words.translations(municipality, key) if municipality else []


@register.filter
def wall(value: date | time, form: str) -> str:
    """A day or a time of the clock as the filter `date` writes it, remembered: lists repeat a few of them."""
    return _written(value, form, get_language())


@lru_cache(maxsize=4096)
def _written(value: date | time, form: str, _language: str) -> str:
    return date_format(value, form)  # type: ignore[arg-type]  # the stubs forget times of the clock


@register.simple_block_tag
def breadcrumbs(content: SafeString) -> SafeString:
    """The pages above this one, each as a `crumb`; the h1 names this page itself."""
    return format_html(
        '<nav class="utrecht-breadcrumb-nav house-crumbs" aria-label="{}">'
        '<ol class="utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol">{}</ol></nav>',
        _("Where you are"),
        content,
    )


@register.simple_tag
def crumb(url: str, label: Text) -> SafeString:
    """One link of the breadcrumbs."""
    return format_html(
        '<li class="utrecht-breadcrumb-nav__item"><a class="utrecht-link utrecht-link--html-a" href="{}">{}</a></li>',
        url,
        label,
    )


@register.simple_block_tag
def page_header(content: SafeString, title: Text, *, lead: Text = "") -> SafeString:
    """The h1, a sentence that says what the page is for, and between the tags its actions."""
    return format_html(
        '<div class="house-title"><div class="house-title__text"><h1 class="utrecht-heading-1">{}</h1>{}</div>{}</div>',
        title,
        format_html('<p class="utrecht-paragraph utrecht-paragraph--lead">{}</p>', lead) if lead else "",
        format_html('<div class="house-actions">{}</div>', content) if content.strip() else "",
    )


@register.simple_tag
def status_badge(kind: str, text: Text) -> SafeString:
    """A state in a word; the colour only supports it. Kinds: success, warning, danger, neutral."""
    return format_html('<span class="utrecht-status-badge utrecht-status-badge--{}">{}</span>', BADGES[kind], text)


@register.simple_block_tag
def alert(content: SafeString, kind: str = "info", title: Text = "") -> SafeString:
    """A message that stands out. Kinds: info, ok, warning, error; the kind is said in words too."""
    look = ALERTS[kind]
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{}"><div class="utrecht-alert__content">'
        '<div class="utrecht-alert__message"><p class="house-alert__title">{}</p>{}</div></div></div>',
        look,
        title or ALERT_WORDS[look],
        content,
    )


@register.simple_tag
def alert_kind(tags: str) -> str:
    """The kind of alert for the tags of a Django message."""
    return next((ALERTS[tag] for tag in tags.split() if tag in ALERTS), "info")


@register.simple_tag
def button_link(url: str, label: Text, kind: str = "primary") -> SafeString:
    """A link that looks like a button. Kinds: primary, secondary, subtle."""
    look = "utrecht-button-link utrecht-button-link--html-a utrecht-button-link--{}"
    return format_html('<a class="' + look + '" href="{}">{}</a>', BUTTONS[kind], url, label)


@register.simple_tag
def button(label: Text, kind: str = "primary", *, name: str = "", value: str = "") -> SafeString:
    """A submit button; with a name its value is sent along."""
    sent = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<button class="utrecht-button utrecht-button--{}" type="submit"{}>{}</button>', BUTTONS[kind], sent, label
    )


@register.simple_block_tag
def table(content: SafeString, caption: Text, *headers: Text, numbers: str = "", narrow: bool = False) -> SafeString:
    """A table that becomes cards on a phone, unless narrow; `numbers` names columns of figures: "3 4", from 1."""
    figures = {int(at) for at in numbers.split()}
    cells = ((" house-number" if at in figures else "", header) for at, header in enumerate(headers, start=1))
    head = format_html_join(
        "", '<th class="utrecht-table__header-cell{}" scope="col" role="columnheader">{}</th>', cells
    )
    # The roles stay said because a phone's layout takes the table's own away.
    return format_html(
        '<div class="house-table{}"><table class="utrecht-table utrecht-table--html-table" role="table">'
        '<caption class="utrecht-table__caption">{}</caption>'
        '<thead class="utrecht-table__header" role="rowgroup"><tr role="row">{}</tr></thead>'
        '<tbody class="utrecht-table__body" role="rowgroup">{}</tbody></table></div>',
        "" if narrow else " house-table--cards",
        caption,
        head,
        content,
    )


@register.simple_block_tag
def row(content: SafeString) -> SafeString:
    """One row of a table."""
    return format_html('<tr class="utrecht-table__row" role="row">{}</tr>', content)


@register.simple_block_tag
def cell(
    content: SafeString, label: Text, *, nowrap: bool = False, number: bool = False, header: bool = False
) -> SafeString:
    """One cell under the column `label`: nowrap for dates, number for figures, header for the row's own name."""
    look = f"{' house-nowrap' if nowrap else ''}{' house-number' if number else ''}"
    start, end = ('th scope="row" role="rowheader"', "th") if header else ('td role="cell"', "td")
    return format_html(
        '<{} class="utrecht-table__cell{}" data-label="{}">{}</{}>',
        mark_safe(start),  # noqa: S308 - one of the two literals above
        look,
        label,
        content,
        end,
    )


@register.simple_block_tag
def facts(content: SafeString, *, numbers: bool = False) -> SafeString:
    """A definition list: what is known about one thing, each as a `fact`; numbers stay beside their words."""
    return format_html('<dl class="house-facts{}">{}</dl>', " house-facts--numbers" if numbers else "", content)


@register.simple_block_tag
def fact(content: SafeString, label: Text) -> SafeString:
    """One line of `facts`."""
    return format_html('<div class="house-facts__item"><dt>{}</dt><dd>{}</dd></div>', label, content)


@register.simple_block_tag
def empty_state(content: SafeString, title: Text, text: Text = "") -> SafeString:
    """Nothing here yet: say so, say what to do next, and between the tags offer it."""
    return format_html(
        '<div class="house-empty"><p class="house-empty__title">{}</p>{}{}</div>',
        title,
        format_html('<p class="utrecht-paragraph">{}</p>', text) if text else "",
        format_html('<div class="house-actions">{}</div>', content) if content.strip() else "",
    )


@register.inclusion_tag("components/chart.html")
def chart(drawn: BarChart) -> dict[str, BarChart]:
    """A bar chart over its table."""
    return {"chart": drawn}


@register.inclusion_tag("components/progress.html")
def progress(label: Text, done: int, total: int, url: str = "") -> dict[str, Any]:
    """How far long work is; `url` is the page itself, to look again."""
    return {"label": label, "done": done, "total": total, "url": url}


@register.inclusion_tag("components/pagination.html")
def pagination(page: Page[Any]) -> dict[str, Page[Any]]:
    """Previous and next of a list; nothing when it fits on one page."""
    return {"page": page}
