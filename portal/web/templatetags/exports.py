"""The component that offers a list as a file, to who may have it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from portal.web import exports
from portal.web.templatetags.house import button_link, murl

register = template.Library()


@register.simple_tag(takes_context=True)
def save_as(context: Context, name: str, label: str, of: UUID | None = None) -> SafeString | str:
    """A link to save this list, for who may; of one thing only when given its public id."""
    request: Any = context["request"]
    if not exports.export(name).rule(getattr(request, "roles", frozenset())):
        return ""
    address = murl(context, "ground:export", which=name) + (f"?van={of}" if of else "")
    return button_link(address, label, "subtle")
