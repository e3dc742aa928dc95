from __future__ import annotations

from django import template

from programmes.spec.compared import decimals, percentage

register = template.Library()
register.filter("percentage", percentage)
register.filter("decimals", decimals)
