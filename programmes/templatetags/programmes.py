from __future__ import annotations

from django import template

from programmes.spec.compared import percentage

register = template.Library()
register.filter("percentage", percentage)
